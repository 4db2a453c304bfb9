import Editions
import PlaybookRules
import ReportCore
import Roadmaps
import Testing

@testable import ReportSite

struct SentencesTests {
  func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{2060}" }.map { $0 == "\u{A0}" ? "_" : $0 }))
  }

  private func sentences(_ language: Language, _ change: (inout Verdict) -> Void = { _ in }) throws -> Sentences {
    let base = EditionFixture.week47
    var verdict = base.verdict
    change(&verdict)
    let edition = Edition(
      week: base.week, isCurrent: true, asOf: base.asOf, evaluatedOn: base.evaluatedOn, registers: base.registers,
      figures: base.figures, verdict: verdict, decisions: base.decisions, changes: base.changes, roadmap: base.roadmap,
      pitfalls: base.pitfalls, actionPlan: base.actionPlan, tasks: base.tasks, ledger: base.ledger,
      seriesWeeks: base.seriesWeeks)
    return Sentences(edition, try SiteStrings.text(edition, language))
  }

  @Test func `the headline names amount, deviation and cause`() throws {
    #expect(
      plain(try sentences(.nl).verdict().text)
        == "AI-uitgaven niet op peil: €_458 in week_47, 27_% boven budget; bijna alles komt door Klantenservice-chatbot."
    )
    #expect(
      plain(try sentences(.en).verdict().text)
        == "AI spending off level: €458 in week_47, 27% over budget; almost all is due to Chatbot.")
  }

  @Test func `its amount and its deviation lead to their figures`() throws {
    let runs = try sentences(.nl).verdict().runs.compactMap(\.figure)
    #expect(runs.map(\.id) == ["spend.total", "budget.used-week"])
  }

  @Test(arguments: [
    (FigureState.green, "0.002", Verdict.Cause.none, "AI-uitgaven op peil: €_458 in week_47, op budget."),
    (.green, "-0.02", .none, "AI-uitgaven op peil: €_458 in week_47, 2_% onder budget."),
    (.amber, "0.004", .none, "AI-uitgaven vragen aandacht: €_458 in week_47, net boven budget."),
    (
      .amber, "0.05", .spread(count: 5),
      "AI-uitgaven vragen aandacht: €_458 in week_47, 5_% boven budget; verspreid over vijf toepassingen."
    ),
    (.red, "1.4", .none, "AI-uitgaven niet op peil: €_458 in week_47, 2,4 keer het budget."),
    (
      .red, "0.5", .two(first: "product-copy", second: "site-search", share: Fix.thousandths(750)),
      "AI-uitgaven niet op peil: €_458 in week_47, 50_% boven budget; driekwart komt door Productteksten en Zoekhulp."
    ),
  ])
  func `every case is a whole sentence`(state: FigureState, deviation: String, cause: Verdict.Cause, expected: String)
    throws
  {
    let sentences = try sentences(.nl) {
      $0.state = state
      $0.deviation = FixedDecimal(deviation)
      $0.cause = cause
    }
    #expect(plain(try sentences.verdict().text) == expected)
  }

  @Test func `no headline is longer than its limit, whatever the case`() throws {
    let causes: [Verdict.Cause] = [
      .none, .spread(count: 12), .one(useCase: "service-chat", share: Fix.thousandths(620)),
      .two(first: "service-chat", second: "personalised-mail", share: Fix.thousandths(710)),
    ]
    for (language, limit) in [(Language.nl, 110), (.en, 100)] {
      for state in [FigureState.green, .amber, .red] {
        for deviation in ["-0.31", "0", "0.07", "0.994", "11.5"] {
          for cause in causes {
            let sentence = try sentences(language) {
              $0.state = state
              $0.deviation = FixedDecimal(deviation)
              $0.cause = cause
            }.verdict()
            #expect(sentence.length <= limit, "\(sentence.text)")
          }
        }
      }
    }
  }

  @Test func `unknown names the gap and the interval`() throws {
    let edition = EditionFixture.week45
    let dutch = try Sentences(edition, SiteStrings.text(edition, .nl)).verdict().text
    #expect(
      plain(dutch)
        == "Onbekend of AI-uitgaven op peil zijn: niet alle aanroepen hebben een prijs; tussen €_318 en €_365 in week_45."
    )
    let empty = try Sentences(EditionFixture.empty, SiteStrings.text(EditionFixture.empty, .en)).verdict().text
    #expect(plain(empty) == "Unknown whether AI spending is on level: figures are missing in week_47.")
  }

  @Test func `what has no budget yet says from when`() throws {
    let sentences = try sentences(.nl) {
      $0.state = .notYetDue
      $0.deviation = nil
      $0.judgedFrom = Fix.day(12, 31).advanced(by: 1)
    }
    #expect(
      plain(try sentences.verdict().text)
        == "AI-uitgaven nog niet te beoordelen: het budget gaat pas in; vanaf 1_januari 2027.")
  }

  @Test(arguments: [
    (230, "een kwart"), (330, "een derde"), (500, "de helft"), (650, "twee derde"), (750, "driekwart"),
    (920, "bijna alles"), (620, "62_%"), (280, "28_%"),
  ])
  func `shares have words where they are round`(thousandths: Int, expected: String) throws {
    #expect(plain(try sentences(.nl).shareWords(Fix.thousandths(thousandths))) == expected)
  }

  @Test(arguments: Decision.Kind.allCases)
  func `every kind of decision has a title that fits and a way to green`(kind: Decision.Kind) throws {
    for language in Language.allCases {
      let sentences = try sentences(language)
      let decision = Decision(
        kind: kind, subject: "service-chat", stake: Fix.cents(9860), owner: "it", deadline: Fix.day(11, 27),
        greenWhen: Fix.thousandths(100), from: [])
      let text = try sentences.decision(decision)
      #expect(text.title.count <= 60, "\(text.title)")
      #expect(text.greenWhen.hasSuffix("."))
      #expect(text.line.contains(language == .nl ? "per week in het geding" : "a week at stake"))
    }
  }

  @Test func `a decision says stake, owner and deadline, and drops what it does not know`() throws {
    let sentences = try sentences(.nl)
    let first = try sentences.decision(try #require(sentences.edition.decisions.first))
    #expect(first.title == "Laat de noodrem van Chatbot werken")
    #expect(plain(first.line) == "€_99 per week in het geding · lead IT · kan tot 27_nov")
    let last = try sentences.decision(try #require(sentences.edition.decisions.last))
    #expect(plain(last.line) == "lead IT · kan tot 3_dec")
  }

  @Test(arguments: ChangeNote.Kind.allCases)
  func `every kind of change is a sentence`(kind: ChangeNote.Kind) throws {
    for language in Language.allCases {
      for amount in [nil, FixedDecimal(1), FixedDecimal(3)] {
        let note = ChangeNote(kind: kind, subject: "service-chat", amount: amount, from: [])
        let sentence = try sentences(language).change(note).text
        #expect(sentence.hasSuffix(".") && !sentence.contains("{"), "\(sentence)")
      }
    }
  }

  @Test func `chart titles are findings that fit the phone`() throws {
    let dutch = try sentences(.nl)
    #expect(plain(try dutch.spendTitle()) == "Uitgaven 27_% boven budget; bijna alles komt door Chatbot")
    #expect(plain(try dutch.useCasesTitle()) == "Chatbot stijgt het hardst: +€_99 in een week")
    #expect(plain(try dutch.daysTitle()) == "2 dagen boven 110_% van het dagbudget")
    for edition in EditionFixture.all + [EditionFixture.empty] {
      for language in Language.allCases {
        let sentences = Sentences(edition, try SiteStrings.text(edition, language))
        for title in [try sentences.spendTitle(), try sentences.useCasesTitle(), try sentences.daysTitle()] {
          #expect(title.count <= 60 && !title.hasSuffix("."), "\(title)")
        }
      }
    }
  }
}

extension SentencesTests {
  private func pitfalls(_ outcomes: [PitfallOutcome]) throws -> String {
    let base = EditionFixture.week47
    let pitfalls = zip(outcomes, try #require(base.pitfalls)).map { outcome, pitfall in
      var pitfall = pitfall
      pitfall.outcome = outcome
      return pitfall
    }
    let edition = Edition(
      week: base.week, isCurrent: true, asOf: base.asOf, evaluatedOn: base.evaluatedOn, registers: base.registers,
      figures: base.figures, verdict: base.verdict, decisions: [], changes: [], roadmap: nil, pitfalls: pitfalls,
      actionPlan: nil, tasks: [], ledger: base.ledger, seriesWeeks: base.seriesWeeks)
    return try Sentences(edition, SiteStrings.text(edition, .nl)).pitfalls().text
  }

  @Test(arguments: [
    ([PitfallOutcome.safe, .safe, .safe, .safe, .safe], "Vijf van de vijf valkuilen veilig."),
    ([.luck, .luck, .luck, .luck, .luck], "Geen van de vijf valkuilen veilig."),
    (
      [.safe, .paperMeasure, .gap, .gap, .unknown],
      "Eén van de vijf valkuilen veilig; één papieren maatregel (Te zware modellen) en twee gaten."
    ),
    (
      [.paperMeasure, .paperMeasure, .safe, .safe, .luck],
      "Twee van de vijf valkuilen veilig; twee papieren maatregelen, waaronder Onbeperkte chatbot."
    ),
    (
      [.safe, .safe, .safe, .safe, .unknown], "Vier van de vijf valkuilen veilig; niet te meten: Geen alarm bij pieken."
    ),
  ])
  func `the pitfalls' headline names the worst`(outcomes: [PitfallOutcome], expected: String) throws {
    #expect(try pitfalls(outcomes) == expected)
  }

  @Test func `a headline never cuts a name: what is too long is called by its id`() throws {
    let base = EditionFixture.week47
    var plan = try #require(base.actionPlan)
    plan.items[2].item.title = ["nl": String(repeating: "Lange titel ", count: 9)]
    let edition = Edition(
      week: base.week, isCurrent: true, asOf: base.asOf, evaluatedOn: base.evaluatedOn, registers: base.registers,
      figures: base.figures, verdict: base.verdict, decisions: [], changes: [], roadmap: nil, pitfalls: nil,
      actionPlan: plan, tasks: [], ledger: base.ledger, seriesWeeks: base.seriesWeeks)
    let sentence = try Sentences(edition, SiteStrings.text(edition, .nl)).actionPlan().text
    #expect(plain(sentence) == "Twee van de drie acties gedaan; 18_dagen te laat: A3.")
  }
}
