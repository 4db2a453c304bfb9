import CostExports
import GRDB
import ReportCore

@testable import LedgerStore

/// Rows made by hand, booked without files.
enum Fixture {
  static let days = day(20_400)...day(20_800)

  static func day(_ number: Int) -> CalendarDay { CalendarDay(number: number) }

  /// A request in US dollars, ten o'clock in the morning of day `day`.
  static func request(
    _ id: String?, day: Int = 20_499, model: String = "gpt-5", dollars nanos: Int64? = 1_000_000_000, line: Int = 2,
    user: Int? = nil
  ) -> ExportRow {
    var row = ExportRow()
    row.line = line
    row.id = id
    row.time = .moment(Instant(seconds: Int64(day) * 86_400 + 36_000))
    row.dimension.provider = "openai"
    row.dimension.model = model
    row.calls = 1
    row.tokens = TokenUsage(inputUncached: 100, output: 10)
    row.cost = nanos.map { Money(nanos: $0, currency: .dollar) }
    row.billed = row.cost
    row.priceStatus = nanos == nil ? .unpriced : .priced
    row.endUser = user
    return row
  }

  /// A charge in euro over whole days.
  static func charge(
    _ scope: String, days: ClosedRange<Int>, euro nanos: Int64, line: Int = 2, currency: Currency = .euro
  ) -> ExportRow {
    var row = ExportRow()
    row.line = line
    row.scope = scope
    row.time = .days(day(days.lowerBound), day(days.upperBound))
    row.dimension.provider = "Beeldmaker BV"
    row.charge = .subscription
    row.cost = Money(nanos: nanos, currency: currency)
    row.billed = row.cost
    return row
  }

  static func content(_ rows: [ExportRow], format: String = "hand-made", scopes: Set<String> = []) -> ImportContent {
    ImportContent(
      format: format, version: 1,
      reading: .entries(basis: .gateway) { _, body in
        for row in rows { try body(row) }
        var summary = ExportSummary()
        summary.rows = rows.count
        summary.scopes = scopes.union(rows.map(\.scope).filter { !$0.isEmpty })
        return summary
      })
  }

  /// One dollar is half a euro on each of `days`.
  static func rates(_ days: ClosedRange<Int>, unitsPerEuro: String = "2", currency: Currency = .dollar) throws
    -> ImportContent
  {
    let rate = ExactDecimal(unitsPerEuro) ?? ExactDecimal(mantissa: 1, scale: 0)
    return ImportContent(
      format: "hand-made-rates", version: 1,
      reading: .rates { _, body in
        for number in days {
          try body(ImportContent.RateRow(day: day(number), currency: currency, rate: rate, line: number))
        }
        return []
      })
  }

  /// Act `number`, an hour after the one before.
  static func act(_ number: Int, _ importer: String = "hand-made/1") -> JournalAct {
    JournalAct(
      number: number, moment: moment(number), act: .importFile, file: "file-\(number).csv",
      sha256: String(repeating: "0", count: 64 - String(number).count) + String(number), importer: importer, note: "")
  }

  static func moment(_ number: Int) -> Instant { Instant(seconds: 1_800_000_000 + Int64(number) * 3_600) }
}

extension Ledger {
  /// A ledger in memory with these acts, in order.
  static func of(_ contents: [ImportContent]) throws -> Ledger {
    let ledger = try Ledger.inMemory()
    for content in contents { try ledger.book(content) }
    return ledger
  }

  /// Books the next act.
  @discardableResult
  func book(_ content: ImportContent) throws -> ImportReport {
    let number = try acts().count + 1
    return try write { db in
      try Ledger.book(content, as: Fixture.act(number, content.importer), file: "file-\(number).csv", in: db)
    }
  }

  func view(at number: Int? = nil) throws -> LedgerView {
    try view(asOf: number.map(Fixture.moment), days: Fixture.days)
  }
}

extension LedgerView {
  var euroCost: Int64 { cells.reduce(0) { $0 + $1.euroCost } }
  var rows: Int { cells.reduce(0) { $0 + $1.rows } }
  var unrated: Int { cells.reduce(0) { $0 + $1.unratedRows } }

  /// Sums over imports, per slot, dimension and charge: what does not depend on who brought what.
  var figures: [String] {
    var sums: [String: RollupSums] = [:]
    for cell in cells {
      let key = "\(cell.slot) \(dimensions[cell.dimension]) \(cell.charge) \(cell.basis)"
      try? sums[key, default: RollupSums()].add(RollupSums(cell), sign: .plus)
    }
    return sums.filter { !$0.value.isZero }.map { "\($0.key): \($0.value)" }.sorted()
  }

  /// True when nothing a reader of the view can see differs. Not `==` in an expectation, which would print both.
  func isSame(as other: LedgerView) -> Bool { self == other }
}

/// The same numbers each time.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
