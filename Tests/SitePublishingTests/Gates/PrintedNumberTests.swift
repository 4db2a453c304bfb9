import ReportCore
import Testing

@testable import SitePublishing

struct PrintedNumberTests {
  private func read(_ text: String, _ language: String) -> (numbers: [PrintedNumber], isWhole: Bool) {
    var numbers: [PrintedNumber] = []
    let isWhole = Array(text.utf8).withUnsafeBufferPointer {
      NumberReader.read($0, isDutch: language == "nl", into: &numbers)
    }
    return (numbers, isWhole)
  }

  /// `kind nanos/unit`, in billionths.
  private func short(_ text: String, _ language: String) -> [String] {
    read(text, language).numbers.map { number in
      "\(number.mark == .none ? "" : "\(number.mark) ")\(number.kind) \(FixedDecimal(nanos: number.nanos)) ± "
        + "\(FixedDecimal(nanos: number.unit))"
    }
  }

  @Test(arguments: [
    ("€\u{A0}1.345", "€1,345", ["euro 1345.000000000 ± 1.000000000"]),
    ("€\u{A0}−0,14", "−€0.14", ["euro -0.140000000 ± 0.010000000"]),
    ("+€\u{A0}165,00", "+€165.00", ["euro 165.000000000 ± 0.010000000"]),
    ("‹\u{A0}€\u{A0}0,01", "‹\u{A0}€0.01", ["below euro 0.010000000 ± 0.010000000"]),
    ("24\u{A0}%", "24%", ["percent 0.240000000 ± 0.010000000"]),
    ("72–78\u{A0}%", "72–78%", ["percent 0.720000000 ± 0.010000000", "percent 0.780000000 ± 0.010000000"]),
    ("€\u{A0}0,13–0,16", "€0.13–0.16", ["euro 0.130000000 ± 0.010000000", "euro 0.160000000 ± 0.010000000"]),
    ("€\u{A0}−3 – €\u{A0}4", "−€3 – €4", ["euro -3.000000000 ± 1.000000000", "euro 4.000000000 ± 1.000000000"]),
    ("2,4×", "2.4×", ["factor 2.400000000 ± 0.100000000"]),
    ("€\u{A0}1,23\u{A0}mln", "€1.23m", ["euro 1230000.000000000 ± 10000.000000000"]),
    ("≥\u{A0}48.210", "≥\u{A0}48,210", ["atLeast plain 48210.000000000 ± 1.000000000"]),
    ("±\u{A0}9\u{A0}dagen", "±\u{A0}9\u{A0}days", ["about plain 9.000000000 ± 1.000000000"]),
    (
      "7\u{A0}dagen–21\u{A0}dagen", "7\u{A0}days–21\u{A0}days",
      ["plain 7.000000000 ± 1.000000000", "plain 21.000000000 ± 1.000000000"]
    ),
    ("onbekend\u{A0}O5", "unknown\u{A0}O5", []), ("2026-W47", "2026-W47", ["plain 2026.000000000 ± 1.000000000"]),
  ])
  func `both languages write one number, and it is read back`(dutch: String, english: String, numbers: [String]) {
    #expect(short(dutch, "nl") == numbers)
    #expect(short(english, "en") == numbers)
  }

  @Test(arguments: [
    ("€\u{A0}1.345", true), ("9\u{A0}dagen", true), ("16–22 nov", true), ("1 / 2", true), ("+10–+38\u{A0}%", true),
    ("doel ≤ €\u{A0}320", false), ("week 47", false), ("9 dagen te laat", false), ("onbekend O5", false),
    ("abc", false),
  ])
  func `a text is a number when nothing but what it counts follows`(text: String, isWhole: Bool) {
    #expect(read(text, "nl").isWhole == isWhole)
  }

  @Test(arguments: ["", "€", "−", "9.9.9.9.9", "1,,2", "123456789012345678901234567890123456789012", "0,1234567890123"])
  func `whatever stands there, reading ends`(text: String) {
    for length in 0...text.utf8.count {
      _ = read(String(decoding: text.utf8.prefix(length), as: UTF8.self), "nl")
    }
  }

  @Test(arguments: [
    ("€\u{A0}445", "444.755", nil, nil, true), ("€\u{A0}445", "445.5", nil, nil, true),
    ("€\u{A0}445", "445.6", nil, nil, false), ("€\u{A0}446", "444.755", nil, nil, false),
    ("24\u{A0}%", "0.2449", nil, nil, true), ("24\u{A0}%", "0.2451", nil, nil, false),
    ("‹\u{A0}€\u{A0}0,01", "0.004", nil, nil, true), ("‹\u{A0}€\u{A0}0,01", "0", nil, nil, false),
    ("€\u{A0}0,13–0,16", "0.14", "0.134", "0.1552", true), ("€\u{A0}0,13–0,15", "0.14", "0.134", "0.1552", false),
    ("€\u{A0}0,14–0,16", "0.14", "0.134", "0.1552", false), ("€\u{A0}0,14", "0.14", "0.134", "0.1552", false),
    ("+10–+38\u{A0}%", "0.37", "0.1092", "0.3712", true), ("€\u{A0}−12", "-12.2", nil, nil, true),
    ("€\u{A0}12", "-12.2", nil, nil, false),
  ])
  func `a printed number agrees within its rounding and no further`(
    text: String, value: String, lower: String?, upper: String?, agrees: Bool
  ) {
    let figure = Figure(
      FigureKey("x", .week(ISOWeek(containing: CalendarDay(number: 20_773)))), unit: .euro, value: FixedDecimal(value),
      bounds: lower.map { Bounds(FixedDecimal($0), upper.flatMap { FixedDecimal($0) }) }, rows: 1, formula: "")
    #expect(FigureAgreement.holds(read(text, "nl").numbers[...], figure) == agrees)
  }

  @Test func `half a range is printed as such, and the unknown prints no number`() {
    let key = FigureKey("x", .week(ISOWeek(containing: CalendarDay(number: 20_773))))
    let open = Figure(
      key, unit: .euro, value: nil, bounds: Bounds(FixedDecimal("12.3"), nil), rows: 1, formula: "")
    #expect(FigureAgreement.holds(read("≥\u{A0}€\u{A0}12", "nl").numbers[...], open))
    #expect(!FigureAgreement.holds(read("€\u{A0}12", "nl").numbers[...], open))
    let unknown = Figure(key, unit: .euro, value: nil, rows: 0, formula: "")
    #expect(!FigureAgreement.holds(read("€\u{A0}12", "nl").numbers[...], unknown))
    #expect(FigureAgreement.holds(read("onbekend\u{A0}O1", "nl").numbers[...], unknown))
  }
}
