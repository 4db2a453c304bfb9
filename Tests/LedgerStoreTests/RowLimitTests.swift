import CostExports
import ReportCore
import Testing

@testable import LedgerStore

struct RowLimitTests {
  private func codes(_ rows: [ExportRow]) throws -> [String] {
    let ledger = try Ledger.inMemory()
    let error = try #require(throws: DiagnosticList.self) { try ledger.book(Fixture.content(rows)) }
    #expect(try ledger.acts().isEmpty)
    return error.diagnostics.map(\.code)
  }

  @Test func `refuses numbers that would break sums`() throws {
    var amount = Fixture.request("a", dollars: RowLimits.nanos + 1)
    amount.line = 3
    var tokens = Fixture.request("b", line: 4)
    tokens.tokens.output = .max
    var currencies = Fixture.request("c", line: 5)
    currencies.billed = .euro(nanos: 1)
    let long = Fixture.charge("d", days: 0...RowLimits.days, euro: 1, line: 6)
    var backwards = Fixture.charge("e", days: 5...5, euro: 1, line: 7)
    backwards.time = .days(Fixture.day(5), Fixture.day(4))
    #expect(
      try codes([amount, tokens, currencies, long, backwards])
        == ["amount-out-of-range", "count-out-of-range", "two-currencies", "period-too-long", "period-backwards"])
  }

  @Test func `refuses an id that a spreadsheet rounded, whatever the format`() throws {
    let ids = ["1.23457E+15", "1,23457E+15", "req-1E+15", "1234567890123456", "2", ""]
    let rows = ids.enumerated().map { Fixture.request($1, line: $0 + 2) }
    #expect(try codes(rows) == ["mangled-id", "mangled-id"])
  }

  @Test func `refuses a sum that leaves 64 bits instead of wrapping round`() throws {
    let rows = (0..<100).map { Fixture.charge("s", days: 20_500...20_500, euro: RowLimits.nanos, line: $0 + 2) }
    #expect(try codes(rows) == ["sum-out-of-range"])
    #expect(try Ledger.of([Fixture.content(Array(rows.prefix(90)))]).view().rows == 90)
  }

  @Test func `names the field that explodes`() throws {
    let rows = (0...DimensionNames.maximumNew).map { index in
      var row = Fixture.request("\(index)", line: index + 2)
      row.dimension.tags = "trace-\(index)"
      row.dimension.keyAlias = "key-\(index % 9)"
      return row
    }
    let ledger = try Ledger.inMemory()
    let error = try #require(throws: DiagnosticList.self) { try ledger.book(Fixture.content(rows)) }
    #expect(error.diagnostics.map(\.code) == ["too-many-dimensions"])
    #expect(error.diagnostics.first?.place?.field == "tags")
    #expect(error.diagnostics.first?.found == "5001 different values of tags")
    try ledger.book(Fixture.content(Array(rows.dropLast())))
    #expect(try ledger.view().dimensions.count == DimensionNames.maximumNew)
  }
}
