import Editions
import ReportCore

/// About `peil status` and `explain`.
extension Messages {
  static let statusAbstract = "Show the week's verdict and headline figures."
  static let jsonHelp = "Print JSON, for programs."
  static let explainAbstract = "Show where a figure comes from."
  static let explainDiscussion = """
    Prints formula, inputs, imports and source lines. Example: \
    peil explain 'mt.cost-per-session[useCase=service-chat]@2026-W47'
    """
  static let rowsHelp = "Print so many rows of the exports it rests on."
  static let figureHelp = "id, [scope] and @period as in numbers.json; without a period that of --week."

  static func notAFigure(_ text: String) -> String {
    "'\(Diagnostic.shortened(text))' is not a figure; write it as spend.total@2026-W47."
  }

  static func noSuchFigure(_ key: FigureKey, in edition: Edition) -> Diagnostic {
    let names = edition.figures.all.map(\.key.description)
    return Diagnostic(
      code: "no-such-figure", at: nil, "The edition of \(edition.week) has no such figure.", found: key.description,
      expected: NearestName.of(key.description, among: names).map { "perhaps \($0)" },
      remedy: "public/\(edition.week.year)/w\(edition.week.description.suffix(2))/numbers.json lists all of them")
  }

  static func noSuchWeek(_ week: ISOWeek, _ weeks: [ISOWeek]) -> Diagnostic {
    Diagnostic(
      code: "no-such-week", at: nil, "There is no edition of this week.", found: week.description,
      expected: weeks.first.flatMap { first in weeks.last.map { "\(first) to \($0)" } })
  }

  static func status(_ status: WeekStatus) -> String {
    let width = status.figures.map(\.figure.count).max() ?? 0
    let lines = status.figures.map { figure in
      "  \(figure.figure.padded(to: width))  \(standing(figure))"
    }
    let head = "\(status.week): \(words(status.state)), as of \(status.asOf), \(counted(status.imports, "import"))"
    return ([head] + lines).joined(separator: "\n")
  }

  /// `0.9 ratio, on level`; an unknown amount needs no state beside it.
  private static func standing(_ figure: FigureText) -> String {
    let amount = amount(figure)
    guard let state = figure.state.map(words), state != amount else { return amount }
    return "\(amount), \(state)"
  }

  static func explanation(_ explanation: Explanation) -> String {
    let figure = explanation.figure
    var lines = ["\(figure.figure) = \(amount(figure))"]
    if let state = figure.state { lines.append("  state:    \(words(state))") }
    if let reason = figure.reason { lines.append("  reason:   \(reason) \(reasonWords(reason))") }
    if let target = figure.target { lines.append("  target:   \(trimmed(target))") }
    if let guide = explanation.guide {
      lines.append("  guide:    \(trimmed(guide)) (playbook\(explanation.item.map { ", \($0)" } ?? ""))")
    }
    lines.append("  formula:  \(explanation.formula)")
    lines.append("  rows:     \(explanation.rows)")
    lines += explanation.from.map { "  from:     \($0.figure) = \(amount($0))" }
    lines += explanation.sources.map { source in
      let range = source.lastLine == 0 ? "" : " lines \(source.firstLine)-\(source.lastLine),"
      let digest = source.sha256.isEmpty ? "" : ", sha256 \(source.sha256.prefix(16))…"
      return "  source:   \(source.file)\(range) \(counted(source.rows, "row")), act \(source.importNumber)\(digest)"
    }
    lines += explanation.exportRows.map { "  row:      \(row($0))" }
    return lines.joined(separator: "\n")
  }

  /// `litellm-2026-w47.csv:12 2026-11-16T08:14:02Z openai gpt-5 chat-prod, 1 call, 31204 tokens, 0.041 USD = 0.035 EUR`.
  private static func row(_ row: RowText) -> String {
    let names = [row.provider, row.model, row.key].filter { !$0.isEmpty }.joined(separator: " ")
    let cost = row.cost.map { "\(trimmed($0)) \(row.currency ?? "")" } ?? "no price"
    let euro = row.currency == "EUR" ? "" : row.euro.map { " = \(trimmed($0)) EUR" } ?? ""
    let counts = row.calls == 0 ? [] : [counted(row.calls, "call"), "\(row.tokens) tokens"]
    return (["\(row.file):\(row.line) \(row.time) \(names)"] + counts + [cost + euro]).joined(separator: ", ")
  }

  /// Exact, never rounded: `9.1423 EUR`, `between 9.1 and 9.61 EUR`, `unknown`.
  private static func amount(_ figure: FigureText) -> String {
    if figure.unit == FigureUnit.state.rawValue { return figure.state.map(words) ?? "unknown" }
    if let value = figure.value, value == figure.lower, value == figure.upper {
      return "\(trimmed(value)) \(figure.unit)"
    }
    switch (figure.lower, figure.upper) {
    case (let lower?, let upper?): return "between \(trimmed(lower)) and \(trimmed(upper)) \(figure.unit)"
    case (let lower?, nil): return "at least \(trimmed(lower)) \(figure.unit)"
    case (nil, let upper?): return "at most \(trimmed(upper)) \(figure.unit)"
    case (nil, nil): return "unknown"
    }
  }

  /// `9.100000000` → `9.1`.
  private static func trimmed(_ decimal: String) -> String {
    guard decimal.contains(".") else { return decimal }
    let digits = decimal.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(digits.reversed())
  }

  /// The words of design.md 6.
  private static func words(_ state: String) -> String {
    switch FigureState(rawValue: state) {
    case .green: "on level"
    case .amber: "attention"
    case .red: "off level"
    case .notYetDue: "not yet due"
    case .unknown, nil: "unknown"
    }
  }

  private static func reasonWords(_ reason: String) -> String {
    switch UnknownReason(rawValue: reason) {
    case .noSource: "no source"
    case .sourceTooOld: "a source is older than permitted"
    case .denominatorZero: "nothing to divide by"
    case .notAttributed: "money that is not attributed"
    case .noPrice: "use without a price"
    case .noExchangeRate: "no exchange rate"
    case .tooFewWeeks: "too few weeks"
    case .sourcesContradict: "sources contradict each other"
    case nil: ""
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
