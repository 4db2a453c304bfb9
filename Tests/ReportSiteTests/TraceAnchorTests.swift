import Editions
import ReportCore
import Testing

@testable import ReportSite

struct TraceAnchorTests {
  private let week = Period.week(Fix.week(47))

  @Test func `an anchor can be read aloud`() {
    let key = FigureKey("mt.cost-per-session", scope: ["useCase": "service-chat"], week)
    #expect(TraceAnchor.slug(key) == "mt--cost-per-session---use-case---service-chat---2026-w47")
    #expect(TraceAnchor.slug(FigureKey("spend.by-day", .day(Fix.day(11, 20)))) == "spend--by-day---2026-11-20")
  }

  @Test func `anchors hold only letters, digits and hyphens, whatever a model is called`() {
    for name in ["openai/gpt-5 \"x\"", "É", "", "--", "a.-b", "\u{202E}"] {
      let slug = TraceAnchor.slug(FigureKey("unpriced.calls", scope: ["model": name], week))
      #expect(slug.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }, "\(slug)")
    }
  }

  @Test func `no two names share an anchor`() {
    let alphabet = ["a", "-", ".", "A", "2", "e"]
    var names = [""]
    for _ in 0..<4 { names += names.flatMap { name in alphabet.map { name + $0 } } }
    let distinct = Set(names)
    let slugs = Set(distinct.map { TraceAnchor.slug(FigureKey("x", scope: ["model": $0], week)) })
    #expect(slugs.count == distinct.count)
  }

  @Test func `every figure of an edition has an anchor of its own`() {
    let figures = EditionFixture.week47.figures.all
    #expect(Set(figures.map { TraceAnchor.slug($0.key) }).count == figures.count)
  }
}
