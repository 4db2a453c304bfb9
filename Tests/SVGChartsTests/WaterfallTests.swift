import Testing

@testable import SVGCharts

struct WaterfallTests {
  private static let bars: Set<Substring> = ["actual", "now", "rise", "drop", "unknown"]

  private func drawnBars(_ drawing: SVGNode) -> [FoundElement] {
    drawing.elements(.rect).filter { !Self.bars.isDisjoint(with: $0.classes) }
  }

  @Test func `steps hang together from the first total to the last`() throws {
    let bars = drawnBars(Sample.waterfall(from: 400).drawing(.wide))
    try #require(bars.count == 6)
    func top(_ index: Int) -> Double { bars[index].number("y") }
    func bottom(_ index: Int) -> Double { bars[index].number("y") + bars[index].number("height") }
    // Ledger up to timing, timing down to the rate, the rate up to the missing days; an outline is drawn 0.75 inside.
    #expect(abs(top(0) - bottom(1)) < 0.02)
    #expect(abs(top(1) - top(2)) < 0.02)
    #expect(abs(bottom(2) - bottom(3)) < 0.02)
    #expect(abs(top(3) - bottom(4)) < 0.8)
    #expect(abs(top(4) - top(5)) < 0.8)
    #expect(abs(bottom(0) - bottom(5)) < 0.02)
    #expect(bars.map { String($0.classes[0]) } == ["actual", "rise", "drop", "rise", "unknown", "now"])
  }

  @Test(arguments: Drawing.allCases)
  func `beside large totals only the steps are drawn, and the totals are words`(size: Drawing) {
    let drawing = Sample.waterfall(from: 40_000).drawing(size)
    #expect(drawnBars(drawing).count == 4)
    let words = drawing.elements(.text).map(\.text)
    #expect(words.contains("Kostenboek € 40000"))
    #expect(words.contains("Factuur € 40087"))
  }

  @Test func `a step as wide as its total is never hidden, even when others take it back`() {
    var chart = Sample.waterfall(from: 1000)
    chart.steps[1].value = 300
    chart.steps[2].value = -300
    chart.steps[5].value = 1060
    #expect(chart.showsTotals)
    chart.steps[1].value = 40
    chart.steps[2].value = -40
    #expect(chart.showsTotals)
    chart.steps[5].value = 1049
    chart.steps[3].value = 37
    #expect(!chart.showsTotals)
  }

  @Test(arguments: Drawing.allCases, [400.0, 40_000, -400])
  func `no label leaves the drawing or touches another`(size: Drawing, total: Double) {
    let drawing = Sample.waterfall(from: total).drawing(size)
    let boxes = drawing.elements(.text).map(\.textBox)
    for box in boxes { #expect(box.left > -1 && box.right < size.width + 1) }
    for (index, box) in boxes.enumerated() {
      for other in boxes[(index + 1)...] { #expect(!box.overlaps(other), "\(box) \(other)") }
    }
  }

  @Test(arguments: Drawing.allCases)
  func `parts of a whole are named side by side, whatever their size`(size: Drawing) {
    var chart = Sample.evidence
    for shares in [[0.64, 0.3, 0.05, 0.01, 0], [0.002, 0.003, 0.99, 0.003, 0.002], [1, 0, 0, 0, 0]] {
      for index in shares.indices { chart.segments[index].share = shares[index] }
      let drawing = chart.drawing(size)
      let boxes = drawing.elements(.text).map(\.textBox)
      #expect(boxes.count == shares.count { $0 > 0 })
      for (index, box) in boxes.enumerated() {
        #expect(box.left > -1 && box.right < size.width + 1)
        for other in boxes[(index + 1)...] { #expect(!box.overlaps(other)) }
      }
    }
  }

  @Test func `nothing to show is a frame with words`() {
    let empty = Waterfall(text: Sample.text(), steps: [], labels: Sample.labels).drawing(.wide)
    #expect(empty.elements(.text).map(\.text).contains { $0.hasPrefix("Nog geen gegevens") })
    let bar = EvidenceBar(text: Sample.text(), segments: []).drawing(.phone)
    #expect(bar.elements(.text).map(\.text).contains { $0.hasPrefix("Nog geen") })
  }
}
