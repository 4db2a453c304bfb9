import Testing

@testable import SVGCharts

struct GoldenTests {
  private static var fullWeeks: [WeeklyColumns.Week] {
    var weeks = Sample.weeks([312, 318, nil, 341, 338, 446])
    weeks[3].formerValue = 329
    weeks[3].note = "Correctie factuur OpenAI"
    weeks[4].value = .between(lower: 290, upper: 372)
    weeks[5].hasBreach = true
    weeks[5].note = "Viraal weekend: chatbot tienmaal normaal"
    for (index, value) in [380.0, 386].enumerated() {
      weeks.append(
        .init(
          name: String(42 + index), value: .known(value), valueLabel: "€ \(Int(value))", kind: .forecast,
          budget: index == 0 ? 360 : 400))
    }
    return weeks
  }

  @Test(arguments: zip([Drawing.wide, .phone, .printFull], ["wide", "phone", "print"]))
  func `weekly columns`(size: Drawing, name: String) throws {
    try expectGolden(Sample.weekly(Self.fullWeeks).drawing(size), "weekly-columns-\(name)")
  }

  @Test(arguments: zip([Drawing.wide, .phone], ["wide", "phone"]))
  func `stacked columns`(size: Drawing, name: String) throws {
    let chart = Sample.stacked(
      [
        Sample.series("Klantenservice-chatbot", 1, [31, 32, 30, 135]),
        Sample.series("Productteksten", 2, [95, 96, 98, 102]),
        Sample.series("Persoonlijke mailings", 3, [70, nil, 72, 80]), Sample.series("Zoekhulp", 4, [12, 12, 13, 13]),
      ], notAttributed: Sample.series("Niet toegewezen", 0, [15, 15, 26, 26]), weeks: 4,
      budgets: [240, 240, 260, 260])
    try expectGolden(chart.drawing(size), "stacked-columns-\(name)")
  }

  @Test(arguments: zip([Drawing.wide, .phone, .printFull], ["wide", "phone", "print"]))
  func `rollout`(size: Drawing, name: String) throws {
    try expectGolden(Sample.gantt(rows: Sample.rolloutRows).drawing(size), "gantt-\(name)")
  }

  @Test func `sparkline`() throws {
    try expectGolden(Sparkline(values: [3, 4, nil, 5, 4, 6], target: 4.5).drawing(.wide), "sparkline")
  }

  @Test func `bullet with a range`() throws {
    let bullet = Bullet(
      text: Sample.text("Kosten per 1.000 aanroepen", prefix: "calls"), value: .between(lower: 380, upper: 416),
      target: 400, limit: 440, goal: .atMost, zeroLabel: "0", targetLabel: "≤ € 400")
    try expectGolden(bullet.drawing(.wide), "bullet")
  }

  @Test(arguments: zip([Drawing.wide, .phone], ["wide", "phone"]))
  func `days of a week`(size: Drawing, name: String) throws {
    let shares: [Double?] = [0.42, 0.86, 1.04, nil, 4.8]
    let days = shares.enumerated().map { index, share in
      DayColumns.Day(
        name: ["ma 16", "di 17", "wo 18", "do 19", "za 21"][index], value: share.map { .known($0 * 6) } ?? .unknown,
        valueLabel: share.map { "€ \(Int($0 * 6))" } ?? "?", budget: 6,
        cell: share.map { HeatCell(.step($0 > 1.1 ? 5 : $0 > 1 ? 4 : 2), label: String(Int($0 * 100))) }
          ?? HeatCell(.unknown), isBreach: (share ?? 0) > 1.1)
    }
    let chart = DayColumns(
      text: Sample.text("Zaterdag vijfmaal het dagbudget", prefix: "days"), days: days, labels: Sample.labels,
      budgetWord: "dagbudget", budgetAmount: "€ 6")
    try expectGolden(chart.drawing(size), "day-columns-\(name)")
  }

  @Test func `heat calendar`() throws {
    let cells = (0..<14).map {
      HeatCell(.step($0 % 5 + 1), label: String($0 * 9), killSwitch: $0 == 4 ? .acted : .none)
    }
    let chart = HeatCalendar(
      text: Sample.text("Chatbot twee dagen boven 110 %", prefix: "heat"),
      rows: [.init(name: "Klantenservice-chatbot", shortName: "Chatbot", cells: cells)], weekNames: ["wk 46", "wk 47"],
      key: ["≤ 50 %", "≤ 80 %", "≤ 100 %", "≤ 110 %", "> 110 %"])
    try expectGolden(chart.drawing(.phone), "heat-calendar-phone")
  }

  @Test(arguments: zip([Drawing.wide, .phone], ["wide", "phone"]))
  func `waterfall between totals`(size: Drawing, name: String) throws {
    try expectGolden(Sample.waterfall(from: 400).drawing(size), "waterfall-\(name)")
  }

  @Test(arguments: zip([Drawing.wide, .phone], ["wide", "phone"]))
  func `waterfall of small steps`(size: Drawing, name: String) throws {
    try expectGolden(Sample.waterfall(from: 40_000).drawing(size), "waterfall-steps-\(name)")
  }

  @Test(arguments: zip([Drawing.wide, .phone], ["wide", "phone"]))
  func `evidence bar`(size: Drawing, name: String) throws {
    try expectGolden(Sample.evidence.drawing(size), "evidence-bar-\(name)")
  }

  @Test func `state glyphs`() throws {
    for state in GlyphState.allCases {
      try expectGolden(StateGlyph(state, letter: "G").drawing(), "glyph-\(state.rawValue)")
    }
  }
}
