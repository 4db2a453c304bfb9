import Foundation
import Testing

@testable import SVGCharts

/// Compares with `Goldens/<name>.svg`. With the environment variable `GOLDEN=all` it records instead, and fails, so
/// that nobody records by accident.
func expectGolden(_ drawing: SVGNode, _ name: String, location: SourceLocation = #_sourceLocation) throws {
  let actual = drawing.serialized()
  let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("Goldens")
  let file = folder.appendingPathComponent(name + ".svg")
  if ProcessInfo.processInfo.environment["GOLDEN"] == "all" {
    try actual.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name).svg, run again without GOLDEN", sourceLocation: location)
    return
  }
  let expected = try #require(
    try? String(contentsOf: file, encoding: .utf8), "no golden \(name).svg: record with GOLDEN=all",
    sourceLocation: location)
  guard actual != expected else { return }
  let pairs = zip(expected.split(separator: "\n"), actual.split(separator: "\n"))
  let line = pairs.enumerated().first { $0.element.0 != $0.element.1 }
  Attachment.record(actual, named: name + ".svg")
  Issue.record(
    """
    \(name).svg differs from line \((line?.offset ?? pairs.underestimatedCount) + 1)
    expected: \(line?.element.0 ?? "another length")
    actual:   \(line?.element.1 ?? "another length")
    """, sourceLocation: location)
}

/// Numbers that are the same on every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension SVGNode {
  /// All elements of that name, in document order, whatever their depth.
  func elements(_ name: Element) -> [FoundElement] {
    guard case .element(let element, let attributes, let children) = content else { return [] }
    let inside = children.flatMap { $0.elements(name) }
    guard element == name else { return inside }
    var values: [String: String] = [:]
    for attribute in attributes { values[attribute.name.rawValue] = attribute.value }
    return [FoundElement(values: values, text: text)] + inside
  }

  var text: String {
    switch content {
    case .nothing: ""
    case .text(let text): text
    case .element(_, _, let children): children.map(\.text).joined()
    }
  }
}

struct FoundElement {
  let values: [String: String]
  let text: String

  var classes: [Substring] { (values["class"] ?? "").split(separator: " ") }
  func number(_ name: String) -> Double { Double(values[name] ?? "") ?? .nan }

  /// The box of a text element, from the same table that layout uses.
  var textBox: Box {
    let size = classes.contains("small") ? 10.5 : 12
    return TextMark(
      text: text, x: number("x"), y: number("y"),
      anchor: TextMark.Anchor(rawValue: values["text-anchor"] ?? "start") ?? .start, isBold: classes.contains("bold"),
      size: size
    ).box
  }
}

enum Sample {
  static func euro(_ value: Double) -> String { value.ifDrawable.map { "€ " + String(Int($0)) } ?? "?" }

  static let labels = ValueLabels(plain: { String(Int($0)) }, withUnit: { "€ " + String(Int($0)) })

  static func text(_ title: String = "Uitgaven boven budget", prefix: String = "week") -> ChartText {
    ChartText(
      title: title, description: "Kolommen per week. \(title).", empty: "Nog geen gegevens: O1, geen bron; eigenaar IT",
      idPrefix: prefix)
  }

  static let words = WeeklyColumns.Words(
    week: "wk", budget: "budget", budgetAmount: "€ 360", forecast: "prognose")

  /// Weeks from 36 on; nil is unknown; the last one is the edition's.
  static func weeks(_ values: [Double?], budget: Double? = 360) -> [WeeklyColumns.Week] {
    values.enumerated().map { index, value in
      WeeklyColumns.Week(
        name: String(36 + index), value: value.map { .known($0) } ?? .unknown,
        valueLabel: value.map(euro) ?? "onbekend",
        kind: index == values.count - 1 ? .current : .past, budget: budget)
    }
  }

  static func weekly(_ weeks: [WeeklyColumns.Week]) -> WeeklyColumns {
    WeeklyColumns(text: text(), weeks: weeks, labels: labels, words: words)
  }

  static func series(_ name: String, _ colour: Int, _ values: [Double?], label: String? = nil) -> StackedColumns.Series
  {
    let last = (values.last ?? nil).map(euro) ?? "?"
    return StackedColumns.Series(
      name: name, shortName: String(name.prefix(8)), colour: colour, values: values, lastLabel: label ?? last)
  }

  static func stacked(
    _ series: [StackedColumns.Series], notAttributed: StackedColumns.Series? = nil, weeks: Int,
    budgets: [Double?] = []
  ) -> StackedColumns {
    StackedColumns(
      text: text(), weekNames: (0..<weeks).map { String(36 + $0) }, current: weeks - 1, series: series,
      notAttributed: notAttributed, budgets: budgets, budgetLabel: "€ 360", labels: labels,
      words: .init(week: "wk", budget: "budget", other: "Overig"))
  }

  static func gantt(rows: [Gantt.Row]) -> Gantt {
    Gantt(
      text: text("Uitrol loopt 9 dagen uit", prefix: "rollout"), rows: rows,
      weeks: (0...8).map { .init(start: Double($0 - 1) * 7, name: String($0)) }, weekWord: "week", today: 49,
      todayLabel: "stand 23 nov")
  }

  static func waterfall(from total: Double) -> Waterfall {
    func step(_ name: String, _ value: Double, _ kind: Waterfall.Step.Kind = .change) -> Waterfall.Step {
      let sign = value < 0 ? "−" : kind == .change || kind == .unknown ? "+" : ""
      return .init(name: name, value: value, label: sign + euro(abs(value)), kind: kind)
    }
    return Waterfall(
      text: text("Factuur hoger dan het kostenboek", prefix: "bridge"),
      steps: [
        step("Kostenboek", total, .start), step("Andere periode", 60), step("Koers van boeking", -25),
        step("Dagen zonder bron", 40), step("Onverklaard", 12, .unknown), step("Factuur", total + 87, .end),
      ], labels: labels)
  }

  static let evidence = EvidenceBar(
    text: text("Twee derde heeft een factuur", prefix: "basis"),
    segments: [
      .init(name: "factuur", label: "64 %", share: 0.64, look: .proven),
      .init(name: "leverancier", label: "30 %", share: 0.3, look: .reported),
      .init(name: "router", label: "5 %", share: 0.05, look: .estimated),
      .init(name: "schatting", label: "1 %", share: 0.01, look: .claimed),
      .init(name: "toegerekend", label: "0 %", share: 0, look: .reported),
    ])

  static let rolloutRows: [Gantt.Row] = [
    .init(
      name: "0 Nulmeting", shortName: "0 Nulmeting", plan: -7...0, actual: -7...0,
      milestone: .init(day: 0, glyph: StateGlyph(.green, letter: "G")), glyph: StateGlyph(.green, letter: "G"),
      slipLabel: "0 d"),
    .init(
      name: "3 Noodrem geoefend", shortName: "3 Noodrem", plan: 14...21, replan: 21...30, actual: 16...30,
      milestone: .init(day: 30, glyph: StateGlyph(.amber, letter: "O")), glyph: StateGlyph(.amber, letter: "O"),
      slipLabel: "+9 d"),
    .init(
      name: "5 Limieten per gebruiker", shortName: "5 Limieten", plan: 28...35, glyph: StateGlyph(.unknown, letter: ""),
      slipLabel: "?"),
    .init(
      name: "6 Router met tweede leverancier", shortName: "6 Router", plan: 35...42, actual: 40...49,
      forecast: 49...60, glyph: StateGlyph(.red, letter: "R"), slipLabel: "+18 d"),
  ]
}
