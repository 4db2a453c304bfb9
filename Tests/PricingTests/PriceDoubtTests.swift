import CostExports
import Pricing
import ReportCore
import Testing

struct PriceDoubtTests {
  @Test func `a sum over requests is priced at the standard price, with a doubt when it could be long`() throws {
    var catalogue = try PriceFixtures.catalogue()
    // 250,000 × 2.5e-06: five calls, of which one may be long.
    let sum = PriceFixtures.use("m-large", "example") {
      $0.calls = 5
      $0.tokens = TokenUsage(inputUncached: 250_000)
    }
    #expect(try catalogue.price(sum) == PriceFixtures.dollars("0.625", doubts: .longContextUnknown))
    // All five together are not long: none of them is.
    let small = PriceFixtures.use("m-large", "example") {
      $0.calls = 5
      $0.tokens = TokenUsage(inputUncached: 200_000)
    }
    #expect(try catalogue.price(small) == PriceFixtures.dollars("0.5"))
    // A model without long prices leaves no doubt.
    let plain = PriceFixtures.use("gpt-r", "openai") {
      $0.calls = 5
      $0.tokens = TokenUsage(inputUncached: 1_000_000)
    }
    #expect(try catalogue.price(plain) == PriceFixtures.dollars("2"))
  }

  @Test func `a range of prompt sizes cannot be told for a sum`() throws {
    var catalogue = try PriceFixtures.catalogue()
    let sum = PriceFixtures.use("ranged", "dashscope") {
      $0.calls = 100
      $0.tokens = TokenUsage(inputUncached: 1_000_000)
    }
    #expect(try catalogue.price(sum) == PriceFixtures.dollars("0.4", doubts: .longContextUnknown))
  }

  @Test(arguments: [
    ("2026-11-03", "2026-11-03", "0.0003", PriceDoubts.offPeakUnknown),
    ("2026-11-07", "2026-11-08", "0.00015", PriceDoubts()),
    ("2026-11-07", "2026-11-09", "0.0003", PriceDoubts.offPeakUnknown),
  ])
  func `whole days are cheap only when every hour of them is`(
    _ first: String, _ last: String, _ dollars: String, _ doubts: PriceDoubts
  ) throws {
    var catalogue = try PriceFixtures.catalogue()
    let days = RowTime.days(try #require(CalendarDay(first)), try #require(CalendarDay(last)))
    let use = PriceFixtures.use("night", "deepseek") {
      $0.tokens = TokenUsage(inputUncached: 1_000)
      $0.time = days
    }
    #expect(try catalogue.price(use) == PriceFixtures.dollars(dollars, doubts: doubts))
  }

  @Test func `what has no price is unknown, whatever else has one`() throws {
    var catalogue = try PriceFixtures.catalogue()
    let cases: [(PricedUse, UnpricedReason)] = [
      (PriceFixtures.use("gpt-unheard-of", "openai") { $0.tokens = TokenUsage(inputUncached: 1) }, .unknownModel),
      (PriceFixtures.use("no-price", "openai") { $0.tokens = TokenUsage(inputUncached: 1) }, .unknownModel),
      (PriceFixtures.use("", "openai") { $0.tokens = TokenUsage(inputUncached: 1) }, .unknownModel),
      (
        PriceFixtures.use("gpt-r", "openai") {
          $0.tokens = TokenUsage(inputUncached: 1_000)
          $0.meters[.searches] = 1
        }, .noPrice(.search)
      ),
      (PriceFixtures.use("gpt-r", "openai") { $0.meters[.images] = 1 }, .noPrice(.image)),
      (PriceFixtures.use("gpt-r", "openai") { $0.meters[.storedBytes] = 1 }, .noPrice(.storage)),
      (PriceFixtures.use("whisper", "openai") { $0.tokens = TokenUsage(inputUncached: 5) }, .noPrice(.input)),
      (PriceFixtures.use("gpt-r", "openai"), .nothingCounted),
      (
        PriceFixtures.use("m-large", "example") {
          $0.tokens = TokenUsage(inputUncached: 10_000_000_000_000_000)
          $0.meters[.cacheWriteOneHour] = 1
        }, .outOfRange
      ),
      (PriceFixtures.use("m-large", "example") { $0.meters[.credits] = 1 }, .unknownModel),
    ]
    for (use, reason) in cases { #expect(try catalogue.price(use) == .unpriced(reason), "\(use)") }
  }

  @Test func `more of anything never costs less`() throws {
    var catalogue = try PriceFixtures.catalogue()
    var random = SeededGenerator(state: 7)
    for _ in 0..<500 {
      let model = ["m-large", "tiers", "steps", "ranged", "night", "gpt-r"].randomElement(using: &random) ?? ""
      var use = PriceFixtures.use(
        model, ["m-large": "example", "ranged": "dashscope", "night": "deepseek"][model] ?? "")
      use.serviceTier = ["", "batch", "flex", "priority"].randomElement(using: &random) ?? ""
      use.tokens = TokenUsage(
        inputUncached: .random(in: 0...400_000), inputCacheRead: .random(in: 0...400_000),
        inputCacheWrite: .random(in: 0...400_000), output: .random(in: 0...10_000))
      var more = use
      let counters: [WritableKeyPath<TokenUsage, Int>] = [
        \.inputUncached, \.inputCacheRead, \.inputCacheWrite, \.output,
      ]
      more.tokens[keyPath: counters.randomElement(using: &random) ?? \.output] += .random(in: 1...300_000)
      guard case .priced(let less, _, _) = try catalogue.price(use),
        case .priced(let greater, _, _) = try catalogue.price(more)
      else {
        Issue.record("\(use) has no price")
        continue
      }
      #expect(less.nanos <= greater.nanos, "\(use)")
      // Nor does any token cost more than the dearest of its provider.
      let dearest = try PriceFixtures.book().dearest
      let family = ProviderNames.family(
        ["ranged": "dashscope", "night": "deepseek", "m-large": "example"][model] ?? "")
      let most = dearest.filter { family.isEmpty || $0.provider == family }.map(\.price)
      let limit = most.compactMap { price in
        Int128(price.mantissa).timesPowerOfTen(12 - price.scale).map { $0 * Int128(use.tokens.total) / 1_000 }
      }.max()
      #expect(Int128(less.nanos) <= (limit ?? 0) + 1, "\(use)")
    }
  }
}

/// The same numbers every time.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ state >> 29) &* 0x9E37_79B9_7F4A_7C15
  }
}
