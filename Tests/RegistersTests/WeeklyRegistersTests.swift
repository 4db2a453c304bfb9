import ReportCore
import Registers
import Testing

@Suite struct WeeklyRegistersTests {
  @Test func `reads returns, evidence or not`() throws {
    let text = """
      \u{FEFF}use_case,week,benefit,currency,basis,evidence\r
      copy,2026-W47,1560.25,EUR,hours,"urenstaat, week 47 ""vast"" a"\r
      \r
      chat, 2026-W47 ,0,EUR,margin,\r
      """
    let result = RegisterFixture.read(["returns.csv": text])
    #expect(result.diagnostics == [])
    let week = try #require(ISOWeek("2026-W47"))
    #expect(
      result.value.returns == [
        ReturnRow(
          useCase: "copy", week: week, benefit: .euro(nanos: 1_560_250_000_000), basis: .hours,
          evidence: "urenstaat, week 47 \"vast\" a", line: 2),
        ReturnRow(useCase: "chat", week: week, benefit: .euro(nanos: 0), basis: .margin, evidence: nil, line: 4),
      ])
  }

  @Test func `an empty counter is unknown and zero is zero`() throws {
    let text = "week,use_case,sessions,useful,discarded,repeated,unjudged\n2026-W53,chat,1240,0,,3,\n"
    let result = RegisterFixture.read(["outcomes.csv": text])
    #expect(result.diagnostics == [])
    #expect(
      result.value.outcomes == [
        OutcomeRow(
          useCase: "chat", week: try #require(ISOWeek("2026-W53")), sessions: 1240, useful: 0, discarded: nil,
          repeated: 3,
          unjudged: nil, line: 2)
      ])
  }

  static let returns = "use_case,week,benefit,currency,basis,evidence"
  static let outcomes = "use_case,week,sessions,useful,discarded,repeated,unjudged"
  static let cases = [
    RegisterCase(
      "returns", "returns.csv",
      """
      \(returns)
      chatt,2026-W47,1,EUR,hours,
      chat,2027-W53,1,EUR,hours,
      chat,2026-W47,"1.560,00",EUR,hours,
      chat,2026-W47,1,USD,hours,
      chat,2026-W47,1,EUR,hour,
      chat,2026-W47,,EUR,hours,
      chat,2026-W47,1,EUR,hours
      chat,2026-W47,1,EUR,hours,a,b
      chat,2026-W47,1,EUR,hours,"open
      chat,2026-W46,1,EUR,hours,
      chat,2026-W46,1,EUR,revenue,
      chat,2026-W46,2,EUR,hours,
      """,
      [
        "2 use_case unknown-use-case: chatt → did you mean chat?",
        "3 week impossible-week: 2027-W53",
        "4 benefit bad-money: 1.560,00 → write 1560.00",
        "5 currency not-euro: USD → convert the amount and write EUR",
        "6 basis unknown-value: hour → did you mean hours?",
        "7 benefit missing-value",
        "8 wrong-cell-count: 5 cells → add the missing commas",
        "9 wrong-cell-count: 7 cells → put a text with a comma in quotes; write numbers with a point",
        "10 bad-quotes: chat,2026-W47,1,EUR,hours,\"open",
        "13 week duplicate: 2026-W46 → add the two amounts up in one row",
      ]),
    RegisterCase(
      "outcomes", "outcomes.csv",
      """
      \(outcomes)
      chat,2026-W47,1.240,-1,twee,,
      chat,2026-W46,1,,,,
      chat,2026-W46,1,,,,
      ,,1,,,,
      """,
      [
        "2 sessions bad-count: 1.240 → write 1240, not 1.240",
        "2 useful bad-count: -1 → write 1240, not 1.240",
        "2 discarded bad-count: twee → write 1240, not 1.240",
        "4 week duplicate: 2026-W46",
        "5 use_case missing-value", "5 week missing-value",
      ]),
    RegisterCase(
      "semicolons", "returns.csv", "use_case;week;benefit\n",
      [
        "1 semicolons: use_case;week;benefit → save the file as comma-separated, with decimal points"
      ]),
    RegisterCase(
      "columns", "outcomes.csv", "use_case,week,session,useful,useful,discarded,repeated,unjudged\n",
      [
        "1 unknown-column: session → did you mean sessions?",
        "1 missing-column: use_case,week,session,useful,useful,discarded,repeated,unjudged",
        "1 duplicate-column: useful",
      ]),
  ]

  @Test(arguments: cases)
  func `complains exactly`(example: RegisterCase) { example.check() }

  @Test func `a header alone is an empty register and no text is none`() {
    #expect(RegisterFixture.read(["returns.csv": Self.returns + "\n"]).value.returns == [])
    #expect(RegisterFixture.read(["returns.csv": "\n"]).value.returns == nil)
    #expect(RegisterFixture.read([:]).value.outcomes == nil)
  }
}
