import Testing

@testable import SVGCharts

struct ScaleTests {
  @Test(arguments: [
    (0.0, 396.0, [0.0, 100, 200, 300, 400]), (0, 490, [0, 200, 400]), (0, 510, [0, 200, 400, 600]),
    (0, 1.1, [0, 0.5, 1]), (0, 0.9, [0, 0.5, 1]), (0, 0.35, [0, 0.1, 0.2, 0.3]), (-66, 220, [-100, 0, 100, 200]),
    (-30, 220, [0, 100, 200]),
    (0, 8, [0, 2, 4, 6, 8]), (0, 1_345_000, [0, 500_000, 1_000_000, 1_500_000]),
  ])
  func `chooses round ticks`(low: Double, high: Double, expected: [Double]) {
    #expect(Ticks(covering: low, high).values == expected)
  }

  @Test func `ticks are steps of 1, 2 or 5, at most five, and cover the range`() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      var magnitude = 1.0
      for _ in 0..<Int.random(in: 0...9, using: &generator) { magnitude *= 10 }
      let high = Double.random(in: 0.001...10, using: &generator) * magnitude
      let low = Bool.random(using: &generator) ? 0 : -Double.random(in: 0...1, using: &generator) * high
      let ticks = Ticks(covering: low, high)
      #expect((2...5).contains(ticks.values.count))
      #expect(ticks.domain.lowerBound <= low && high <= ticks.domain.upperBound, "\(low) \(high) \(ticks)")
      #expect(ticks.values.allSatisfy { ticks.domain.contains($0) })
      #expect(ticks.values.contains(0))
      let step = ticks.values[1] - ticks.values[0]
      var mantissa = step
      while mantissa < 0.999 { mantissa *= 10 }
      while mantissa > 9.99 { mantissa /= 10 }
      #expect([1.0, 2, 5].contains { abs($0 - mantissa) < 1e-6 }, "step \(step)")
    }
  }

  @Test(
    arguments: [
      (0.0, 0.0), (Double.nan, 1), (0, Double.infinity), (5, 1), (-1e300, 1e300), (1e14, 1e14 + 1), (0, 1e-12),
    ] as [(Double, Double)])
  func `a range that is none still has ticks`(low: Double, high: Double) {
    let ticks = Ticks(covering: low, high)
    #expect(ticks.values.count >= 2)
    #expect(ticks.domain.lowerBound < ticks.domain.upperBound)
  }

  @Test func `a linear scale meets the ends of its range and keeps proportions`() {
    let scale = LinearScale(-100...300, from: 240, to: 10)
    #expect(scale.place(-100) == 240)
    #expect(scale.place(300) == 10)
    #expect(scale.place(100) == 125)
    #expect(LinearScale(5...5, from: 3, to: 9).place(5) == 3)
  }

  @Test func `a band scale places slots in their middle`() {
    let scale = BandScale(count: 4, from: 20, to: 100)
    #expect(scale.step == 20)
    #expect((0..<4).map { scale.place(Double($0)) } == [30, 50, 70, 90])
    #expect(BandScale(count: 0, from: 0, to: 10).step == 10)
  }

  @Test(arguments: [(20.0, 12), (40.0, 6), (7.0, 3)])
  func `the marked slot is always named, at even distances`(step: Double, marked: Int) {
    let names = (1...14).map { "wk \($0)" }
    let named = ColumnAxes.namedSlots(names, marked: marked, step: step)
    #expect(named.contains(marked))
    let distances = Set(zip(named, named.dropFirst()).map { $1 - $0 })
    #expect(distances.count <= 1)
    let widest = TextWidth.of("wk 14", bold: true)
    #expect(Double(distances.first ?? 1) * step >= widest + 8)
  }
}
