import CostExports
import GRDB
import ReportCore
import Testing

@testable import LedgerStore

/// Random imports: requests that repeat their ids, scopes that are replaced, rates that come late.
struct LedgerPropertyTests {
  private func randomContent(_ generator: inout SeededGenerator, _ step: Int) throws -> ImportContent {
    let kind = Int.random(in: 0..<6, using: &generator)
    if kind == 0 {
      let day = Int.random(in: 20_480...20_520, using: &generator)
      return try Fixture.rates(day...day + 9, unitsPerEuro: "1.\(Int.random(in: 1...9, using: &generator))")
    }
    let count = Int.random(in: 0...12, using: &generator)
    let models = ["gpt-5", "gpt-5-mini"]
    let rows = (0..<count).map { index in
      let day = Int.random(in: 20_500...20_506, using: &generator)
      let nanos = Int64.random(in: -2_000_000_000...9_000_000_000, using: &generator)
      guard kind > 2 else {
        let length = Int.random(in: 0...9, using: &generator)
        let currency = Bool.random(using: &generator) ? Currency.euro : .dollar
        return Fixture.charge(
          "scope-\(day % 4)", days: day...day + length, euro: nanos, line: index + 2, currency: currency)
      }
      return Fixture.request(
        "id-\(Int.random(in: 0...20, using: &generator))", day: day, model: models[day % 2],
        dollars: nanos % 7 == 0 ? nil : nanos, line: index + 2, user: day % 3)
    }
    let scopes: Set<String> = kind == 1 ? ["scope-\(step % 4)"] : []
    return Fixture.content(rows, format: kind > 2 ? "requests" : "charges", scopes: scopes)
  }

  private func randomContents(_ seed: Int, count: Int = 25) throws -> [ImportContent] {
    var generator = SeededGenerator(state: UInt64(seed))
    return try (0..<count).map { try randomContent(&generator, $0) }
  }

  /// Per dimension and charge: rows, calls, tokens, euro cost, euro billed.
  private func sums(_ parts: [(key: String, values: [Int])]) -> [String: [Int]] {
    var sums: [String: [Int]] = [:]
    for part in parts {
      sums[part.key] = zip(sums[part.key] ?? Array(repeating: 0, count: part.values.count), part.values).map(+)
    }
    return sums.filter { $0.value.contains { $0 != 0 } }
  }

  @Test(arguments: 1...12)
  func `roll-ups sum to the entries in force, at every moment`(seed: Int) throws {
    let contents = try randomContents(seed)
    let ledger = try Ledger.of(contents)
    for number in 1...contents.count {
      let view = try ledger.view(at: number)
      let fromRollups = sums(
        view.cells.map { cell in
          (
            "\(view.dimensions[cell.dimension])\(cell.charge)",
            [cell.rows, cell.calls, cell.tokens.total, Int(cell.euroCost), Int(cell.euroBilled)]
          )
        })
      let entries = try ledger.entries(LedgerEntryFilter(), asOf: Fixture.moment(number), limit: 10_000)
      let fromEntries = sums(
        entries.map { entry in
          (
            "\(entry.dimension)\(entry.charge)",
            [1, entry.calls, entry.tokens.total, Int(entry.euroCost ?? 0), Int(entry.euroBilled ?? 0)]
          )
        })
      #expect(fromRollups == fromEntries)
      #expect(view.entryCount == entries.count)
    }
    #expect(try ledger.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }.isEmpty)
  }

  @Test(arguments: 1...4)
  func `the state at a moment is that of a ledger that had only the acts until then`(seed: Int) throws {
    let contents = try randomContents(seed)
    let whole = try Ledger.of(contents)
    let growing = try Ledger.inMemory()
    for (index, content) in contents.enumerated() {
      try growing.book(content)
      #expect(try whole.view(at: index + 1).isSame(as: try growing.view()))
    }
  }

  @Test(arguments: 1...4)
  func `taking acts back leaves what was there before them`(seed: Int) throws {
    let contents = try randomContents(seed)
    let ledger = try Ledger.of(contents)
    for keep in [20, 9, 0] {
      try ledger.takeBack(after: keep)
      #expect(try ledger.view().isSame(as: try Ledger.of(Array(contents[..<keep])).view()))
    }
    for content in contents { try ledger.book(content) }
    #expect(try ledger.view().isSame(as: try Ledger.of(contents).view()))
  }

  @Test(arguments: 1...6)
  func `imports that do not replace each other give the same figures in any order`(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    var contents = (0..<8).map { step in
      Fixture.content(
        (0..<5).map {
          Fixture.request("\(step)-\($0)", day: 20_500 + step % 3, dollars: Int64(step * 10 + $0) * 1_000_003)
        })
    }
    contents.append(Fixture.content([Fixture.charge("s", days: 20_500...20_509, euro: 99, currency: .dollar)]))
    contents.append(try Fixture.rates(20_495...20_505, unitsPerEuro: "1.17"))
    let figures = try Ledger.of(contents).view().figures
    #expect(!figures.isEmpty)
    #expect(try Ledger.of(contents.shuffled(using: &generator)).view().figures == figures)
  }

  @Test func `nothing in force has no extent, and what was replaced does not count`() throws {
    let ledger = try Ledger.of([Fixture.content([Fixture.charge("a", days: 20_500...20_520, euro: 500)])])
    #expect(try #require(try ledger.extent()) == (Fixture.day(20_500), Fixture.day(20_520)))
    try ledger.book(Fixture.content([Fixture.charge("b", days: 20_510...20_511, euro: 5)], scopes: ["a"]))
    #expect(try #require(try ledger.extent()) == (Fixture.day(20_510), Fixture.day(20_511)))
    #expect(try #require(try ledger.extent(asOf: Fixture.moment(1))) == (Fixture.day(20_500), Fixture.day(20_520)))
    #expect(try Ledger.inMemory().extent() == nil)
    #expect(try ledger.newestMoment() == Fixture.moment(2))
  }
}
