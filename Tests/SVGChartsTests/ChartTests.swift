import Testing

@testable import SVGCharts

struct ChartTests {
  @Test(arguments: Drawing.allCases)
  func `a column is as high as its value`(size: Drawing) {
    let values = [100.0, 200, 50, 400]
    let bars = Sample.weekly(Sample.weeks(values)).drawing(size).elements(.rect)
    #expect(bars.map(\.classes) == [["actual"], ["actual"], ["actual"], ["now"]])
    let unit = bars[0].number("height") / 100
    for (bar, value) in zip(bars, values) {
      #expect(abs(bar.number("height") - value * unit) < 0.011)
      #expect(abs(bar.number("y") + bar.number("height") - bars[0].number("y") - bars[0].number("height")) < 0.011)
    }
  }

  @Test func `negative values hang below the base line`() {
    let bars = Sample.weekly(Sample.weeks([100, -50])).drawing(.wide).elements(.rect)
    #expect(abs(bars[0].number("height") - 2 * bars[1].number("height")) < 0.02)
    #expect(abs(bars[1].number("y") - bars[0].number("y") - bars[0].number("height")) < 0.011)
  }

  @Test func `an unknown week is an open slot as high as the last known one`() {
    let node = Sample.weekly(Sample.weeks([100, nil, 300])).drawing(.wide)
    let bars = node.elements(.rect)
    #expect(bars.map { $0.classes.first } == ["actual", "unknown", "now"])
    // The outline is drawn half a stroke inside.
    #expect(abs(bars[1].number("height") + 1.5 - bars[0].number("height")) < 0.02)
    #expect(node.elements(.text).contains { $0.text == "?" })
  }

  @Test func `a range is solid to the lower bound and open to the upper`() {
    var weeks = Sample.weeks([400, 400])
    weeks[1].value = .between(lower: 200, upper: 300)
    let bars = Sample.weekly(weeks).drawing(.wide).elements(.rect)
    #expect(bars.map { $0.classes.first } == ["actual", "now", "unknown"])
    #expect(abs(bars[1].number("height") * 2 - bars[0].number("height")) < 0.02)
    #expect(abs(bars[2].number("height") + 1.5 - bars[0].number("height") / 4) < 0.02)
  }

  @Test func `a week without budget leaves a gap in the line`() {
    var weeks = Sample.weeks([100, 100, 100, 100])
    weeks[1].budget = nil
    weeks[3].budget = 200
    let paths = Sample.weekly(weeks).drawing(.wide).elements(.path)
    #expect(paths.map { $0.classes.first } == ["casing", "plan"])
    let steps = paths[1].values["d"] ?? ""
    #expect(steps.count { $0 == "M" } == 2)
    #expect(steps.count { $0 == "V" } == 1)
  }

  @Test(arguments: Drawing.allCases)
  func `values that are no numbers are unknown, never drawn`(size: Drawing) {
    var weeks = Sample.weeks([.nan, .infinity, 300, -.infinity])
    weeks[0].budget = .nan
    weeks[2].value = .between(lower: 10, upper: .infinity)
    let series = [Sample.series("A", 1, [.nan, 1e300, 5, .infinity], label: "?")]
    let bullet = Bullet(
      text: Sample.text(), value: .known(.nan), target: .infinity, limit: .nan, goal: .atMost, zeroLabel: "0",
      targetLabel: "≤")
    for node in [
      Sample.weekly(weeks).drawing(size), Sample.stacked(series, weeks: 4).drawing(size), bullet.drawing(size),
      Sparkline(values: [.nan, 1, 2, .infinity], target: .nan).drawing(size),
    ] {
      let markup = node.serialized()
      #expect(!markup.lowercased().contains("nan\"") && !markup.contains("inf\"") && !markup.contains("e+"))
      #expect(markup.contains("?"))
    }
  }

  @Test func `an empty chart is a frame with the reason, as large as a full one`() {
    let empty = Sample.weekly(Sample.weeks([nil, nil])).drawing(.wide)
    #expect(empty.elements(.text).map(\.text) == ["Nog geen gegevens: O1, geen bron; eigenaar IT"])
    #expect(empty.elements(.svg)[0].values["viewBox"] == "0 0 720 280")
    #expect(empty.elements(.rect).map(\.classes) == [["frame"]])
    for chart in [Sample.stacked([], weeks: 0) as any Chart, Sample.gantt(rows: []), Sample.weekly([])] {
      #expect(!chart.drawing(.phone).elements(.rect).isEmpty)
    }
  }

  @Test func `the largest series lies at the bottom and each is named`() {
    let node = Sample.stacked(
      [
        Sample.series("Klein", 1, [10, 10]), Sample.series("Groot", 2, [90, 80]), Sample.series("Midden", 3, [40, 50]),
      ],
      notAttributed: Sample.series("Niet toegewezen", 0, [5, 5]), weeks: 2, budgets: [120, 120]
    ).drawing(.wide)
    let last = node.elements(.rect).suffix(4)
    #expect(last.map { $0.classes.last ?? "" } == ["s2", "s3", "s1", "unknown"])
    #expect(zip(last, last.dropFirst()).allSatisfy { $0.number("y") > $1.number("y") })
    let texts = node.elements(.text).map(\.text)
    for label in ["Klein € 10", "Groot € 80", "Midden € 50", "? Niet toegewezen € 5", "budget € 360"] {
      #expect(texts.contains(label), "\(label)")
    }
  }

