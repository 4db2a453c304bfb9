import CostExports
import GRDB
import ReportCore
import Testing

@testable import LedgerStore

/// Random imports, some of which are withdrawn: what is left is what had been, had those imports never been.
struct WithdrawalPropertyTests {
  private enum Step {
    case book(ImportContent)
    case withdraw(Int)
  }

  private func randomContent(_ generator: inout SeededGenerator, _ step: Int) throws -> ImportContent {
    let kind = Int.random(in: 0..<8, using: &generator)
    if kind == 0 {
      let day = Int.random(in: 20_485...20_506, using: &generator)
      return try Fixture.rates(day...day + 6, unitsPerEuro: "1.\(Int.random(in: 1...9, using: &generator))")
    }
    let rows = (0..<Int.random(in: 0...14, using: &generator)).map { index in
      let day = Int.random(in: 20_500...20_503, using: &generator)
      let nanos = Int64.random(in: -2_000_000_000...9_000_000_000, using: &generator)
      if kind <= 3 {
        let length = Int.random(in: 0...3, using: &generator)
        return Fixture.charge(
          "scope-\(day % 4)", days: day...day + length, euro: nanos, line: index + 2,
          currency: Bool.random(using: &generator) ? .euro : .dollar)
      }
      var row = Fixture.request(
        "id-\(Int.random(in: 0...9, using: &generator))", day: day, model: ["gpt-5", "gpt-5-mini"][day % 2],
        dollars: nanos % 7 == 0 ? nil : nanos, line: index + 2, user: day % 3)
      // Both at once is allowed: such a row goes when its id comes back, and when its scope does.
      if kind == 4 { row.scope = "day-\(day)" }
      return row
    }
    return Fixture.content(
      rows, format: kind > 3 ? "requests" : "charges", scopes: kind == 1 ? ["scope-\(step % 4)"] : [])
  }

  /// Acts and, at each, the numbers of imports that stand; withdrawals that are refused are left out.
  private func run(_ seed: Int) throws -> (ledger: Ledger, steps: [Step]) {
    var generator = SeededGenerator(state: UInt64(seed))
    let ledger = try Ledger.inMemory()
    var steps: [Step] = []
    for index in 0..<30 {
      if index > 3, Int.random(in: 0..<3, using: &generator) == 0 {
        let number = Int.random(in: 1...steps.count, using: &generator)
        if (try? ledger.withdraw(number, at: steps.count + 1)) != nil { steps.append(.withdraw(number)) }
      } else {
        let content = try randomContent(&generator, index)
        try ledger.book(content)
        steps.append(.book(content))
      }
    }
    return (ledger, steps)
  }

  /// A ledger of the first `count` acts, those left out that were withdrawn by then.
  private func ledger(_ steps: [Step], count: Int) throws -> Ledger {
    let withdrawn = Set(steps.prefix(count).compactMap { if case .withdraw(let number) = $0 { number } else { nil } })
    let ledger = try Ledger.inMemory()
    for (index, step) in steps.prefix(count).enumerated() where !withdrawn.contains(index + 1) {
      guard case .book(let content) = step else { continue }
      _ = try ledger.write { db in
        try Ledger.book(content, as: Fixture.act(index + 1, content.importer), file: "file", in: db)
      }
    }
    return ledger
  }

  private func peaks(_ view: LedgerView) -> [String] {
    view.userPeaks.map { "\($0.day) \($0.importNumber) \(view.dimensions[$0.dimension]) \($0.calls)" }.sorted()
  }

  @Test(arguments: 1...24)
  func `what is left after withdrawals is what had been without those imports, at every moment`(seed: Int) throws {
    let (ledger, steps) = try run(seed)
    // Every moment of some, the last ones of all: each takes a ledger of its own.
    for count in stride(from: steps.count, to: 0, by: seed % 8 == 0 ? -1 : -7) {
      let expected = try self.ledger(steps, count: count)
      let view = try ledger.view(at: count)
      let other = try expected.view()
      #expect(view.figures == other.figures)
      #expect(view.entryCount == other.entryCount)
      #expect(peaks(view) == peaks(other))
      let entries = try ledger.entries(LedgerEntryFilter(), asOf: Fixture.moment(count), limit: 1_000)
      #expect(try entries == expected.entries(LedgerEntryFilter(), limit: 1_000))
    }
    #expect(try ledger.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }.isEmpty)
  }

  @Test(arguments: 1...6)
  func `taking acts back undoes withdrawals`(seed: Int) throws {
    let (ledger, steps) = try run(seed)
    let before = try (1...20).map { try ledger.view(at: $0) }
    try ledger.takeBack(after: 20)
    for (index, view) in before.enumerated() {
      #expect(try ledger.view(at: index + 1).figures == view.figures)
    }
    let other = try Ledger.inMemory()
    for step in steps.prefix(20) {
      switch step {
      case .book(let content): try other.book(content)
      case .withdraw(let number): try other.withdraw(number, at: try other.acts().count + 1)
      }
    }
    #expect(try ledger.dump() == other.dump())
  }
}
