import Editions
import Foundation
import ReportCore
import Testing

struct EditionCardTests {
  private func card(_ figures: [Figure]) throws -> EditionCard {
    let week = try #require(ISOWeek("2026-W47"))
    return EditionCard(
      week: week, state: .amber, asOf: try #require(Instant("2026-11-23T06:00:00Z")), decisions: 2, isRestated: true,
      figures: figures)
  }

  @Test func `a card that was kept is read back equal, unknown values and open bounds too`() throws {
    let week = try #require(ISOWeek("2026-W47"))
    let card = try card([
      Figure(
        FigureKey("spend.total", .week(week)), unit: .euro, value: FixedDecimal("345.120000001"),
        bounds: Bounds(FixedDecimal("345.1"), nil), state: .unknown, reason: .noPrice, rows: 0, formula: ""),
      Figure(
        FigureKey("budget.used-week", .week(week)), unit: .ratio, value: nil, bounds: .unbounded, state: .red,
        target: FixedDecimal(1), rows: 0, formula: ""),
    ])
    let kept = try JSONEncoder().encode(card)
    #expect(try JSONDecoder().decode(EditionCard.self, from: kept) == card)
  }

  @Test func `a card that somebody changed is refused, not guessed`() throws {
    let text = String(decoding: try JSONEncoder().encode(try card([])), as: UTF8.self)
    for (old, new) in [("2026-W47", "2026-W54"), ("amber", "orange"), ("2026-11-23T", "2026-13-23T")] {
      #expect(text.contains(old))
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(EditionCard.self, from: Data(text.replacing(old, with: new).utf8))
      }
    }
  }
}
