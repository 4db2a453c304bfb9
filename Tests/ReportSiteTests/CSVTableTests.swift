import ReportCore
import Testing

@testable import ReportSite

struct CSVTableTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `Dutch has a byte order mark, semicolons and commas; English commas and points`() throws {
    let amount = try #require(FixedDecimal("1234.5"))
    let table = CSVTable(name: "t", columns: ["Naam", "Euro"], rows: [[.text("Chat; bot"), .number(amount)]])
    #expect(text(table.bytes(.nl)) == "\u{FEFF}Naam;Euro\r\n\"Chat; bot\";1234,50\r\n")
    #expect(text(table.bytes(.en)) == "Naam,Euro\r\nChat; bot,1234.50\r\n")
  }

  @Test(arguments: [
    ("1234.567800000", "1234.5678"), ("5", "5"), ("-12.5", "-12.50"), ("0.000000001", "0.000000001"), ("0", "0"),
    ("100", "100"),
  ])
  func `a number keeps all its decimals, and its minus is no formula`(value: String, expected: String) throws {
    let table = CSVTable(name: "t", columns: ["n"], rows: [[.number(FixedDecimal(value))]])
    #expect(text(table.bytes(.en)) == "n\r\n\(expected)\r\n")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+31", "'+31"), ("-x", "'-x"), ("@cmd", "'@cmd"), ("\t=1", "'\u{FFFD}=1"), ("＝1", "'＝1"),
    ("a=1", "a=1"), ("say \"no\"", "\"say \"\"no\"\"\""), ("a\r\nb", "a\u{FFFD}\u{FFFD}b"), ("ID", "'ID"), ("", ""),
    ("x\"\u{301};y", "\"x\"\"\u{301};y\""), ("=\u{301}1", "'=\u{301}1"),
  ])
  func `words from an export cannot become a formula or break a row`(words: String, expected: String) {
    let table = CSVTable(name: "t", columns: ["n"], rows: [[.text(words)]])
    #expect(text(table.bytes(.en)) == "n\r\n\(expected)\r\n")
  }

  @Test func `a missing number is an empty cell, never zero`() {
    let table = CSVTable(name: "t", columns: ["a", "b"], rows: [[.number(nil), .number(.zero)]])
    #expect(text(table.bytes(.nl)) == "\u{FEFF}a;b\r\n;0\r\n")
  }

  @Test func `the total of spend by use case is the sum of its rows`() throws {
    let edition = EditionFixture.week47
    let tables = try EditionTables(edition, SiteStrings.text(edition, .nl)).all()
    #expect(
      tables.map(\.name) == [
        "spend-by-use-case", "spend-by-week", "spend-by-day", "spend-by-provider", "spend-by-model-class", "metrics",
        "reconciliation", "sources", "imports",
      ])
    let rows = try #require(tables.first).rows
    let spent = rows.compactMap { row in if case .number(let value?) = row[3] { value } else { nil } }
    #expect(spent.count == 8)
    #expect(spent.dropLast().reduce(.zero, +) == spent.last)
  }

  @Test func `an edition without spend has tables that do not pretend`() throws {
    let edition = EditionFixture.empty
    let tables = try EditionTables(edition, SiteStrings.text(edition, .en)).all()
    for table in tables {
      #expect(table.rows.allSatisfy { $0.count == table.columns.count })
      #expect(!table.rows.flatMap { $0 }.contains(.number(.zero)))
    }
  }
}
