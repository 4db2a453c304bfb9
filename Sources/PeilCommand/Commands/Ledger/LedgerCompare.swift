import ArgumentParser
import CostExports
import LedgerStore
import ReportCore

extension LedgerCommand {
  /// `peil ledger compare A [B]`: what the ledger said at B and not at A.
  struct Compare: PeilSubcommand {
    static let configuration = CommandConfiguration(
      commandName: "compare", abstract: Messages.compareAbstract, discussion: Messages.compareDiscussion)

    @Argument(help: ArgumentHelp(Messages.compareMomentHelp)) var earlier: String
    @Argument(help: ArgumentHelp(Messages.compareMomentHelp)) var later: String?
    @Option(help: ArgumentHelp(Messages.daysHelp, valueName: "days"), transform: DayRange.init) var days: DayRange?
    @Flag(help: ArgumentHelp(Messages.compareDetailsHelp)) var details = false
    @OptionGroup var options: SiteOptions
    @Flag(help: ArgumentHelp(Messages.jsonHelp)) var json = false

    func run(in surroundings: Surroundings) throws -> CommandStatus {
      let update = try LedgerWork(options.site(in: surroundings), surroundings).bringInStep()
      let history = try update.ledger.history()
      let first = try LedgerMoment(earlier, history)
      let last = try later.map { try LedgerMoment($0, history) }
      let rows = try update.ledger.compare(first.moment, last?.moment, days: days?.days)
      let comparison = LedgerComparison(rows, history: history, details: details)
      surroundings.say(
        json ? try JSONText.of(comparison) : Messages.comparison(comparison, from: earlier, to: later))
      return PeilProgram.report(update.warnings, in: surroundings)
    }
  }
}

/// A moment, or just after an act, whichever the person wrote.
struct LedgerMoment {
  let moment: Instant

  init(_ text: String, _ history: [LedgerAct]) throws {
    if let number = Int(text) {
      // Before the first act the ledger was empty.
      if number == 0 {
        moment = Instant(seconds: 0)
        return
      }
      guard let act = history.first(where: { $0.line.number == number }) else {
        throw Messages.noSuchAct(text, history.count)
      }
      moment = act.line.moment
      return
    }
    guard let instant = Instant(text) else { throw ValidationError(Messages.notAMomentOrAct(text)) }
    moment = instant
  }
}

/// `2026-10-01/2026-10-31`, both ends included; one day alone stands for itself.
struct DayRange {
  let days: ClosedRange<CalendarDay>

  @Sendable init(_ text: String) throws {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), let first = CalendarDay(parts[0]),
      let last = CalendarDay(parts[parts.count - 1]),
      first <= last
    else { throw ValidationError(Messages.notDays(text)) }
    days = first...last
  }
}

/// What `peil ledger compare` prints: sums by week, source and provider, or every day and dimension.
struct LedgerComparison: Encodable {
  let schema = "peil.ledger-compare/1"
  /// Parts; they add up to `total`.
  let rows: [Part]
  let total: Part

  struct Part: Encodable, Equatable {
    /// A day, or an ISO week.
    var period = ""
    var source = ""
    var provider = ""
    var model = ""
    var key = ""
    var rows = 0
    var calls = 0
    var euroCost = FixedDecimal(nanos: 0).description
    var euroBilled = FixedDecimal(nanos: 0).description
    var unpricedRows = 0
    var acts: [Int] = []
  }

  init(_ differences: [LedgerDifference], history: [LedgerAct], details: Bool) {
    var order: [[String]] = []
    var sums: [[String]: [LedgerDifference]] = [:]
    for difference in differences {
      let key = LedgerComparison.key(of: difference, details)
      if sums[key] == nil { order.append(key) }
      sums[key, default: []].append(difference)
    }
    rows = order.map { key in
      LedgerComparison.sum(sums[key] ?? []) {
        Part(period: key[0], source: key[1], provider: key[2], model: key[3], key: key[4])
      }
    }
    total = LedgerComparison.sum(differences) { Part() }
  }

  private static func key(of difference: LedgerDifference, _ details: Bool) -> [String] {
    let dimension = difference.dimension
    let period = details ? difference.day.description : ISOWeek(containing: difference.day).description
    return [period, dimension.source, dimension.provider]
      + (details ? [dimension.model, dimension.keyAlias] : ["", ""])
  }

  private static func sum(_ differences: [LedgerDifference], _ part: () -> Part) -> Part {
    var part = part()
    part.rows = differences.reduce(0) { $0 + $1.rows }
    part.calls = differences.reduce(0) { $0 + $1.calls }
    part.unpricedRows = differences.reduce(0) { $0 + $1.unpricedRows }
    part.euroCost = FixedDecimal(nanos: differences.reduce(0) { $0 + Int128($1.euroCost) }).description
    part.euroBilled = FixedDecimal(nanos: differences.reduce(0) { $0 + Int128($1.euroBilled) }).description
    part.acts = Set(differences.flatMap(\.acts)).sorted()
    return part
  }
}
