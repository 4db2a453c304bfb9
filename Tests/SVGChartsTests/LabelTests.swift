import Testing

@testable import SVGCharts

struct LabelTests {
  @Test func `labels that do not touch stay where they want to be`() {
    #expect(LabelStack.places([10, 60, 30], within: 0...100) == [10, 60, 30])
  }

  @Test func `two labels at one place part evenly`() {
    #expect(LabelStack.places([50, 50], within: 0...100) == [43, 57])
  }

  @Test func `labels never overlap, keep their order and stay inside`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<1000 {
      let count = Int.random(in: 1...12, using: &generator)
      let wanted = (0..<count).map { _ in Double.random(in: -20...260, using: &generator) }
      let places = LabelStack.places(wanted, within: 10...240)
      #expect(places.allSatisfy { (9.999...240.001).contains($0) })
      let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
      for (upper, lower) in zip(order, order.dropFirst()) {
        #expect(places[lower] - places[upper] >= LabelStack.spacing - 1e-9)
      }
    }
  }

  @Test func `without room labels run over the end rather than over each other`() {
    let places = LabelStack.places(Array(repeating: 5, count: 10), within: 0...50).sorted()
    #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 13.999 })
  }

  @Test func `bold, capitals and wide scripts take more room`() {
    #expect(TextWidth.of("budget", bold: true) > TextWidth.of("budget"))
    #expect(TextWidth.of("ABC") > TextWidth.of("abc"))
    #expect(TextWidth.of("漢字") > TextWidth.of("ab"))
    #expect(abs(TextWidth.of("€ 360") - (4 * 0.64 + 0.33) * 12) < 1e-9)
  }

  @Test(arguments: [
    ("Zoekhulp", 200.0, "Zoekhulp"), ("Klantenservice-chatbot", 60, "Klante…"), ("Een lange naam", 40, "Een…"),
  ])
  func `shortens what does not fit`(text: String, width: Double, expected: String) {
    let fitted = TextWidth.fitted(text, to: width)
    #expect(fitted == expected)
    #expect(TextWidth.of(fitted) <= width)
  }

  @Test func `a name of a million characters is cut at once`() {
    let long = String(repeating: "naam ", count: 200_000)
    #expect(TextWidth.fitted(long, to: 100).count < 30)
    #expect(TextWidth.lines(long, width: 100, count: 2).count == 2)
  }

  @Test func `breaks notes into at most two lines`() {
    #expect(
      TextWidth.lines("Viraal weekend: chatbot tienmaal normaal", width: 168, count: 2) == [
        "Viraal weekend: chatbot", "tienmaal normaal",
      ])
    #expect(TextWidth.lines("", width: 168, count: 2).isEmpty)
  }

  @Test(arguments: Drawing.allCases)
  func `no text touches another, whatever the labels`(size: Drawing) {
    var generator = SeededGenerator(seed: 42)
    func word(_ most: Int) -> String {
      String(
        (0..<Int.random(in: 1...most, using: &generator)).map { _ in
          "abcdeimnW 0€".randomElement(using: &generator) ?? "a"
        })
    }
    for round in 0..<60 {
      let count = Int.random(in: 1...17, using: &generator)
      let weeks = (0..<count).map { index in
        WeeklyColumns.Week(
          name: String(30 + index), value: .known(Double.random(in: 0...500, using: &generator)),
          valueLabel: "€ " + String(Int.random(in: 0...9999, using: &generator)),
          kind: index == count * 2 / 3 ? .current : index > count * 2 / 3 ? .forecast : .past,
          budget: Double.random(in: 100...400, using: &generator), hasBreach: index % 5 == 0,
          note: index % 4 == 0 ? word(40) : nil)
      }
      let names = Int.random(in: 1...9, using: &generator)
      let series = (0..<names).map { index in
        Sample.series(word(30), index + 1, (0..<count).map { _ in Double.random(in: 0...90, using: &generator) })
      }
      let rows = (0..<Int.random(in: 1...9, using: &generator)).map { index in
        Gantt.Row(
          name: word(40), shortName: word(12), plan: Double(index)...Double(index + 7),
          glyph: StateGlyph(.notYet, letter: ""), slipLabel: word(4))
      }
      let charts: [any Chart] = [
        Sample.weekly(weeks), Sample.gantt(rows: rows),
        Sample.stacked(series, notAttributed: Sample.series("niet toegewezen", 0, [3]), weeks: count),
      ]
      for chart in charts {
        let boxes = chart.drawing(size).elements(.text).map { ($0.text, $0.textBox) }
        for (index, one) in boxes.enumerated() {
          for other in boxes[(index + 1)...] where one.0 != "?" && other.0 != "?" {
            #expect(!one.1.overlaps(other.1), "round \(round): \(one.0) and \(other.0) in \(type(of: chart))")
          }
        }
      }
    }
  }
}
