import ReportCore
import Registers
import Testing

@Suite struct ListRegistersTests {
  @Test func `reads what every list register can say`() throws {
    let result = RegisterFixture.read([
      "sources.yml": """
      sources:
        - {id: gateway, format: log, providers: [openai, "Beeldmaker BV"], cadence: daily, expected_from: 2026-08-31, maximum_age_days: 3, owner: it}
        - {id: seats, format: manual, cadence: monthly, maximum_age_days: 40, owner: finance}
      """,
      "attribution.yml": """
      rules:
        - {use_case: chat, match: {key: chat-*, provider: openai}, valid_from: 2026-09-01}
        - {use_case: not-attributed, match: {team: test}}
      """,
      "use-cases.yml": """
      use_cases:
        - id: chat
          name: {nl: Klantenservice-chatbot, en: Customer service chatbot}
          short_name: {nl: Chatbot, en: Chatbot}
          category: personalisation
          task_kind: complex
          customer_facing: true
          critical: false
          owner: it
          go_live: 2026-03-02
          expects: [sessions, outputs]
          expects_returns: true
      """,
      "budgets.yml":
        "budgets: [{scope: total, period: month, amount: 1560.00, valid_from: 2026-08-31, approved_by: MT}]",
      "model-classes.yml": "model_classes: [{model: llama-*, class: open-source, valid_from: 2026-08-31}]",
      "controls.yml": """
      controls:
        - {use_case: chat, kind: kill-switch, limit: 1.10, active_from: 2026-10-23, evidence: oefening}
        - {use_case: total, kind: gateway-only, active_from: 2026-10-12}
      """,
    ])
    #expect(result.diagnostics == [])
    let registers = result.value
    let start = try #require(CalendarDay("2026-08-31"))
    #expect(
      registers.sources == [
        SourceExpectation(
          id: "gateway", format: "log", providers: ["openai", "Beeldmaker BV"], cadence: .daily, expectedFrom: start,
          maximumAgeDays: 3, owner: "it"),
        SourceExpectation(
          id: "seats", format: "manual", providers: [], cadence: .monthly, expectedFrom: nil, maximumAgeDays: 40,
          owner: "finance"),
      ])
    #expect(
      registers.attribution == [
        AttributionRule(
          useCase: "chat", match: ["key": "chat-*", "provider": "openai"], validFrom: start.advanced(by: 1), line: 2),
        AttributionRule(useCase: nil, match: ["team": "test"], validFrom: nil, line: 3),
      ])
    #expect(
      registers.useCases == [
        UseCase(
          id: "chat", name: ["nl": "Klantenservice-chatbot", "en": "Customer service chatbot"],
          shortName: ["nl": "Chatbot", "en": "Chatbot"], category: .personalisation, taskKind: .complex,
          customerFacing: true, critical: false, owner: "it", goLive: CalendarDay("2026-03-02"),
          expects: [.sessions, .outputs], expectsReturns: true, line: 2)
      ])
    #expect(
      registers.budgets == [
        Budget(
          scope: "total", period: .month, amount: .euro(nanos: 1_560_000_000_000), validFrom: start, approvedBy: "MT",
          line: 1)
      ])
    #expect(registers.modelClasses == [ModelClassRule(model: "llama-*", modelClass: .openSource, validFrom: start)])
    #expect(
      registers.controls == [
        Control(
          useCase: "chat", kind: .killSwitch, limit: FixedDecimal(nanos: 1_100_000_000),
          activeFrom: try #require(CalendarDay("2026-10-23")), evidence: "oefening", line: 2),
        Control(
          useCase: "total", kind: .gatewayOnly, limit: .zero, activeFrom: try #require(CalendarDay("2026-10-12")),
          evidence: nil, line: 3),
      ])
  }

  static let cases = [
    RegisterCase(
      "sources", "sources.yml",
      """
      sources:
        - {id: a, format: litelm-spend-logs, cadence: weekly, maximum_age_days: 0, owner: fiance}
        - {id: a, format: litellm-spend-logs, providers: openai, cadence: daily, maximum_age_days: drie, owner: it}
        - {format: litellm-spend-logs, providers: [openai, ~], cadence: daily, maximum_age_days: 3, owner: hr}
      """,
      [
        "2 format unknown-format: litelm-spend-logs → did you mean litellm-spend-logs?",
        "2 cadence unknown-value: weekly → use daily or monthly",
        "2 maximum_age_days wrong-type: 0",
        "2 owner unknown-owner: fiance → did you mean finance?",
        "3 id duplicate-id: a",
        "3 providers wrong-type: openai",
        "3 maximum_age_days wrong-type: drie",
        "4 id missing-key",
        "4 providers wrong-type: nothing",
        "4 owner unknown-owner: hr → add it to site.yml first",
      ]),
    RegisterCase(
      "attribution", "attribution.yml",
      """
      rules:
        - {use_case: chatt, match: {key: a}}
        - {use_case: chat, match: {keys: a, tag: ""}}
        - {use_case: chat, match: {key: "a*b"}}
        - {use_case: chat, match: {}}
        - {use_case: chat}
        - {use_case: chat, match: {key: b}, valid_from: 2026-09-01}
        - {use_case: copy, match: {key: b}, valid_from: 2026-10-01}
        - {use_case: copy, match: {key: b}}
        - {use_case: chat, match: {key: b}}
        - {use_case: chat, match: [key]}
      """,
      [
        "2 use_case unknown-use-case: chatt → did you mean chat?",
        "3 match unknown-key: keys → did you mean key?",
        "3 match bad-pattern: ",
        "4 match bad-pattern: a*b",
        "5 match empty-match: {}",
        "6 match missing-key",
        "8 match unreachable-rule → put this rule above line 7, or remove it",
        "10 match unreachable-rule → put this rule above line 9, or remove it",
        "11 match wrong-type: a list",
      ]),
    RegisterCase(
      "use cases", "use-cases.yml",
      """
      use_cases:
        - id: chat
          name: {nl: Klantenservice-chatbot, en: Chat}
          category: sales
          task_kind: medium
          customer_facing: yes
          critical: maybe
          owner: ti
          go_live: 2026-13-01
          expects: [session]
        - id: chat
        - id: total
          name: {nl: A, en: A}
          short_name: {nl: Deze korte naam is te lang}
          category: other
          customer_facing: false
          owner: it
      """,
      [
        "3 name name-too-long: Klantenservice-chatbot → add short_name: {nl: …}",
        "4 category unknown-value: sales → use content, service, personalisation or other",
        "5 task_kind unknown-value: medium → use basic, standard or complex",
        "6 customer_facing wrong-type: yes",
        "7 critical wrong-type: maybe",
        "8 owner unknown-owner: ti → add it to site.yml first",
        "9 go_live impossible-date: 2026-13-01 → write the year first, such as 2026-10-05",
        "10 expects unknown-value: session → did you mean sessions?",
        "11 id duplicate-id: chat",
        "12 id bad-id: total",
        "14 warning short_name missing-language → until then the nl text is shown",
        "14 short_name name-too-long: Deze korte naam is te lang",
      ]),
    RegisterCase(
      "budgets", "budgets.yml",
      """
      budgets:
        - {scope: total, period: week, amount: "1.560,00", valid_from: 2026-08-31}
        - {scope: totaal, period: weekly, amount: € 12, valid_from: 2026-08-31}
        - {scope: chat, period: day, amount: 0, valid_from: 2026-08-31}
        - {scope: chat, period: day, amount: -6.00, valid_from: 2026-08-31}
        - {scope: chat, period: day, amount: 6.00, valid_from: 2026-08-31}
        - {scope: chat, period: week, amount: 6.00, valid_from: 2026-08-31}
        - {scope: chat, period: day, amount: 7.00, valid_from: 2026-08-31}
        - {scope: chat, period: day, amount: 1e3, valid_from: 2026-09-30, aproved_by: MT}
        - {scope: chat, period: day, amount: [6], valid_from: 2026-09-31}
        - {period: day}
      """,
      [
        "2 amount bad-money: 1.560,00 → write 1560.00",
        "3 scope unknown-use-case: totaal → did you mean total?",
        "3 period unknown-value: weekly → did you mean week?",
        "3 amount bad-money: € 12 → write 12",
        "4 amount bad-money: 0 → a use case that may not spend gets a control, not a budget of zero",
        "5 amount bad-money: -6.00",
        "8 valid_from duplicate: 2026-08-31 → change line 6, or give this entry its own valid_from",
        "9 unknown-key: aproved_by → did you mean approved_by?",
        "9 amount bad-money: 1e3",
        "10 amount wrong-type: a list",
        "10 valid_from impossible-date: 2026-09-31 → write the year first, such as 2026-10-05",
        "11 scope missing-key", "11 amount missing-key", "11 valid_from missing-key",
      ]),
    RegisterCase(
      "model classes", "model-classes.yml",
      """
      model_classes:
        - {model: gpt-5, class: premuim}
        - {model: "g*5", class: premium}
        - {model: gpt-5*, class: premium}
        - {model: gpt-5*, class: balanced}
        - {model: gpt-5*, class: balanced, valid_from: 2026-09-01}
        - {class: balanced}
      """,
      [
        "2 class unknown-value: premuim → did you mean premium?",
        "3 model bad-pattern: g*5",
        "5 model duplicate: gpt-5* → change line 4, or give this entry its own valid_from",
        "7 model missing-key",
      ]),
    RegisterCase(
      "controls", "controls.yml",
      """
      controls:
        - {use_case: chat, kind: per-ipp, limit: 30, active_from: 2026-10-08}
        - {use_case: chat, kind: per-ip, active_from: 2026-10-08}
        - {use_case: chat, kind: per-ip, limit: 0, active_from: 2026-10-08}
        - {use_case: chat, kind: kill-switch, limit: 110, active_from: 2026-10-08}
        - {use_case: total, kind: per-ip, limit: 30, active_from: 2026-10-08}
        - {use_case: search, kind: cache, active_from: 2026-10-08}
        - {use_case: copy, kind: cache, active_from: 2026-10-08}
        - {use_case: copy, kind: cache, active_from: 2026-10-08}
        - {use_case: copy, kind: cache}
      """,
      [
        "2 kind unknown-value: per-ipp → did you mean per-ip?",
        "3 limit missing-key",
        "4 limit bad-number: 0.000000000",
        "5 limit bad-number: 110.000000000 → write 1.10 for 110 %",
        "6 use_case unknown-use-case: total → add it to use-cases.yml first",
        "7 use_case unknown-use-case: search → add it to use-cases.yml first",
        "9 active_from duplicate: 2026-10-08 → remove one of the two",
        "10 active_from missing-key",
      ]),
  ]

  @Test(arguments: cases)
  func `complains exactly`(example: RegisterCase) {
    example.check(formats: ["litellm-spend-logs", "openai-cost-csv"])
  }

  @Test func `without use cases nothing is checked against them`() {
    let result = RegisterReader.read(files: [
      "content/site.yml": RegisterFixture.site,
      "content/budgets.yml": "budgets: [{scope: anything, period: day, amount: 6, valid_from: 2026-08-31}]",
    ])
    #expect(result.diagnostics == [])
    #expect(result.value.useCases == nil)
    #expect(result.value.budgets?.map(\.scope) == ["anything"])
  }

  @Test func `complaints of all files come together by file and line`() {
    let result = RegisterFixture.read([
      "site.yml": RegisterFixture.site + "\nx: 1", "use-cases.yml": RegisterFixture.useCases + "\n    y: 1",
      "controls.yml": "controls: 1", "budgets.yml": "budgets:\n  - 1\n  - 2",
    ])
    #expect(
      result.diagnostics.map { $0.place?.description } == [
        "content/budgets.yml:2", "content/budgets.yml:3", "content/controls.yml:1", "content/site.yml:7",
        "content/use-cases.yml:12",
      ])
  }

  @Test func `a misspelt register is named`() {
    let result = RegisterFixture.read([
      "bugdets.yml": "x", "editions.csv": "", "roadmap.md": "", "ledger/a.csv": "", "costs.yaml": "",
    ])
    #expect(
      result.diagnostics.map { "\($0.place?.file ?? "") \(RegisterFixture.short($0))" } == [
        "content/bugdets.yml warning unknown-register → did you mean content/budgets.yml?",
        "content/costs.yaml warning unknown-register",
      ])
    #expect(!result.hasErrors)
  }

  @Test func `a complaint reads as a compiler's`() throws {
    let result = RegisterFixture.read([
      "budgets.yml": "budgets: [{scope: total, period: week, amount: \"1.560,00\", valid_from: 2026-08-31}]"
    ])
    #expect(
      try #require(result.diagnostics.first).description == """
        content/budgets.yml:1: error: amount: this is not an amount [bad-money]
          found:    1.560,00
          expected: an amount in euro, such as 1560.00
          remedy:   write 1560.00
        """)
  }
}