  @Test func `series without a colour of their own become one`() {
    let series = (1...10).map { Sample.series("Reeks \($0)", $0, [Double($0 * 10)]) }
    let node = Sample.stacked(series, weeks: 1).drawing(.wide)
    let classes = node.elements(.rect).map { $0.classes.last ?? "" }
    #expect(classes.count == 8)
    #expect(Set(classes).count == 8)
    #expect(classes.last == "s8")
    // 80 + 90 + 100: what was merged is still there.
    #expect(node.elements(.text).contains { $0.text == "Overig € 270" })
  }

  @Test func `an unknown part is an open slot on the stack, not a zero`() {
    let node = Sample.stacked(
      [Sample.series("A", 1, [60, 60]), Sample.series("B", 2, [40, nil])], weeks: 2
    ).drawing(.wide)
    let bars = node.elements(.rect)
    #expect(bars.map { $0.classes.last ?? "" } == ["s1", "s2", "s1", "unknown"])
    #expect(abs(bars[3].number("height") + 1.5 - bars[1].number("height")) < 0.02)
    #expect(node.elements(.text).contains { $0.text == "B ?" })
  }

  @Test func `gaps in a sparkline stay gaps`() {
    let node = Sparkline(values: [1, 2, nil, 3, nil, 4, 5]).drawing(.wide)
    let path = node.elements(.path)[0].values["d"] ?? ""
    #expect(path.count { $0 == "M" } == 2)
    #expect(node.elements(.circle).count == 2)
    #expect(node.elements(.svg)[0].values["aria-hidden"] == "true")
    #expect(Sparkline(values: [nil, nil]).drawing(.wide).elements(.text).map(\.text) == ["?"])
    #expect(Sparkline(values: []).drawing(.phone).elements(.path).isEmpty)
  }

  @Test func `a target outside the values is not drawn in a sparkline`() {
    #expect(Sparkline(values: [1, 2], target: 9).drawing(.wide).elements(.line).isEmpty)
    #expect(Sparkline(values: [1, 2], target: 1.5).drawing(.wide).elements(.line).count == 1)
  }

  @Test func `the white end of a bullet is the good one`() {
    func bands(_ goal: Bullet.Goal, limit: Double) -> [[Substring]] {
      Bullet(
        text: Sample.text(), value: .known(70), target: 80, limit: limit, goal: goal, zeroLabel: "0", targetLabel: "80"
      ).drawing(.wide).elements(.rect).sorted { $0.number("x") < $1.number("x") }
        .filter { $0.classes.first?.hasPrefix("band") == true }.map(\.classes)
    }
    #expect(bands(.atLeast, limit: 60) == [["band-1"], ["band-2"]])
    #expect(bands(.atMost, limit: 100) == [["band-2"], ["band-1"]])
  }

  @Test(arguments: [
    (Reading.known(100), 1, false, 0), (.between(lower: 80, upper: 120), 1, false, 1),
    (.between(lower: 80, upper: nil), 1, true, 0), (.unknown, 0, true, 0),
  ])
  func `a bullet shows how far its value is known`(value: Reading, bars: Int, asks: Bool, ranges: Int) {
    let node = Bullet(
      text: Sample.text(), value: value, target: 100, limit: 120, goal: .atMost, zeroLabel: "0", targetLabel: "≤ 100"
    ).drawing(.wide)
    #expect(node.elements(.rect).count { $0.classes == ["measure"] } == bars)
    #expect(node.elements(.text).contains { $0.text == "?" } == asks)
    #expect(node.elements(.path).count { $0.classes == ["range"] } == ranges)
  }

  @Test func `a Gantt shows plan, actual, forecast and slip`() {
    let node = Sample.gantt(rows: Sample.rolloutRows).drawing(.wide)
    let classes = node.elements(.rect).map { $0.classes.first ?? "" }
    #expect(classes.count { $0 == "plan-box" } == 4)
    #expect(classes.count { $0 == "actual" } == 3)
    #expect(classes.count { $0 == "forecast" } == 1)
    #expect(classes.count { $0 == "replanned" } == 1)
    #expect(node.elements(.line).count { $0.classes == ["today"] } == 1)
    let texts = node.elements(.text).map(\.text)
    for text in ["+9 d", "?", "+18 d", "stand 23 nov", "week"] { #expect(texts.contains(text), "\(text)") }
  }

  @Test func `a heat cell frames only what is over the limit`() {
    let box = Box(left: 0, top: 0, right: 25, bottom: 22)
    let over = HeatCell(.step(5), label: "480", killSwitch: .missing).nodes(in: box, showsLabel: true)
    #expect(over.flatMap { $0.elements(.rect) }.map(\.classes) == [["heat-5"]])
    #expect(over.flatMap { $0.elements(.text) }.map(\.text) == ["480", "!"])
    let none = HeatCell(.noBudget).nodes(in: box, showsLabel: true)
    #expect(none.flatMap { $0.elements(.rect) }.map(\.classes) == [["unknown"]])
    #expect(none.flatMap { $0.elements(.text) }.isEmpty)
    #expect(
      HeatCell(.step(99)).nodes(in: box, showsLabel: true).flatMap { $0.elements(.rect) }[0].classes == ["heat-5"])
  }

  @Test(arguments: GlyphState.allCases)
  func `a state has its shape and letter and is hidden from readers`(state: GlyphState) {
    let node = StateGlyph(state, letter: "GRO").drawing()
    #expect(node.elements(.svg)[0].classes == ["gl", Substring(state.rawValue)])
    #expect(node.elements(.svg)[0].values["aria-hidden"] == "true")
    let letters: [GlyphState: [String]] = [.unknown: ["?"], .notYet: []]
    #expect(node.elements(.text).map(\.text) == letters[state] ?? ["G"])
  }
}
