import PlaybookRules
import Registers
import ReportCore
import Roadmaps
import Testing

/// The property to hold: taking something away never makes a figure look better than it did.
struct RemovalTests {
  struct Removal: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let apply: @Sendable (inout WeekFixture) -> Void
  }

  static let removals: [Removal] = [
    Removal(testDescription: "sources") { $0.registers.sources = nil },
    Removal(testDescription: "use cases") { $0.registers.useCases = nil },
    Removal(testDescription: "budgets") { $0.registers.budgets = nil },
    Removal(testDescription: "model classes") { $0.registers.modelClasses = nil },
    Removal(testDescription: "controls") { $0.registers.controls = nil },
    Removal(testDescription: "returns") { $0.registers.returns = nil },
    Removal(testDescription: "outcomes") { $0.registers.outcomes = nil },
    Removal(testDescription: "attribution") { fixture in
      fixture.registers.attribution = nil
      fixture.cells = fixture.cells.map { cell in
        var cell = cell
        cell.useCase = nil
        return cell
      }
    },
    Removal(testDescription: "an outcome row") { fixture in
      fixture.registers.outcomes = fixture.registers.outcomes?.filter {
        $0.useCase != "chat" || $0.week != fixture.week
      }
    },
    Removal(testDescription: "a return row") { fixture in
      fixture.registers.returns = fixture.registers.returns?.filter { $0.week != fixture.week }
    },
    Removal(testDescription: "the last export") { fixture in
      let last = WeekFixture.day("2026-11-15")
      fixture.cells = fixture.cells.filter { $0.day <= last }
      fixture.covered = fixture.covered.lowerBound...last
    },
    Removal(testDescription: "the first exports") { fixture in
      let first = WeekFixture.day("2026-11-09")
      fixture.cells = fixture.cells.filter { $0.day >= first }
      fixture.covered = first...fixture.covered.upperBound
    },
    Removal(testDescription: "roadmap") { $0.checklists.roadmap = nil },
    Removal(testDescription: "pitfalls") { $0.checklists.pitfalls = nil },
    Removal(testDescription: "action plan") { $0.checklists.actionPlan = nil },
    Removal(testDescription: "action plan's start") { $0.registers.site.actionPlanStart = nil },
  ]

  @Test(arguments: removals, [0, 30, 200])
  func `taking away an input never makes anything green or amber that was not`(removal: Removal, extra: Int) {
    var whole = WeekFixture()
    whole.spend(extra, "chat", on: "2026-11-20")
    whole.spend(extra / 3, nil, on: "2026-11-19")
    // A rising cost per call, so that losing old weeks loses a warning.
    for (index, week) in (WeekFixture.week("2026-W40")...WeekFixture.week("2026-W46")).enumerated() {
      whole.spend(extra / 10 * index, "copy", on: week.firstDay.description)
    }
    // A tick that the figures contradict, and one that they confirm.
    func limits(_ comparison: Assertion.Comparison) -> Assertion {
      Assertion(
        figure: "controls.coverage", scope: [:], comparison: comparison, bound: FixedDecimal(1), description: "")
    }
    whole.checklists.roadmap?.sections[1].items[0].assertion = limits(.less)
    whole.checklists.roadmap?.sections[2].items[0].assertion = limits(.atLeast)
    var less = whole
    removal.apply(&less)
    let before = Dictionary(uniqueKeysWithValues: whole.assess().figures.map { ($0.key, $0.state) })
    for figure in less.assess().figures where figure.state == .green || figure.state == .amber {
      let was = before[figure.key] ?? nil
      #expect(was == .green || was == figure.state, "\(figure.key) was \(String(describing: was))")
    }
    if whole.assess().verdict.state != .green { #expect(less.assess().verdict.state != .green) }
  }
}
