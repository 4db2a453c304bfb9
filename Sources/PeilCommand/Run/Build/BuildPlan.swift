import Editions
import OutputTree
import ReportCore
import ReportSite

/// What every file of the site is made from now, and which files must be made again.
struct BuildPlan {
  let weeks: [ISOWeek]
  let inputs: BuildInputs
  let builder: SiteBuilder
  let ledgerStates: [ISOWeek: String]
  /// The days of the ledger that each week reads.
  let windows: [ISOWeek: ClosedRange<CalendarDay>]
  let firstDay: CalendarDay?
  /// As of when archived weeks were first archived.
  let firstKnownAt: [ISOWeek: Instant]
  private(set) var parts: [String: [Ingredient]] = [:]

  init(
    weeks: [ISOWeek], inputs: BuildInputs, builder: SiteBuilder, ledgerStates: [ISOWeek: String],
    windows: [ISOWeek: ClosedRange<CalendarDay>], firstDay: CalendarDay?, firstKnownAt: [ISOWeek: Instant]
  ) {
    self.firstKnownAt = firstKnownAt
    self.firstDay = firstDay
    self.weeks = weeks
    self.inputs = inputs
    self.builder = builder
    self.ledgerStates = ledgerStates
    self.windows = windows
  }

  /// The keys of the ingredient lists of a kind; nil for `week` means once for the site. `cards` is a digest of all
  /// cards.
  mutating func parts(of kind: SiteFileKind, week: ISOWeek?, cards: String) -> [String] {
    guard let about = week ?? weeks.last else { return [] }
    var lists = [[Ingredient(name: "the program", state: inputs.program)] + inputs.content]
    let days = windows[about] ?? about.days
    var ledger = [
      Ingredient(name: "the ledger, \(days.lowerBound) to \(days.upperBound)", state: ledgerStates[about] ?? ""),
      Ingredient(name: "the ledger's first day", state: firstDay?.description ?? "none"),
      Ingredient(name: "first archived", state: firstKnownAt[about]?.description ?? "not yet"),
      Ingredient(name: "as-of", state: inputs.asOf?.description ?? "the newest act"),
    ]
    if week == nil { ledger.append(Ingredient(name: "the current week", state: about.description)) }
    lists.append(ledger)
    lists.append(templates(of: kind))
    if kind.readsNeighbours {
      lists.append([
        Ingredient(name: "the week before", state: weeks.contains(about.previous) ? "there" : "none"),
        Ingredient(name: "the week after", state: weeks.first { $0 > about }?.description ?? "none"),
      ])
    }
    if kind.readsCards {
      lists.append([Ingredient(name: "the other weeks", state: cards)])
    }
    if let archived = builder.archived(kind, about) {
      lists.append([Ingredient(name: EditionsLog.path, state: BuildInputs.digest(archived))])
    }
    return lists.filter { !$0.isEmpty }.map { list in
      let id = String(BuildInputs.digest(list.map { "\($0.name)\t\($0.state)" }.joined(separator: "\n")).prefix(16))
      parts[id] = list
      return id
    }
  }

  private func templates(of kind: SiteFileKind) -> [Ingredient] {
    var names = builder.templateNames(of: kind).map { "templates/\($0).mustache" }
    guard let language = builder.language(of: kind) else {
      return kind.description == "style" ? [style] : []
    }
    names.append("templates/strings/\(language).yml")
    let files = names.map { Ingredient(name: $0, state: inputs.templates[$0] ?? "") }
    // Where the style sheet lies follows from its content.
    return kind.description.hasPrefix("tables") ? files : files + [style, frame]
  }

  private var style: Ingredient {
    Ingredient(name: "templates/style.css", state: inputs.templates["templates/style.css"] ?? "")
  }

  private var frame: Ingredient {
    Ingredient(name: "the names of the languages", state: BuildInputs.digest(builder.frame))
  }
}
