import Pricing
import ReportCore
import Testing

private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

struct LargestRemainderTests {
  @Test(
    arguments: [
      (10, [1, 1, 1], [4, 3, 3]), (11, [1, 1, 1], [4, 4, 3]), (-10, [1, 1, 1], [-4, -3, -3]), (0, [1, 2], [0, 0]),
      (100, [1, 0, 3], [25, 0, 75]), (7, [2, 1], [5, 2]), (1, [1, 1], [1, 0]), (1, [1, 2], [0, 1]), (5, [9], [5]),
      (3, [5, 3, 1], [2, 1, 0]),
    ] as [(Int64, [Int128], [Int64])])
  func `splits by largest remainder, ties to the earliest`(_ total: Int64, _ weights: [Int128], _ parts: [Int64]) {
    #expect(LargestRemainder.split(total: total, weights: weights) == parts)
  }

  @Test(arguments: [[], [0], [0, 0, 0], [1, -1], [-1], [Int128.max, 1]] as [[Int128]])
  func `has no answer without a weight, below zero and beyond Int128`(_ weights: [Int128]) {
    #expect(LargestRemainder.split(total: 10, weights: weights) == nil)
  }

  @Test func `holds at the ends of the range`() throws {
    for total in [Int64.max, .min, .max - 1, .min + 1] {
      for weights in [[Int128.max], [1, Int128.max - 1], [Int128.max / 3, Int128.max / 3, Int128.max / 3], [1, 1]] {
        let parts = try #require(LargestRemainder.split(total: total, weights: weights))
        #expect(parts.reduce(Int128(0)) { $0 + Int128($1) } == Int128(total))
      }
    }
  }

  @Test func `parts add up, follow their weights and are off by less than one unit`() throws {
    var generator = SeededGenerator(47)
    for _ in 0..<3000 {
      let count = Int.random(in: 1...12, using: &generator)
      let weights = (0..<count).map { _ in Int128(Int64.random(in: 0...1_000_000_000_000, using: &generator)) }
      let total = Int64.random(in: -2_000_000_000_000...2_000_000_000_000, using: &generator)
      let sum = weights.reduce(0, +)
      guard sum > 0 else { continue }
      let parts = try #require(LargestRemainder.split(total: total, weights: weights))
      #expect(parts.count == count && parts.reduce(0, +) == total)
      for (part, weight) in zip(parts, weights) {
        let exact = Int128(total) * weight
        #expect((Int128(part) * sum - exact).magnitude < sum.magnitude)
        #expect(weight > 0 || part == 0)
      }
      let opposite = try #require(LargestRemainder.split(total: -total, weights: weights))
      #expect(opposite == parts.map { -$0 })
    }
  }
}

struct SpreadTests {
  @Test(
    arguments: [
      (10, 3, [4, 3, 3]), (-10, 3, [-4, -3, -3]), (2, 5, [1, 1, 0, 0, 0]), (9, 1, [9]), (0, 2, [0, 0]), (5, 0, []),
      (5, -1, []),
    ] as [(Int64, Int, [Int64])])
  func `gives the larger parts to the earliest days`(_ nanos: Int64, _ days: Int, _ parts: [Int64]) {
    #expect(Spread.evenly(nanos: nanos, days: days) == parts)
  }

  @Test func `a month's fee adds up to itself`() throws {
    let october = try #require(CalendarMonth("2026-10"))
    let parts = Spread.evenly(.euro(nanos: 145_000_000_000), over: october.days)
    #expect(parts.count == 31)
    #expect(parts.map(\.day) == Array(october.firstDay...october.lastDay))
    #expect(parts.reduce(0) { $0 + $1.money.nanos } == 145_000_000_000)
    #expect(Set(parts.map(\.money.nanos)) == [4_677_419_355, 4_677_419_354])
    #expect(parts.allSatisfy { $0.money.currency == .euro })
  }

  @Test func `is the largest remainder of equal weights`() {
    for nanos in Int64(-50)...50 {
      for days in 1...9 {
        let weights = [Int128](repeating: 1, count: days)
        #expect(Spread.evenly(nanos: nanos, days: days) == LargestRemainder.split(total: nanos, weights: weights))
      }
    }
    #expect(Spread.evenly(nanos: .min, days: 7).reduce(0, +) == .min)
  }
}
