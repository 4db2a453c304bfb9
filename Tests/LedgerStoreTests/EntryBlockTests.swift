import CostExports
import ReportCore
import Testing

@testable import LedgerStore

struct EntryBlockTests {
  /// A block of these records, with ids and extras.
  private func body(
    _ records: [EntryRecord], terms: [MoneyTerms] = [], ids: [String] = [], extras: [Int: EntryExtras] = [:]
  ) -> [UInt8] {
    let columns = EntryColumns()
    var text: [UInt8] = []
    var ends: [Int] = []
    for (index, record) in records.enumerated() {
      columns.append(record)
      if index < ids.count { text += Array(ids[index].utf8) }
      ends.append(text.count)
    }
    var writer = BlockWriter()
    text.withUnsafeBufferPointer { text in
      ends.withUnsafeBufferPointer { ends in
        writer.write(
          columns, terms: terms, rowIDs: text, ends: ends,
          extras: extras.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
      }
    }
    return writer.bytes
  }

  private func block(_ body: [UInt8]) throws -> EntryBlock {
    try EntryBlock(id: 3, padded: body + Array(repeating: 0, count: 8))
  }

  private func randomRecord(_ generator: inout SeededGenerator, wide: Bool) -> EntryRecord {
    func number(_ limit: Int) -> Int {
      wide ? Int.random(in: -limit...limit, using: &generator) : Int.random(in: 0...200, using: &generator)
    }
    var record = EntryRecord()
    record.flags = EntryRecord.Flags(rawValue: Int.random(in: 0..<32, using: &generator))
    record.charge = ChargeKind.allCases.randomElement(using: &generator) ?? .usage
    record.basis = CostBasis.allCases.randomElement(using: &generator) ?? .estimate
    record.priceStatus = PriceStatus(rawValue: Int.random(in: 0...3, using: &generator)) ?? .priced
    record.line = number(.max)
    record.dimension = number(1 << 40)
    record.scope = number(1 << 40)
    if record.flags.contains(.moment) {
      record.start = number(1 << 52)
      record.firstDay = Instant(microseconds: Int64(record.start)).utcDay.number
      record.lastDay = record.firstDay
    } else {
      record.firstDay = number(1 << 20)
      record.lastDay = record.firstDay + Int.random(in: 0..<RowLimits.days, using: &generator)
    }
    record.calls = number(RowLimits.count)
    record.errors = number(.max / 2)
    record.tokens = TokenUsage(
      inputUncached: number(.max / 2), inputCacheRead: number(5), inputCacheWrite: number(70_000), output: number(9),
      outputReasoning: number(.max))
    record.cost = number(Int(RowLimits.nanos))
    record.billed = number(Int(RowLimits.nanos))
    record.euroCost = number(.max)
    record.euroBilled = number(.max)
    record.terms = Int.random(in: 0...2, using: &generator)
    record.priceImport = number(1_000)
    return record
  }

  @Test(arguments: [1, 2, 3, 100, EntryBlock.capacity], [true, false])
  func `gives back every number, however far apart`(count: Int, wide: Bool) throws {
    var generator = SeededGenerator(state: UInt64(count))
    let terms = [
      MoneyTerms(currency: .dollar, rate: "1.1605", rateDay: Fixture.day(20_500), rateImport: 7),
      MoneyTerms(currency: .euro, rate: "1"), MoneyTerms(currency: .dollar),
    ].prefix(count)
    let records = (0..<count).map { _ in
      var record = randomRecord(&generator, wide: wide)
      record.terms = min(record.terms, count - 1)
      return record
    }
    let extras = [0: EntryExtras(meters: Meters(), contextTokens: 0, region: "eu-west-1")]
    let block = try block(body(records, terms: Array(terms), extras: extras))
    #expect(block.count == count && block.terms == Array(terms))
    for (index, record) in records.enumerated() { #expect(try block.record(index) == record) }
    #expect(block.extras(0) == extras[0])
    #expect(block.extras(1).isEmpty)
    #expect(block.entries.lowerBound == 3 * 4096 && block.entries.count == count)
  }

  @Test(arguments: [
    [], ["a"], ["", "b", ""], ["same", "same", "same"], ["0f3a-11", "0f3b-12", "0e3c-13"], ["abc", "abX", "zbc"],
    ["chatcmpl-A", "chatcmpl-B", "chatcmpl-é"],
    [String(repeating: "x", count: 300), String(repeating: "y", count: 300)],
    ["123e4567-e89b-42d3-a456-426614174000", "f23e4567-e89b-42d3-b456-426614174fff"], ["A0", "a0", "B1"],
    ["a1-2", "b3-4", "c5-6"], ["run-0k9-1", "run-1z8-2", "ruN-2q7-1"],
  ])
  func `gives back every id, byte for byte`(ids: [String]) throws {
    let count = max(1, ids.count)
    let block = try block(body(Array(repeating: EntryRecord(), count: count), ids: ids))
    for index in 0..<count {
      #expect(try block.rowID(index) == (index < ids.count ? Array(ids[index].utf8) : []))
    }
  }

  @Test func `random ids take half a byte for each digit, and nothing where all are alike`() throws {
    var generator = SeededGenerator(state: 5)
    let ids = (0..<EntryBlock.capacity).map { _ in
      let digits = String(UInt64.random(in: .max / 2 ... .max, using: &generator), radix: 16)
      return "chatcmpl-\(digits)-\(digits.reversed().map(String.init).joined())"
    }
    let records = Array(repeating: EntryRecord(), count: EntryBlock.capacity)
    let size = body(records, ids: ids).count - body(records).count
    #expect((16 * EntryBlock.capacity...16 * EntryBlock.capacity + 100).contains(size))
  }

  @Test func `extras are those of their entries, meters and all`() throws {
    var meters = Meters()
    for meter in Meter.allCases { meters[meter] = 1 << (meter.rawValue * 5) }
    let extras = [
      1: EntryExtras(meters: meters, contextTokens: 250_000, region: ""),
      4095: EntryExtras(meters: Meters(), contextTokens: nil, region: "us"),
    ]
    let block = try block(body(Array(repeating: EntryRecord(), count: EntryBlock.capacity), extras: extras))
    #expect(block.extras(1) == extras[1] && block.extras(4095) == extras[4095] && block.extras(2).isEmpty)
  }

  @Test func `damaged bytes are an error or other numbers, never a crash`() throws {
    var generator = SeededGenerator(state: 77)
    let records = (0..<50).map { _ in randomRecord(&generator, wide: true) }
    let terms = Array(repeating: MoneyTerms(currency: .dollar, rate: "1.2"), count: 3)
    let good = body(records, terms: terms, ids: (0..<50).map { "id-\($0)" }, extras: [3: EntryExtras(region: "eu")])
    var refused = 0
    for _ in 0..<4_000 {
      var bad = good
      if Bool.random(using: &generator) { bad.removeLast(Int.random(in: 1...bad.count, using: &generator)) }
      for _ in 0..<Int.random(in: 0...3, using: &generator) where !bad.isEmpty {
        bad[Int.random(in: 0..<bad.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      do {
        let block = try block(bad)
        for index in 0..<block.count {
          _ = try block.record(index)
          _ = try block.rowID(index)
          _ = block.extras(index)
        }
      } catch is DamagedBlock {
        refused += 1
      }
    }
    #expect(refused > 1_500)
  }
}
