import CostExports
import Pricing
import ReportCore
import Testing

/// What a case expects was worked out by hand from the fixture; the product is in each comment.
struct PriceRuleTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let use: PricedUse
    let dollars: String

    init(
      _ name: String, _ model: String, _ provider: String, _ dollars: String, _ change: (inout PricedUse) -> Void
    ) {
      testDescription = name
      use = PriceFixtures.use(model, provider, change)
      self.dollars = dollars
    }
  }

  private static let prompts = [
    // formats.md 2.8: 250,000 × 5e-06 + 1,000 × 2.25e-05
    Case("a long prompt prices the whole request", "m-large", "example", "1.2725") {
      $0.tokens = TokenUsage(inputUncached: 250_000, output: 1_000)
    },
    // 200,000 × 2.5e-06 + 1,000 × 1.5e-05
    Case("a prompt of exactly the threshold is not long", "m-large", "example", "0.515") {
      $0.tokens = TokenUsage(inputUncached: 200_000, output: 1_000)
    },
    // 1 × 5e-06 + 200,000 × 2.5e-07 (no long price of cached tokens) + 10 × 2.25e-05
    Case("cached tokens are part of the prompt", "m-large", "example", "0.05023") {
      $0.tokens = TokenUsage(inputUncached: 1, inputCacheRead: 200_000, output: 10)
    },
    // 128,000 × 6e-06
    Case("at xAI the threshold itself is long", "grok", "xai", "0.768") {
      $0.tokens = TokenUsage(inputUncached: 128_000)
    },
    // 127,999 × 3e-06
    Case("one token less is not", "grok", "xai", "0.383997") { $0.tokens = TokenUsage(inputUncached: 127_999) },
    // 600,000 × 5e-06 + 100 × 4e-06: output has no price above 512k, so that above 128k counts
    Case("the highest threshold counts, the lower one stands in", "steps", "gemini", "3.0004") {
      $0.tokens = TokenUsage(inputUncached: 600_000, output: 100)
    },
    // 256,000 × 4e-07 + 10 × 1.2e-06 + 5 × 4e-06
    Case("a range ends with its last token", "ranged", "dashscope", "0.102432") {
      $0.tokens = TokenUsage(inputUncached: 256_000, output: 15, outputReasoning: 5)
    },
    // 256,001 × 1.2e-06 + 15 × 3.6e-06: reasoning has no price in this range, so it is output
    Case("one more token is the next range", "ranged", "dashscope", "0.3072552") {
      $0.tokens = TokenUsage(inputUncached: 256_001, output: 15, outputReasoning: 5)
    },
    // 2,000,000 × 1.2e-06
    Case("beyond the last range its price holds", "ranged", "dashscope", "2.4") {
      $0.tokens = TokenUsage(inputUncached: 2_000_000)
    },
    // The row says 300,000: 1,000 × 5e-06 + 10 × 2.25e-05
    Case("the source's own size of the prompt decides", "m-large", "example", "0.005225") {
      $0.tokens = TokenUsage(inputUncached: 1_000, output: 10)
      $0.contextTokens = 300_000
      $0.calls = 7
    },
  ]

  private static let tiers = [
    // 1,000 × 5e-07 + 100 × 4e-06
    Case("flex has its own prices", "tiers", "gemini", "0.0009") {
      $0.tokens = TokenUsage(inputUncached: 1_000, output: 100)
      $0.serviceTier = "flex"
    },
    // 1,000 × 2e-06 + 100 × 8e-06: no price of priority output
    Case("a missing tier price is the standard price", "tiers", "gemini", "0.0028") {
      $0.tokens = TokenUsage(inputUncached: 1_000, output: 100)
      $0.serviceTier = "priority"
    },
    // 300,000 × 6e-06 + 100 × 1.2e-05: the combined price, and the long one where it lacks
    Case("tier and threshold combine", "tiers", "gemini", "1.8012") {
      $0.tokens = TokenUsage(inputUncached: 300_000, output: 100)
      $0.serviceTier = "priority"
    },
    // 1,000 × 1.25e-06 + 10 × 7.5e-06
    Case("batches are the batch tier", "m-large", "example", "0.001325") {
      $0.tokens = TokenUsage(inputUncached: 1_000, output: 10)
      $0.serviceTier = "batch"
    },
    // 1,000 × 1e-06
    Case("a tier the book does not know is standard", "tiers", "gemini", "0.001") {
      $0.tokens = TokenUsage(inputUncached: 1_000)
      $0.serviceTier = "default"
    },
    // (1,000 × 3e-06 + 100 × 1.5e-05) × 2
    Case("the fast mode multiplies", "claude-m-20250929", "anthropic", "0.009") {
      $0.tokens = TokenUsage(inputUncached: 1_000, output: 100)
      $0.serviceTier = "fast"
    },
    // (1,000 × 3e-06) × 1.1 + 2 × 0.01: searches are not tokens
    Case("a region multiplies tokens and nothing else", "claude-m-20250929", "anthropic", "0.0233") {
      $0.tokens = TokenUsage(inputUncached: 1_000)
      $0.meters[.searches] = 2
      $0.region = "us"
    },
    // 1,000 × 3e-06
    Case("the world at large has no surcharge", "claude-m-20250929", "anthropic", "0.003") {
      $0.tokens = TokenUsage(inputUncached: 1_000)
      $0.region = "global"
    },
    // 1,000 × 2e-06 × 1.1
    Case("processing in the EU costs more", "gpt-r", "openai", "0.0022") {
      $0.tokens = TokenUsage(inputUncached: 1_000)
      $0.region = "EU"
    },
  ]

  private static let kinds = [
    // 100 × 3e-06 + 200 × 3e-07 + 300 × 3.75e-06 + 400 × 6e-06 + 50 × 1.5e-05
    Case("each kind of token has its price", "claude-m-20250929", "anthropic", "0.004635") {
      $0.tokens = TokenUsage(inputUncached: 100, inputCacheRead: 200, inputCacheWrite: 700, output: 50)
      $0.meters[.cacheWriteOneHour] = 400
    },
    // 700 × 5e-06, the longer one; 100 × 3.125e-06
    Case("an hour's writing costs more", "m-large", "example", "0.0038125") {
      $0.tokens = TokenUsage(inputCacheWrite: 800)
      $0.meters[.cacheWriteOneHour] = 700
    },
    // 1,000 × 2e-06: no price of cached tokens
    Case("without a price of cached tokens they are input", "gpt-r", "openai", "0.002") {
      $0.tokens = TokenUsage(inputCacheRead: 400, inputCacheWrite: 600)
    },
    // 60 × 8e-06 + 40 × 9e-06
    Case("reasoning has its own price where the book has one", "tiers", "gemini", "0.00084") {
      $0.tokens = TokenUsage(output: 100, outputReasoning: 40)
    },
    // 100 × 4e-06: flex output has a price, flex reasoning has not
    Case("reasoning is output in a tier with its own price of output", "tiers", "gemini", "0.0004") {
      $0.tokens = TokenUsage(output: 100, outputReasoning: 40)
      $0.serviceTier = "flex"
    },
    // 900 × 2e-06 + 100 × 4e-05 + 30 × 8e-06 + 20 × 8e-05
    Case("sound is a part of the counters", "gpt-r", "openai", "0.00764") {
      $0.tokens = TokenUsage(inputUncached: 1_000, output: 50)
      $0.meters[.audioInput] = 100
      $0.meters[.audioOutput] = 20
    },
    // 40 × 5e-06 + 60 × 1e-05 + 1,000 × 4e-05, and no image on top
    Case("image tokens are the images", "gpt-image", "openai", "0.0408") {
      $0.tokens = TokenUsage(inputUncached: 100, output: 1_000)
      $0.meters[.imageInput] = 60
      $0.meters[.imageOutput] = 1_000
      $0.meters[.images] = 1
    },
    // 3 × 0.04
    Case("images without tokens have their price", "image", "example", "0.12") { $0.meters[.images] = 3 },
    // 61.5 × 0.0001
    Case("sound is charged by the second, to the millisecond", "whisper", "openai", "0.00615") {
      $0.meters[.milliseconds] = 61_500
    },
    // 20 × 6e-06 + 80 × 2.5e-06 + 10 × 1e-05, and no seconds on top
    Case("what has tokens is not charged by the second as well", "transcribe", "openai", "0.00042") {
      $0.tokens = TokenUsage(inputUncached: 100, output: 10)
      $0.meters[.audioInput] = 20
      $0.meters[.milliseconds] = 5_000
    },
    // 1,200 × 1.5e-05
    Case("speech is charged by the character", "speech", "openai", "0.018") { $0.meters[.characters] = 1_200 },
    // 3 × 0.035
    Case("searches cost what a medium one costs", "tiers", "gemini", "0.105") { $0.meters[.searches] = 3 },
    // 12 × 0.004
    Case("pages have their price", "ocr", "mistral", "0.048") { $0.meters[.pages] = 12 },
    // 2 × 0.03
    Case("sessions have their price", "gpt-r", "openai", "0.06") { $0.meters[.sessions] = 2 },
    // 4 × 0.002: the failed call is not charged
    Case("calls with a price each are charged when they succeed", "rerank", "cohere", "0.008") {
      $0.calls = 5
      $0.errors = 1
    },
    Case("a price of zero is a price", "free", "example", "0") {
      $0.tokens = TokenUsage(inputUncached: 1_000, output: 100)
    },
    Case("a call that failed without a token costs nothing", "m-large", "example", "0") { $0.errors = 1 },
    // −1,000 × 2e-06
    Case("a correction downwards is priced like the use it corrects", "gpt-r", "openai", "-0.002") {
      $0.tokens = TokenUsage(inputUncached: -1_000)
    },
    // 1 × 6e-09 + 0 …: 6 nano-dollars, exactly
    Case("the smallest prices are exact", "night", "deepseek", "0.000000006") {
      $0.tokens = TokenUsage(inputCacheRead: 1)
    },
  ]

  @Test(arguments: prompts + tiers + kinds) func `a use costs what the rules say`(_ item: Case) throws {
    var catalogue = try PriceFixtures.catalogue()
    #expect(try catalogue.price(item.use) == PriceFixtures.dollars(item.dollars))
  }

  @Test(arguments: [
    // Tuesday noon: 1,000 × 3e-07; at night and in the weekend 1,000 × 1.5e-07.
    ("2026-11-03T12:00:00Z", "0.0003"), ("2026-11-03T21:59:59Z", "0.0003"), ("2026-11-03T22:00:00Z", "0.00015"),
    ("2026-11-04T00:59:59Z", "0.00015"), ("2026-11-04T01:00:00Z", "0.0003"), ("2026-11-04T05:00:00Z", "0.00015"),
    ("2026-11-04T06:00:00Z", "0.0003"), ("2026-11-07T12:00:00Z", "0.00015"), ("2026-11-08T23:59:59Z", "0.00015"),
  ])
  func `the hour decides where nights are cheaper, past midnight and on the right weekdays`(
    _ moment: String, _ dollars: String
  ) throws {
    var catalogue = try PriceFixtures.catalogue()
    let time = RowTime.moment(try #require(Instant(moment)))
    let use = PriceFixtures.use("night", "deepseek") {
      $0.tokens = TokenUsage(inputUncached: 1_000)
      $0.time = time
    }
    #expect(try catalogue.price(use) == PriceFixtures.dollars(dollars))
  }

  @Test func `weekdays are those of the calendar the book names`() throws {
    let json = """
      {"m": {"litellm_provider": "p", "input_cost_per_token": 2e-06, "off_peak_pricing": {
       "input_cost_per_token": 1e-06, "weekday_timezone": "ZONE",
       "windows": [{"hours_utc": "00:00-00:00", "weekdays": [6]}]}}}
      """
    // Friday 17:00 in UTC is Saturday in Shanghai.
    for (zone, dollars) in [("Asia/Shanghai", "0.001"), ("UTC", "0.002"), ("Mars/Olympus", "0.002")] {
      var catalogue = try PriceFixtures.catalogue(json.replacing("ZONE", with: zone))
      let use = PriceFixtures.use("m", "p") {
        $0.tokens = TokenUsage(inputUncached: 1_000)
        $0.time = .moment(Instant("2026-11-06T17:00:00Z") ?? Instant(seconds: 0))
      }
      #expect(try catalogue.price(use) == PriceFixtures.dollars(dollars), "\(zone)")
    }
  }
}
