import Editions
import ReportCore

/// All figures of an edition that share id and scope: the week's own and its series.
struct TraceSeries {
  let id: String
  let scope: [String: String]
  /// Newest first.
  let figures: [Figure]
  /// The figure of the edition's week, or else the one of its month; nil for figures by day.
  let main: Figure?
  /// Lines of imports the week's figures rest on, without repeats.
  let sources: [TraceSource]

  var others: [Figure] { figures.filter { $0.key != main?.key } }
  var item: String? { figures.compactMap(\.item).first }
  var scopeText: String { figures.first?.key.scopeText ?? "" }
  var family: String { Self.family(of: id) }

  /// By family, in the order a reader asks for them; within a family the whole before its parts, days last.
  static func families(_ scope: PageScope) -> [(family: String, series: [TraceSeries])] {
    var groups: [(key: FigureKey, figures: [Figure])] = []
    for figure in scope.figures.all {
      if let last = groups.last, last.key.id == figure.key.id, last.key.scope == figure.key.scope {
        groups[groups.count - 1].figures.append(figure)
      } else {
        groups.append((figure.key, [figure]))
      }
    }
    let series = groups.map { TraceSeries($0.key, $0.figures, scope) }
    let useCases = scope.useCaseIDs
    let placed = series.enumerated().sorted {
      let left = (place($0.element), useCase($0.element, useCases), $0.offset)
      return left < (place($1.element), useCase($1.element, useCases), $1.offset)
    }
    return order.map { family in (family, placed.map(\.element).filter { $0.family == family }) }
      .filter { !$0.series.isEmpty }
  }

  private init(_ key: FigureKey, _ figures: [Figure], _ scope: PageScope) {
    id = key.id
    self.scope = key.scope
    let newestFirst = figures.sorted {
      let (left, right) = ($0.key.period.days, $1.key.period.days)
      return (right.upperBound, left.lowerBound) < (left.upperBound, right.lowerBound)
    }
    self.figures = newestFirst
    let now = scope.now
    main =
      newestFirst.first { $0.key.period == now }
      ?? newestFirst.first { if case .month = $0.key.period { true } else { false } }
    let periods = main.map { [$0] } ?? newestFirst
    var sources: [TraceSource] = []
    for source in periods.flatMap({ scope.figures.traceSources(of: $0.key) }) where !sources.contains(source) {
      sources.append(source)
    }
    self.sources = sources.sorted { ($0.importNumber, $0.firstLine) < ($1.importNumber, $1.firstLine) }
  }

  private static func place(_ series: TraceSeries) -> Int {
    first.firstIndex(of: series.id) ?? (series.main == nil ? first.count + 1 : first.count)
  }

  /// Use cases in the register's order; what has none comes before them.
  private static func useCase(_ series: TraceSeries, _ known: [String]) -> Int {
    series.scope["useCase"].flatMap(known.firstIndex) ?? -1
  }

  private static let first = [
    "spend.total", "spend.by-use-case", "spend.not-attributed", "spend.by-provider", "spend.by-model-class",
    "budget.used-week", "budget.week", "budget.used-month", "budget.month", "mt.cost-per-1000-calls",
    "mt.cost-per-session",
    "mt.efficiency", "mt.roi",
  ]
  private static let order = [
    "spend", "budget", "metrics", "use", "evidence", "reconciliation", "quality", "pitfalls", "rollout", "actions",
    "other",
  ]

  private static func family(of id: String) -> String {
    switch id.prefix(while: { $0 != "." }) {
    case "spend": "spend"
    case "budget": "budget"
    case "mt": "metrics"
    case "calls", "tokens", "unpriced": "use"
    case "attribution", "coverage", "controls", "measured": "evidence"
    case "reconciliation": "reconciliation"
    case "quality", "source": "quality"
    case "pitfall", "pitfalls": "pitfalls"
    case "roadmap": "rollout"
    case "actions": "actions"
    default: "other"
    }
  }
}
