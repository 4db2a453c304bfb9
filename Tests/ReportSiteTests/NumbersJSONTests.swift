import Editions
import Foundation
import ReportCore
import Testing

@testable import ReportSite

struct NumbersJSONTests {
  private func object(_ edition: Edition) throws -> [String: Any] {
    let data = Data(NumbersJSON.bytes(of: edition))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `the file says what it is, for which week, and on what it rests`() throws {
    let edition = EditionFixture.week47
    let numbers = try object(edition)
    #expect(numbers["schema"] as? String == "peil.numbers/1")
    #expect(numbers["week"] as? String == "2026-W47")
    #expect(numbers["timeZone"] as? String == "Europe/Amsterdam")
    #expect(numbers["asOf"] as? String == "2026-11-23T06:00:00Z")
    let ledger = try #require(numbers["ledger"] as? [String: Any])
    #expect(ledger["imports"] as? Int == 48)
    #expect(ledger["digest"] as? String == "sha256:" + edition.ledger.digest)
  }

  @Test func `every figure is there once, a line each, with exact decimals or null`() throws {
    let edition = EditionFixture.week47
    let figures = try #require(try object(edition)["figures"] as? [[String: Any]])
    #expect(figures.count == edition.figures.all.count)
    let text = String(decoding: NumbersJSON.bytes(of: edition), as: UTF8.self)
    #expect(text.split(separator: "\n").count == figures.count + 4)
    let roi = try #require(
      figures.first {
        $0["id"] as? String == "mt.roi" && $0["period"] as? String == "2026-W47"
          && ($0["scope"] as? [String: String])?.isEmpty == true
      })
    #expect(roi["value"] is NSNull)
    #expect(roi["state"] as? String == "unknown")
    #expect(roi["reason"] as? String == "O1")
    #expect(roi["target"] as? String == "0.250000000")
    let total = try #require(
      figures.first { $0["id"] as? String == "spend.total" && $0["period"] as? String == "2026-W47" })
    #expect(
      total["value"] as? String == edition.figures.figure("spend.total", [:], .week(edition.week))?.value?.description)
  }

  @Test func `an input is named by its id alone when it has the figure's own scope and period`() throws {
    let text = String(decoding: NumbersJSON.bytes(of: EditionFixture.week47), as: UTF8.self)
    #expect(text.contains("\"from\": [\"budget.week\", \"spend.by-use-case\"]"))
    #expect(text.contains("\"spend.by-use-case[useCase=site-search]@2026-W47\""))
  }

  @Test func `hostile names stay strings`() throws {
    let nasty = "a\"\\\n\u{0}\u{2028}<b>"
    let figure = Figure(
      FigureKey("unpriced.calls", scope: ["model": nasty], .week(Fix.week(47))), unit: .count, value: .zero, rows: 0,
      formula: nasty)
    let base = EditionFixture.empty
    let edition = Edition(
      week: base.week, isCurrent: true, asOf: base.asOf, evaluatedOn: base.evaluatedOn, registers: base.registers,
      figures: FigureBook([figure]), verdict: base.verdict, decisions: [], changes: [], roadmap: nil, pitfalls: nil,
      actionPlan: nil, tasks: [], ledger: base.ledger, seriesWeeks: [base.week])
    let figures = try #require(try object(edition)["figures"] as? [[String: Any]])
    #expect(figures.first?["formula"] as? String == nasty)
    #expect((figures.first?["scope"] as? [String: String])?["model"] == nasty)
  }

  @Test func `the same edition gives the same bytes`() {
    #expect(NumbersJSON.bytes(of: EditionFixture.week45) == NumbersJSON.bytes(of: EditionFixture.week45))
  }
}
