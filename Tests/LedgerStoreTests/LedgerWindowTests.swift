import CostExports
import ReportCore
import Testing

@testable import LedgerStore

/// What an edition reads, on random ledgers with late rates, replaced scopes and withdrawals.
struct LedgerWindowTests {
  private static let days = Fixture.day(20_500)...Fixture.day(20_504)

  /// The number of the last act, and the ledger.
  private func randomLedger(_ seed: Int, acts: Int = 24) throws -> (ledger: Ledger, last: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    let ledger = try Ledger.inMemory()
    var last = 0
    for step in 0..<acts {
      if step > 3, Int.random(in: 0..<4, using: &generator) == 0,
        (try? ledger.withdraw(Int.random(in: 1...last, using: &generator), at: last + 1)) != nil
      {
        last += 1
        continue
      }
      try ledger.book(try content(&generator, step))
      last += 1
    }
    return (ledger, last)
  }

  private func content(_ generator: inout SeededGenerator, _ step: Int) throws -> ImportContent {
    let kind = Int.random(in: 0..<6, using: &generator)
    if kind == 0 {
      let day = Int.random(in: 20_485...20_510, using: &generator)
      return try Fixture.rates(day...day + 8, unitsPerEuro: "1.\(Int.random(in: 1...9, using: &generator))")
    }
    let rows = (0..<Int.random(in: 1...14, using: &generator)).map { index in
      let day = Int.random(in: 20_495...20_510, using: &generator)
      let nanos = Int64.random(in: -2_000_000_000...9_000_000_000, using: &generator)
      if kind <= 2 {
        return Fixture.charge(
          "scope-\(day % 4)", days: day...day + Int.random(in: 0...9, using: &generator), euro: nanos, line: index + 2,
          currency: Bool.random(using: &generator) ? .euro : .dollar)
      }
      return Fixture.request(
        "id-\(Int.random(in: 0...20, using: &generator))", day: day, model: ["gpt-5", "gpt-5-mini"][day % 2],
        dollars: nanos % 5 == 0 ? nil : nanos, line: index + 2, user: day % 3)
    }
    return Self.content(
      rows, format: kind > 2 ? "requests" : "charges", scopes: kind == 1 ? ["scope-\(step % 4)"] : [])
  }

  /// Rows of a source that speaks for all days between its first and its last.
  private static func content(
    _ rows: [ExportRow], format: String, scopes: Set<String> = []
  ) -> ImportContent {
    ImportContent(
      format: format, version: 1,
      reading: .entries(basis: .gateway) { _, body in
        for row in rows { try body(row) }
        var summary = ExportSummary()
        summary.rows = rows.count
        summary.scopes = scopes.union(rows.map(\.scope).filter { !$0.isEmpty })
        let days = rows.map { row in
          switch row.time {
          case .moment(let moment): moment.utcDay
          case .days(let first, _): first
          }
        }
        if let first = days.min(), let last = days.max() {
          summary.coverage = [
            ExportCoverage(
              provider: "openai", account: "", rank: .gateway, replacesLowerRanks: false, days: first...last)
          ]
        }
        return summary
      })
  }

  private func cut(_ ledger: Ledger, asOf number: Int) throws -> LedgerSlice {
    try LedgerSlice(
      of: ledger, asOf: Fixture.moment(number), days: Self.days, entriesOn: Self.days, since: Fixture.moment(5))
  }

