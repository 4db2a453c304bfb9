import ReportCore
import Testing

struct FigureTests {
  @Test(arguments: [
    "mt.cost-per-session[useCase=chat]@2026-W47", "spend.total@2026-11",
    "budget.day-used[model=a=b,useCase=x]@2026-11-20",
  ])
  func `a figure's name reads back what it prints`(name: String) {
    #expect(FigureKey(name)?.description == name)
  }

  @Test(arguments: [
    "spend.total", "@2026-W47", "spend.total@2026-W54", "spend.total[chat]@2026-W47", "spend.total[a=b@2026-W47",
  ])
  func `a figure's name that is none is refused`(name: String) {
    #expect(FigureKey(name) == nil)
  }

  @Test func `a group is as bad as its worst part, and unknown is never green`() {
    #expect(FigureState.worst([.green, .unknown]) == .unknown)
    #expect(FigureState.worst([.green, .amber, .unknown]) == .amber)
    #expect(FigureState.worst([.notYetDue, .red, .amber]) == .red)
    #expect(FigureState.worst([.notYetDue, .green]) == .green)
    #expect(FigureState.worst([]) == nil)
  }

  @Test func `a figure is a point unless said otherwise`() throws {
    let key = FigureKey("spend.total", .week(try #require(ISOWeek("2026-W47"))))
    let point = Figure(key, unit: .euro, value: FixedDecimal(5), rows: 1, formula: "")
    #expect(point.isPoint)
    let open = Figure(
      key, unit: .euro, value: FixedDecimal(5), bounds: Bounds(FixedDecimal(5), nil), rows: 1, formula: "")
    #expect(!open.isPoint)
    #expect(open.upper == nil)
  }

  @Test func `a diagnostic reads like a compiler's and shows no control characters`() {
    let diagnostic = Diagnostic(
      code: "bad-number", at: SourcePlace(file: "content/ledger/x.csv", line: 12, field: "amount"), "is not a number",
      found: "1\u{202E}2\u{07}", expected: "1234.50", remedy: "use a decimal point")
    #expect(
      diagnostic.description == """
        content/ledger/x.csv:12: error: amount: is not a number [bad-number]
          found:    1\u{FFFD}2\u{FFFD}
          expected: 1234.50
          remedy:   use a decimal point
        """)
  }

  @Test func `the nearest name is offered only when it is near`() {
    #expect(NearestName.of("time_zoen", among: ["time_zone", "company"]) == "time_zone")
    #expect(NearestName.of("xyz", among: ["time_zone", "company"]) == nil)
  }
}
