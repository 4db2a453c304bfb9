import CostExports
import LedgerStore
import PlaybookRules
import Registers
import ReportCore

@testable import Editions

/// A view of a ledger made by hand, cell by cell.
struct ViewFixture {
  var view = LedgerView(asOf: Instant(seconds: 0))
  var registers = Registers(attribution: ViewFixture.rules, modelClasses: [])

  /// What the facts are asked for.
  var days = ViewFixture.day("2026-10-01")...ViewFixture.day("2026-11-30")

  static let rules = [
    AttributionRule(useCase: "chat", match: ["key": "chat-*"], validFrom: nil, line: 1),
    AttributionRule(useCase: "copy", match: ["key": "copy-*"], validFrom: nil, line: 2),
    AttributionRule(useCase: nil, match: ["key": "known-test"], validFrom: nil, line: 3),
  ]

  static func day(_ text: String) -> CalendarDay { CalendarDay(text) ?? CalendarDay(number: 0) }
  static func hour(_ text: String) -> Int { (Instant(text) ?? Instant(seconds: 0)).hour }

  /// A gateway's estimate for one hour.
  mutating func gateway(
    _ euro: Int64, key: String, model: String = "gpt-5", at moment: String = "2026-11-18T10:00:00Z",
    provider: String = "openai",
    calls: Int = 10, unpricedCalls: Int = 0, number: Int = 1
  ) {
    var dimension = Dimension()
    dimension.source = "litellm-spend-logs"
    dimension.provider = provider
    dimension.keyAlias = key
    dimension.model = model
    add(
      RollupCell(
        slot: .hour(Self.hour(moment)), dimension: index(of: dimension), charge: .usage, basis: .gateway,
        importNumber: number,
        rows: calls, calls: calls, tokens: TokenUsage(output: calls), euroCost: euro, unpricedCalls: unpricedCalls,
        firstLine: 2,
        lastLine: 9))
  }

  /// A bill's line for one source day, which the bill also covers.
  mutating func bill(
    _ euro: Int64, model: String = "gpt-5", project: String = "p", on day: String = "2026-11-18", number: Int = 2
  ) {
    var dimension = Dimension()
    dimension.source = "openai-cost-csv"
    dimension.provider = "openai"
    dimension.account = "org"
    dimension.model = model
    dimension.project = project
    let day = Self.day(day)
    add(
      RollupCell(
        slot: .sourceDay(day), dimension: index(of: dimension), charge: .usage, basis: .provider, importNumber: number,
        rows: euro < 0 ? -1 : 1, euroCost: euro, firstLine: 2, lastLine: 2))
    view.coverage.append(
      Coverage(
        importNumber: number, format: "openai-cost-csv", provider: "openai", account: "org", rank: .bill,
        replacesLowerRanks: true, days: day...day))
  }

  /// What some source says of one source day, which it also covers.
  mutating func source(
    _ euro: Int64, format: String, rank: SourceRank, provider: String = "openai", account: String = "",
    key: String = "", model: String = "gpt-5", calls: Int = 0, tokens: Int = 0, on day: String = "2026-11-18",
    number: Int = 9
  ) {
    var dimension = Dimension()
    dimension.source = format
    dimension.provider = provider
    dimension.account = account
    dimension.keyAlias = key
    dimension.model = model
    let day = Self.day(day)
    add(
      RollupCell(
        slot: .sourceDay(day), dimension: index(of: dimension), charge: .usage,
        basis: rank == .bill ? .provider : .gateway, importNumber: number, rows: 1, calls: calls,
        tokens: TokenUsage(output: tokens), euroCost: euro, euroBilled: euro, firstLine: 2, lastLine: 2))
    view.coverage.append(
      Coverage(
        importNumber: number, format: format, provider: provider, account: account, rank: rank,
        replacesLowerRanks: rank == .bill, days: day...day))
  }

  /// Euro nano-units by use case; the empty name is not attributed.
  var spend: [String: Int64] {
    facts.cells.reduce(into: [:]) { $0[$1.useCase ?? "", default: 0] += $1.euro }.filter { $0.value != 0 }
  }

  var facts: LedgerFacts { builder.facts(ordered, days: days) }

  /// Of the weeks of `days`, with the first of the cells' days as the ledger's.
  var overviews: [Overview] {
    let places = builder.place(ordered)
    return FirstCosts(places, ordered).overviews(
      registers, builder.calendar, weeks: ISOWeek(containing: days.lowerBound)...ISOWeek(containing: days.upperBound),
      firstDay: places.cells.map(\.day).min(), window: days)
  }

  private var builder: LedgerFactsBuilder {
    guard let amsterdam = SiteCalendar(identifier: "Europe/Amsterdam") else { preconditionFailure("no zone database") }
    return LedgerFactsBuilder(registers: registers, calendar: amsterdam)
  }

  private var ordered: LedgerView {
    var ordered = view
    // As the ledger hands them out: imports of one place side by side.
    ordered.cells.sort { left, right in
      func key(_ cell: RollupCell) -> [Int] {
        switch cell.slot {
        case .hour(let hour): [0, hour, cell.dimension, cell.importNumber]
        case .sourceDay(let day): [1, day.number, cell.dimension, cell.importNumber]
        }
      }
      return key(left).lexicographicallyPrecedes(key(right))
    }
    return ordered
  }

  private mutating func add(_ cell: RollupCell) { view.cells.append(cell) }

  private mutating func index(of dimension: Dimension) -> Int {
    if let known = view.dimensions.firstIndex(of: dimension) { return known }
    view.dimensions.append(dimension)
    return view.dimensions.count - 1
  }
}
