import ReportCore
import Testing

@testable import ReportSite

struct ReaderTextTests {
  private let nl: ReaderText
  private let en: ReaderText

  init() throws {
    nl = try SiteStrings.text(EditionFixture.week47, .nl)
    en = try SiteStrings.text(EditionFixture.week47, .en)
  }

  /// A no-break space is written as `_` in the expectations.
  private func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{2060}" }.map { $0 == "\u{A0}" ? "_" : $0 }))
  }

  private func decimal(_ text: String) throws -> FixedDecimal { try #require(FixedDecimal(text)) }

  @Test(arguments: [
    ("1345.49", "€_1.345", "€1,345"), ("1345.5", "€_1.346", "€1,346"), ("-120", "€_−120", "−€120"),
    ("0.14", "€_0,14", "€0.14"), ("1.075", "€_1,08", "€1.08"), ("9.994", "€_9,99", "€9.99"), ("9.995", "€_10", "€10"),
    ("0", "€_0", "€0"), ("0.004", "‹_€_0,01", "‹_€0.01"), ("0.005", "€_0,01", "€0.01"),
    ("-0.001", "›_€_−0,01", "›_−€0.01"), ("134500", "€_134.500", "€134,500"), ("999999.4", "€_999.999", "€999,999"),
    ("1234567", "€_1,23_mln", "€1.23m"), ("12345678", "€_12,3_mln", "€12.3m"), ("123456789", "€_123_mln", "€123m"),
    ("-2500000", "€_−2,50_mln", "−€2.50m"),
  ])
  func `euros are rounded half up, whole from ten euro on`(value: String, dutch: String, english: String) throws {
    #expect(plain(nl.euro(try decimal(value))) == dutch)
    #expect(plain(en.euro(try decimal(value))) == english)
  }

  @Test(arguments: [
    ("165", "+€_165", "+€165"), ("-165", "−€_165", "−€165"), ("0", "€_0", "€0"), ("-0.004", "−‹_€_0,01", "−‹_€0.01"),
  ])
  func `a change always shows its sign`(value: String, dutch: String, english: String) throws {
    #expect(plain(nl.euroChange(try decimal(value))) == dutch)
    #expect(plain(en.euroChange(try decimal(value))) == english)
  }

  @Test(arguments: [
    ("0.14", "14_%", "14%"), ("0.145", "15_%", "15%"), ("0.0049", "0,5_%", "0.5%"), ("0.0001", "‹_0,1_%", "‹_0.1%"),
    ("0", "0_%", "0%"), ("-0.58", "−58_%", "−58%"), ("1", "100_%", "100%"), ("12.5", "1.250_%", "1,250%"),
  ])
  func `a share is whole per cents, one decimal under one`(value: String, dutch: String, english: String) throws {
    #expect(plain(nl.percent(try decimal(value))) == dutch)
    #expect(plain(en.percent(try decimal(value))) == english)
  }

  @Test func `counts, tokens, days and points`() throws {
    #expect(nl.count(48210) == "48.210")
    #expect(en.count(48210) == "48,210")
    #expect(plain(nl.count(try decimal("412345678"))) == "412_mln")
    #expect(plain(en.count(try decimal("1234567"))) == "1.2m")
    #expect(plain(nl.days(1)) == "1_dag")
    #expect(plain(en.days(9)) == "9_days")
    #expect(plain(nl.points(try decimal("0.04"))) == "+4_pp")
    #expect(plain(nl.points(try decimal("-0.015"))) == "−2_pp")
    #expect(nl.factor(try decimal("2.44")) == "2,4×")
  }

  @Test func `dates carry their year only when it is another than the edition's`() throws {
    let monday = Fix.day(11, 23)
    #expect(plain(nl.weekdayAndDay(monday)) == "ma_23_nov")
    #expect(plain(en.longDay(Fix.day(12, 3))) == "3_December")
    #expect(plain(nl.range(Fix.week(47).days)) == "16–22_nov")
    #expect(plain(nl.range(Fix.week(47).days, withYear: true)) == "16–22_nov_2026")
    #expect(plain(nl.range(Fix.week(49).days)) == "30_nov–6_dec")
    #expect(plain(en.range(Fix.week(53).days)) == "28_Dec_2026–3_Jan_2027")
    #expect(plain(nl.day(monday.advanced(by: 60))) == "22_jan_2027")
    #expect(plain(nl.week(Fix.week(53))) == "week_53")
    #expect(plain(nl.week(Fix.week(53).next)) == "week_1_2027")
    let moment = try #require(Instant("2026-11-23T06:00:00Z"))
    #expect(plain(nl.moment(moment)) == "ma_23_nov, 07:00")
    #expect(plain(en.momentWithYear(moment)) == "23_Nov_2026, 07:00")
    let summer = try #require(Instant("2026-10-25T00:59:59Z"))
    #expect(plain(nl.moment(summer)) == "zo_25_okt, 02:59")
  }

  private func figure(
    _ id: String, _ unit: FigureUnit, _ value: String?, _ lower: String? = nil, _ upper: String? = nil,
    reason: UnknownReason? = nil, target: String? = nil
  ) throws -> Figure {
    let bounds: Bounds? =
      value == nil || lower != nil || upper != nil
      ? Bounds(lower.flatMap(FixedDecimal.init), upper.flatMap(FixedDecimal.init)) : nil
    return Figure(
      FigureKey(id, .week(Fix.week(47))), unit: unit, value: value.flatMap(FixedDecimal.init), bounds: bounds,
      reason: reason, target: target.flatMap(FixedDecimal.init), rows: 1, formula: "")
  }

  @Test(arguments: [
    ("0.14", "0.141", "0.159", "€_0,14–0,16", "€0.14–0.16"),
    ("1345", "1345.6", "1511.2", "€_1.345–1.512", "€1,345–1,512"),
    ("0.15", "0.15", "0.1501", "€_0,15–0,16", "€0.15–0.16"),
    ("5", "0", "12", "€_0–12", "€0–12"),
    ("-5", "-5.5", "12", "€_−6 – €_12", "−€6 – €12"),
    ("5", "5", "", "≥_€_5,00", "≥_€5.00"),
    ("1300000", "1234567", "1300001", "€_1,23_mln–€_1,31_mln", "€1.23m–€1.31m"),
  ])
  func `a range is rounded outward`(value: String, lower: String, upper: String, dutch: String, english: String) throws
  {
    let figure = try figure("spend.total", .euro, value, lower, upper)
    #expect(plain(nl.figure(figure)) == dutch)
    #expect(plain(en.figure(figure)) == english)
  }

  @Test func `ratios, returns and factors have their own writing`() throws {
    #expect(plain(nl.figure(try figure("mt.efficiency", .ratio, "0.74", "0.739", "0.751"))) == "73–76_%")
    #expect(plain(nl.figure(try figure("mt.roi", .ratio, "0.09"))) == "+9_%")
    #expect(plain(en.figure(try figure("mt.roi", .ratio, "-0.12"))) == "−12%")
    #expect(plain(nl.figure(try figure("mt.roi", .ratio, "0.1", "-0.05", "0.09"))) == "−5_% – +9_%")
    #expect(plain(nl.figure(try figure("mt.roi", .ratio, "0.2", "0.104", "0.376"))) == "+10–+38_%")
    #expect(nl.figure(try figure("mt.break-factor", .ratio, "1.31")) == "1,3×")
    #expect(plain(nl.figure(try figure("tokens.total", .tokens, "412345678"))) == "412_mln_tokens")
    #expect(plain(nl.figure(try figure("roadmap.slip", .days, "1"))) == "1_dag")
  }

  @Test func `what is not known says so and why`() throws {
    let figure = try figure("mt.roi", .ratio, nil, reason: .noPrice)
    #expect(nl.figure(figure) == "onbekend (O5: geen prijs)")
    #expect(plain(nl.cell(figure)) == "onbekend_O5")
    #expect(en.figure(figure) == "unknown (O5: no price)")
  }

  @Test(arguments: [
    ("mt.cost-per-1000-calls", FigureUnit.euro, "0.154", "0.15", "€_0,154"),
    ("mt.cost-per-1000-calls", .euro, "0.15", "0.15", "€_0,15"),
    ("mt.cost-per-1000-calls", .euro, "0.144", "0.15", "€_0,14"),
    ("mt.efficiency", .ratio, "0.7812", "0.78", "78,1_%"),
    ("mt.efficiency", .ratio, "0.7796", "0.78", "77,96_%"),
    ("mt.efficiency", .ratio, "0.74", "0.78", "74_%"),
    ("budget.day-used", .ratio, "1.096", "1", "109,6_%"),
    ("budget.day-used", .ratio, "1.1", "1", "110_%"),
    ("budget.day-used", .ratio, "1.1004", "1", "110,04_%"),
    ("budget.used-week", .ratio, "1", "1", "100_%"),
  ])
  func `rounding never hides on which side of a threshold a figure lies`(
    id: String, unit: FigureUnit, value: String, target: String, expected: String
  ) throws {
    #expect(plain(nl.figure(try figure(id, unit, value, target: target))) == expected)
  }

  @Test func `the widest values still print`() throws {
    let widest = FixedDecimal(nanos: Int128(Int64.max))
    #expect(plain(nl.euro(widest)) == "€_9.223_mln")
    #expect(plain(nl.euro(FixedDecimal(nanos: Int128(Int64.min)))) == "€_−9.223_mln")
  }
}
