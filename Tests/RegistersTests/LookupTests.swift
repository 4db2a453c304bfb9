import ReportCore
import Registers
import Testing

@Suite struct LookupTests {
  private let registers = RegisterFixture.read([
    "site.yml": RegisterFixture.site + """

      targets:
        - {metric: mt.roi, value: 0.30, valid_from: 2026-11-02}
        - {metric: mt.roi, value: 0.25, valid_from: 2026-08-31}
      """,
    "budgets.yml": """
    budgets:
      - {scope: chat, period: day, amount: 8.00, valid_from: 2026-11-02}
      - {scope: chat, period: day, amount: 6.00, valid_from: 2026-08-31}
      - {scope: chat, period: week, amount: 42.00, valid_from: 2026-08-31}
      - {scope: total, period: week, amount: 360.00, valid_from: 2026-08-31}
    """,
    "attribution.yml": """
    rules:
      - {use_case: copy, match: {key: shared}, valid_from: 2026-10-01}
      - {use_case: chat, match: {key: shared}}
      - {use_case: not-attributed, match: {team: test, key: "*"}}
      - {use_case: copy, match: {tag: tekst*}}
      - {use_case: chat, match: {provider: openai, model: gpt-5}}
    """,
    "model-classes.yml": """
    model_classes:
      - {model: gpt-*, class: balanced}
      - {model: gpt-5*, class: premium}
      - {model: gpt-5-mini, class: balanced, valid_from: 2026-10-01}
      - {model: gpt-5-mini, class: premium}
    """,
    "controls.yml": """
    controls:
      - {use_case: chat, kind: per-ip, limit: 30, active_from: 2026-10-08}
      - {use_case: chat, kind: per-ip, limit: 20, active_from: 2026-11-01}
      - {use_case: chat, kind: cache, active_from: 2026-10-08}
      - {use_case: copy, kind: cache, active_from: 2026-10-08}
    """,
  ]).value

  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  @Test(
    arguments: [
      ("chat", Budget.BudgetPeriod.day, "2026-08-30", nil), ("chat", .day, "2026-08-31", 6_000_000_000),
      ("chat", .day, "2026-11-01", 6_000_000_000), ("chat", .day, "2026-11-02", 8_000_000_000),
      ("chat", .week, "2026-11-02", 42_000_000_000), ("chat", .month, "2026-11-02", nil),
      ("total", .week, "2026-11-02", 360_000_000_000), ("copy", .day, "2026-11-02", nil),
    ] as [(String, Budget.BudgetPeriod, String, Int64?)])
  func `the budget in force is the newest that has begun`(
    scope: String, period: Budget.BudgetPeriod, on: String, nanos: Int64?
  ) throws {
    #expect(registers.budget(scope, period, on: try day(on))?.amount.nanos == nanos)
  }

  @Test(arguments: [("2026-08-30", nil), ("2026-08-31", "0.250000000"), ("2026-11-02", "0.300000000")])
  func `the target in force is the newest that has begun`(on: String, value: String?) throws {
    #expect(registers.target("mt.roi", on: try day(on))?.value.description == value)
    #expect(registers.target("mt.efficiency", on: try day(on)) == nil)
  }

  @Test(
    arguments: [
      (AttributionFields(key: "shared"), "2026-09-30", 3), (AttributionFields(key: "shared"), "2026-10-01", 2),
      (AttributionFields(key: "x", team: "test"), "2026-09-30", 4),
      (AttributionFields(team: "test"), "2026-09-30", nil),
      (AttributionFields(tags: "mail,teksten"), "2026-09-30", 5),
      (AttributionFields(tags: "mail,een-tekst"), "2026-09-30", nil),
      (AttributionFields(provider: "openai", model: "gpt-5"), "2026-09-30", 6),
      (AttributionFields(provider: "openai", model: "gpt-5-mini"), "2026-09-30", nil),
      (AttributionFields(model: "gpt-5"), "2026-09-30", nil), (AttributionFields(), "2026-09-30", nil),
    ] as [(AttributionFields, String, Int?)])
  func `the first rule that counts and fits wins`(fields: AttributionFields, on: String, line: Int?) throws {
    #expect(registers.attribution(for: fields, on: try day(on))?.line == line)
  }

  @Test func `a rule can say on purpose that money is not attributed`() throws {
    let rule = try #require(
      registers.attribution(for: AttributionFields(key: "x", team: "test"), on: day("2026-09-30")))
    #expect(rule.useCase == nil)
  }

  @Test(arguments: [
    ("gpt-4o", "2026-09-30", "balanced"), ("gpt-5", "2026-09-30", "premium"), ("gpt-5-nano", "2026-09-30", "premium"),
    ("gpt-5-mini", "2026-09-30", "premium"), ("gpt-5-mini", "2026-10-01", "balanced"), ("mistral", "2026-10-01", nil),
    ("", "2026-10-01", nil),
  ])
  func `an exact model goes before a prefix and a longer prefix before a shorter`(
    model: String, on: String, modelClass: String?
  ) throws {
    #expect(registers.modelClass(of: model, on: try day(on))?.rawValue == modelClass)
  }

  @Test func `of each kind the newest active control counts`() throws {
    #expect(registers.controls(of: "chat", on: try day("2026-10-07")) == [])
    #expect(registers.controls(of: "chat", on: try day("2026-10-31")).map(\.line) == [2, 4])
    #expect(registers.controls(of: "chat", on: try day("2026-11-01")).map(\.line) == [3, 4])
  }

  @Test func `finds use cases and owners by id`() {
    #expect(registers.useCase("copy")?.name["nl"] == "Teksten")
    #expect(registers.useCase("x") == nil)
    #expect(registers.owner("it")?.name["en"] == "IT lead")
  }

  @Test func `absent registers answer nothing`() throws {
    let empty = Registers()
    #expect(empty.budget("total", .week, on: try day("2026-11-02")) == nil)
    #expect(empty.attribution(for: AttributionFields(key: "shared"), on: try day("2026-11-02")) == nil)
    #expect(empty.modelClass(of: "gpt-5", on: try day("2026-11-02")) == nil)
    #expect(empty.controls(of: "chat", on: try day("2026-11-02")) == [])
  }
}
