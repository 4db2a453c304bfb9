/// What a provider asks per token, in pico-dollars (10⁻¹²), so that half a batch price is still whole.
struct ListPrice {
  var input = 0
  var cacheRead = 0
  var cacheWrite = 0
  var output = 0

  /// Half of everything: the batch price.
  var halved: ListPrice {
    ListPrice(input: input / 2, cacheRead: cacheRead / 2, cacheWrite: cacheWrite / 2, output: output / 2)
  }

  /// One of the prices as the gateway knows it, a binary float.
  static func float(_ picos: Int) -> Double { Double(picos) / 1e12 }
}

/// The models the company calls, with the list prices of autumn 2026.
enum Model: Int, CaseIterable {
  case large, small, embedding, sonnet, mistralSmall, mistralMedium

  /// As the gateway writes it.
  var name: String {
    switch self {
    case .large: "gpt-5"
    case .small: "gpt-5-mini"
    case .embedding: "text-embedding-3-small"
    case .sonnet: "claude-sonnet-4-5"
    case .mistralSmall: "mistral/mistral-small-latest"
    case .mistralMedium: "mistral/mistral-medium-2611"
    }
  }

  /// The gateway's provider name.
  var provider: String {
    switch self {
    case .large, .small, .embedding: "openai"
    case .sonnet: "anthropic"
    case .mistralSmall, .mistralMedium: "mistral"
    }
  }

  /// Per token, for single requests.
  var price: ListPrice {
    switch self {
    case .large: ListPrice(input: 1_250_000, cacheRead: 125_000, output: 10_000_000)
    case .small: ListPrice(input: 250_000, cacheRead: 25_000, output: 2_000_000)
    case .embedding: ListPrice(input: 20_000)
    case .sonnet: ListPrice(input: 3_000_000, cacheRead: 300_000, cacheWrite: 3_750_000, output: 15_000_000)
    case .mistralSmall: ListPrice(input: 150_000, output: 600_000)
    case .mistralMedium: ListPrice(input: 400_000, output: 2_000_000)
    }
  }

  /// OpenAI gives half price for batches; for others the gateway knows no batch price and takes the normal one.
  func price(batch: Bool) -> ListPrice { batch && provider == "openai" ? price.halved : price }
}
