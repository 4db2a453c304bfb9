import Editions
import PlaybookRules
import Registers
import ReportCore
import SVGCharts
import Testing

@testable import ReportSite

struct ChartViewTests {
  private func scope(_ edition: Edition = EditionFixture.week47) throws -> PageScope {
    try SiteFixture.scope(edition, .nl)
  }

  private func figure(_ value: Int?, _ lower: Int?, _ upper: Int?) -> Figure {
    Figure(
      FigureKey("spend.total", .week(Fix.week(47))), unit: .euro, value: value.map { FixedDecimal($0) },
      bounds: Bounds(lower.map { FixedDecimal($0) }, upper.map { FixedDecimal($0) }), rows: 1, formula: "x")
  }

  @Test func `what is not known is never drawn as zero`() {
    #expect(Reading(figure(5, 5, 5)) == .known(5))
    #expect(Reading(figure(5, 5, 9)) == .between(lower: 5, upper: 9))
    #expect(Reading(figure(5, 5, nil)) == .between(lower: 5, upper: nil))
    #expect(Reading(figure(nil, nil, nil)) == .unknown)
    #expect(Reading(nil) == .unknown)
  }

  @Test func `the columns are the weeks of the series, this one with its budget, breach and former value`() throws {
    let chart = try SpendChart(scope: scope(), tableHref: "#t").chart()
    #expect(chart.weeks.map(\.name) == (36...47).map(String.init))
    let now = try #require(chart.weeks.last)
    #expect(now.kind == .current)
    #expect(now.value == .known(458.25))
    #expect(now.budget == 360)
    #expect(now.formerValue == 454.19)
    #expect(now.hasBreach && now.note == "2 dagen boven 110\u{A0}%")
    #expect(chart.weeks.dropLast().allSatisfy { $0.kind == .past && !$0.hasBreach && $0.formerValue == nil })
    #expect(chart.weeks[9].value == .between(lower: 318, upper: 365))
  }

  @Test func `every drawn total is the sum of the drawn parts`() throws {
    let scope = try scope()
    let chart = try UseCaseChart(scope: scope, tableHref: "#t").chart()
    #expect(chart.series.map(\.colour) == [1, 2, 3, 4, 5, 6])
    for (index, week) in scope.edition.seriesWeeks.enumerated() {
      let parts = (chart.series + (chart.notAttributed.map { [$0] } ?? [])).compactMap { $0.values[index] }
      let total = try #require(scope.figures.figure("spend.total", [:], .week(week))?.value)
      #expect(abs(parts.reduce(0, +) - total.approximate) < 0.001)
    }
  }

  @Test func `days stand against the budget of the one use case that has one`() throws {
    let scope = try scope()
    #expect(DayChart.subjects(scope) == ["service-chat"])
    let chart = try DayChart(scope: scope, useCase: "service-chat", tableHref: "#t").chart()
    #expect(chart.days.map(\.isBreach) == [false, false, false, false, false, true, true])
    #expect(chart.days.map(\.cell.label).suffix(2) == ["867", "977"])
    #expect(chart.days.first?.cell.level == .step(2))
    #expect(chart.days.last?.cell.level == .step(5))
  }

  @Test func `without any day budget the seven days are those of everything together`() throws {
    let scope = try scope(EditionFixture.empty)
    #expect(DayChart.subjects(scope) == [nil])
    let chart = try DayChart(scope: scope, useCase: nil, tableHref: "#t").chart()
    #expect(chart.days.map(\.value) == Array(repeating: .unknown, count: 7))
    #expect(chart.days.allSatisfy { $0.cell.level == .noBudget && !$0.isBreach })
  }

  @Test func `a metric without a target has no bullet, and one without a value a question mark`() throws {
    let empty = try scope(EditionFixture.empty)
    let cards = MetricCards(scope: empty, links: empty.links(from: .index))
    #expect(try cards.bullet(.roi, empty.figures[cards.key(.roi)]) == nil)
    let full = try scope()
    let known = MetricCards(scope: full, links: full.links(from: .index))
    #expect(try known.bullet(.roi, full.figures[known.key(.roi)])?.value == .unknown)
    #expect(try known.bullet(.efficiency, full.figures[known.key(.efficiency)])?.goal == .atLeast)
    #expect(known.sparkline(.session).values[6] == nil)
  }

  @Test func `the rollout is drawn from its plan, with the slip beside it`() throws {
    let scope = try scope()
    let roadmap = try #require(scope.edition.roadmap)
    let words = ChartText(title: "t", description: "d", empty: "e", idPrefix: "g")
    let chart = RolloutChart(scope: scope, roadmap: roadmap).chart(words, weekWord: "week", todayLabel: "stand")
    #expect(chart.rows.count == 9)
    #expect(chart.rows[0].plan == 0...7)
    #expect(chart.rows[8].plan == 56...63)
    #expect(chart.rows[8].actual == nil)
    #expect(chart.rows.map(\.slipLabel)[5...8] == ["+5\u{A0}d", "+7\u{A0}d", "–", "–"])
    #expect(chart.today == 56)
  }

  @Test func `nothing to decide names the next date, and says when too little is known`() throws {
    let quiet = try scope(EditionFixture.week46)
    let agenda = try Agenda(scope: quiet, links: quiet.links(from: .index)).context()
    #expect(agenda.value(named: "heading") == .text("Geen besluiten"))
    #expect(agenda.value(named: "nothing") == .text("Geen besluit nodig deze week."))
    let unknown = try scope(EditionFixture.empty)
    let other = try Agenda(scope: unknown, links: unknown.links(from: .index)).context()
    #expect(other.value(named: "nothing") == .text("Er is te weinig bekend om een besluit voor te leggen."))
  }

  @Test func `a week without an edition is a dotted cell, not a gap`() throws {
    let editions = [EditionFixture.week45, EditionFixture.week47]
    let text = try SiteStrings.text(EditionFixture.week47, .nl)
    let scope = PageScope(EditionFixture.week47, weeks: editions.map(\.week), text: text, folder: "")
    let page = try ArchivePage(scope, cards: editions.map(\.card)).page()
    guard case .list(let years) = page.context.value(named: "years"),
      case .list(let cells) = years[0].value(named: "cells")
    else {
      Issue.record("no cells")
      return
    }
    #expect(cells.map { $0.value(named: "className") } == [.text("cell"), .text("cell missing"), .text("cell here")])
  }
}