  private func files(_ slice: LedgerSlice) -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: slice.files.map { ($0.name, $0.bytes) })
  }

  @Test(arguments: 1...12)
  func `a window tells what was known at every moment`(seed: Int) throws {
    let (ledger, last) = try randomLedger(seed)
    let window = try ledger.window(asOf: Fixture.moment(last), days: Self.days, since: Fixture.moment(1))
    for number in 1...last {
      let told = try ledger.view(window, asOf: Fixture.moment(number))
      let read = try ledger.view(asOf: Fixture.moment(number), days: Self.days)
      #expect(told.figures == read.figures)
      #expect(told.cells.map(\.importNumber) == read.cells.map(\.importNumber))
      #expect(told.tokenCeilings == read.tokenCeilings)
      let near = read.coverage.filter { item in told.coverage.contains { $0.importNumber == item.importNumber } }
      #expect(told.coverage == near)
    }
  }

  @Test(arguments: 1...12)
  func `days on which an act changed a sum are days it touched`(seed: Int) throws {
    let (ledger, last) = try randomLedger(seed)
    let all = try ledger.view(asOf: Fixture.moment(last), days: Fixture.days)
    for number in 0..<last {
      let touched = try ledger.touchedDays(since: number)
      let changed = Set(all.cells.filter { $0.importNumber > number }.map { $0.slot.sourceDay })
      #expect(changed.allSatisfy { day in touched.contains { $0.contains(day) } })
      #expect(zip(touched, touched.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    }
    #expect(try ledger.touchedDays(since: last).isEmpty)
  }

  @Test func `one more day touches that day and no other`() throws {
    let ledger = try Ledger.of([
      Fixture.rates(20_490...20_520), Fixture.content([Fixture.request("a", day: 20_500)]),
      Fixture.content([Fixture.request("b", day: 20_511)]),
    ])
    #expect(try ledger.touchedDays(since: 2) == [Fixture.day(20_511)...Fixture.day(20_511)])
    try ledger.withdraw(2, at: 4)
    #expect(try ledger.touchedDays(since: 3) == [Fixture.day(20_500)...Fixture.day(20_500)])
    #expect(try ledger.touchedDays(since: 2, asOf: Fixture.moment(2)).isEmpty)
  }

  @Test(arguments: 1...12)
  func `a slice makes a ledger that reads the same, and cut again gives the same bytes`(seed: Int) throws {
    let (ledger, last) = try randomLedger(seed)
    for number in [last / 2, last] {
      let slice = try cut(ledger, asOf: number)
      let again = try LedgerSlice.ledger(from: files(slice))
      let moment = Fixture.moment(number)
      let window = try ledger.window(asOf: moment, days: Self.days, since: Fixture.moment(5))
      let read = try again.window(asOf: moment, days: Self.days, since: Fixture.moment(5))
      #expect(read == window)
      #expect(try again.extent(asOf: moment)?.first == ledger.extent(asOf: moment)?.first)
      for act in 1...number {
        let known = try ledger.view(window, asOf: Fixture.moment(act))
        #expect(try again.view(read, asOf: Fixture.moment(act)) == known)
      }
      let second = files(try cut(again, asOf: number))
      for (name, bytes) in files(slice) where name != "entries.csv" { #expect(second[name] == bytes, "\(name)") }
    }
  }

  @Test func `names that a spreadsheet would run are kept to the letter`() throws {
    let names = [
      "=1+1", "+31", "-x", "@sum", "'quoted'", "''", "a,b", "a\"b", "two\nlines", "\ttab", "＝wide", "plain", "",
    ]
    let rows = names.enumerated().map { index, name in
      var row = Fixture.request("\(index)", day: 20_500, line: index + 2)
      row.dimension.keyAlias = name
      return row
    }
    let ledger = try Ledger.of([Fixture.content(rows)])
    let slice = try cut(ledger, asOf: 1)
    let again = try LedgerSlice.ledger(from: files(slice))
    let view = try again.view(asOf: Fixture.moment(1), days: Self.days)
    #expect(Set(view.dimensions.map(\.keyAlias)) == Set(names))
    for table in ["dimensions.csv", "entries.csv"] {
      let text = String(decoding: files(slice)[table] ?? [], as: UTF8.self)
      for sign in ["=1", "+31", "-x", "@sum", "＝", "\ttab"] {
        #expect(!text.contains(",\(sign)") && !text.contains("\"\(sign)"), "\(table): \(sign)")
      }
    }
  }

  @Test(arguments: [
    ("acts.csv", ",import,", ",imported,", "what"), ("rollups.csv", "usage", "use", "charge"),
    ("rollups.csv", "2026-02-17", "2026-02-30", "slot"), ("rollups.csv", ".000000000", ".0000000001", "euro-cost"),
    ("coverage.csv", "gateway", "gate", "rank"), ("rates.csv", "USD", "GBP", "currency"),
    ("rates.csv", ",2\n", ",-2\n", "units-per-euro"), ("slice.csv", "peil.ledger/1", "peil.ledger/2", "schema"),
    ("dimensions.csv", "\n1,", "\n7,", "dimension"),
  ])
  func `what is wrong with a slice is told with file, line and column`(
    file: String, from: String, to: String, column: String
  ) throws {
    var files = self.files(try cut(try damaged(), asOf: 3))
    let text = String(decoding: try #require(files[file]), as: UTF8.self)
    let range = try #require(text.firstRange(of: from))
    files[file] = Array(text.replacingCharacters(in: range, with: to).utf8)
    let list = try #require(throws: DiagnosticList.self) { try LedgerSlice.ledger(from: files) }
    let first = try #require(list.diagnostics.first)
    #expect(first.place?.file == file && first.place?.field == column)
    #expect(first.code == "ledger-slice" && first.place?.line != nil)
  }

  @Test func `a slice that lacks a file, ends within a row or holds a row twice is refused`() throws {
    let files = self.files(try cut(try damaged(), asOf: 3))
    for name in files.keys.sorted() where name.hasSuffix(".csv") && name != "entries.csv" {
      var changed = files
      changed[name] = nil
      #expect(throws: DiagnosticList.self) { try LedgerSlice.ledger(from: changed) }
      changed[name] = files[name]?.dropLast()
      #expect(throws: DiagnosticList.self) { try LedgerSlice.ledger(from: changed) }
      changed[name] = Array("\u{FEFF}".utf8) + (files[name] ?? [])
      #expect(throws: DiagnosticList.self) { try LedgerSlice.ledger(from: changed) }
      let lines = String(decoding: files[name] ?? [], as: UTF8.self).split(separator: "\n")
      guard lines.count > 1, name != "originals.csv" else { continue }
      changed[name] = Array((lines + [lines[1]]).joined(separator: "\n").utf8) + [0x0A]
      #expect(throws: DiagnosticList.self, "\(name)") { try LedgerSlice.ledger(from: changed) }
    }
  }

  @Test func `a slice with bytes changed at random is refused or read, never a crash`() throws {
    let files = self.files(try cut(try damaged(), asOf: 3))
    let names = files.keys.sorted()
    var generator = SeededGenerator(state: 7)
    for _ in 0..<400 {
      var changed = files
      let name = names[Int.random(in: 0..<names.count, using: &generator)]
      guard let count = changed[name]?.count, count > 0 else { continue }
      changed[name]?[Int.random(in: 0..<count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      do {
        let ledger = try LedgerSlice.ledger(from: changed)
        _ = try ledger.view(asOf: Fixture.moment(3), days: Self.days)
      } catch is DiagnosticList {}
    }
  }

  private func damaged() throws -> Ledger {
    try Ledger.of([
      Fixture.rates(20_490...20_505),
      Self.content(
        [Fixture.request("a", day: 20_501, user: 1), Fixture.request("b", day: 20_502, dollars: nil)],
        format: "requests"),
      Fixture.content([Fixture.charge("s", days: 20_501...20_503, euro: 3_000_000_000)], format: "charges"),
    ])
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
