import ArgumentParser
import Editions
import LedgerStore
import ReportCore

/// `peil explain FIGURE`: formula, inputs and source lines of one figure.
struct ExplainCommand: PeilSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: Messages.explainAbstract, discussion: Messages.explainDiscussion)

  @Argument(help: ArgumentHelp(Messages.figureHelp, valueName: "figure")) var figure: String
  @OptionGroup var options: SiteOptions
  @OptionGroup var moment: MomentOptions
  @Flag(help: ArgumentHelp(Messages.jsonHelp)) var json = false
  @Option(help: ArgumentHelp(Messages.rowsHelp, valueName: "count")) var rows = 0

  func run(in surroundings: Surroundings) throws -> CommandStatus {
    let folder = options.folder(in: surroundings)
    try folder.requireSite()
    let site = try LoadedSite(folder)
    let update = try LedgerWork(folder, surroundings).bringInStep()
    let builder = try site.editions(update.ledger, asOf: moment.asOf)
    let current = try moment.week(of: builder)
    guard let key = FigureKey(figure.contains("@") ? figure : "\(figure)@\(current)") else {
      throw ValidationError(Messages.notAFigure(figure))
    }
    // Its own week's edition is the truth about it; months and days belong to the week they end in. What is said of a month
    // afterwards, such as what its invoices are, the newest edition knows best.
    let own = min(max(ISOWeek(containing: key.period.days.upperBound), builder.weeks.first ?? current), current)
    var edition = try builder.edition(of: own)
    if case .month = key.period, own != current {
      let newest = try builder.edition(of: current)
      if newest.figures[key] != nil { edition = newest }
    }
    guard let found = edition.figures[key] else {
      surroundings.warn(Messages.noSuchFigure(key, in: edition).description)
      return .answerIsNo
    }
    var explanation = Explanation(found, in: edition)
    if rows > 0 {
      let finder = RowFinder(ledger: update.ledger, site: site, asOf: moment.asOf)
      explanation.exportRows = try finder.rows(
        of: found, imports: Set(explanation.sources.map(\.importNumber)), limit: rows
      ).map(RowText.init)
    }
    surroundings.say(json ? try JSONText.of(explanation) : Messages.explanation(explanation))
    return PeilProgram.report(site.warnings + update.warnings, in: surroundings)
  }
}

/// What `peil explain --json` prints; fields are only ever added.
struct Explanation: Encodable {
  let schema = "peil.explain/1"
  let week: String
  let figure: FigureText
  let guide: String?
  let item: String?
  let formula: String
  let rows: Int
  /// The figures it was computed from, with their values.
  let from: [FigureText]
  /// Imports and lines it rests on, directly or through `from`.
  let sources: [Source]
  /// Rows of the exports, as many as were asked for.
  var exportRows: [RowText] = []

  struct Source: Encodable, Hashable {
    let importNumber: Int
    let file: String
    let firstLine: Int
    let lastLine: Int
    let rows: Int
    let sha256: String
  }

  init(_ figure: Figure, in edition: Edition) {
    week = edition.week.description
    self.figure = FigureText(figure)
    guide = figure.guide?.description
    item = figure.item
    formula = figure.formula
    rows = figure.rows
    from = figure.from.compactMap { edition.figures[$0] }.map(FigureText.init)
    sources = Explanation.sources(of: figure, in: edition)
  }

  /// Down the `from` arrows, each figure once; the list of work is the stack, so depth does not matter.
  private static func sources(of figure: Figure, in edition: Edition) -> [Source] {
    var seen: Set<FigureKey> = [figure.key]
    var waiting = [figure]
    var found: Set<Source> = []
    while let next = waiting.popLast() {
      for source in edition.figures.traceSources(of: next.key) {
        found.insert(
          Source(
            importNumber: source.importNumber, file: source.file, firstLine: source.firstLine,
            lastLine: source.lastLine, rows: source.rows, sha256: source.sha256))
      }
      for key in next.from where seen.insert(key).inserted {
        if let input = edition.figures[key] { waiting.append(input) }
      }
    }
    return found.sorted { ($0.importNumber, $0.firstLine, $0.file) < ($1.importNumber, $1.firstLine, $1.file) }
  }
}
