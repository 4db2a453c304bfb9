import CostExports
import Pricing
import ReportCore
import Testing

/// A small book with every kind of price of the real one.
enum PriceFixtures {
  static let json = """
    {"sample_spec": {"litellm_provider": "see documentation", "input_cost_per_token": 0.0, "max_tokens": "a text"},
     "example/m-large": {"litellm_provider": "example", "mode": "chat", "input_cost_per_token": 2.5e-06,
      "output_cost_per_token": 1.5e-05, "cache_read_input_token_cost": 2.5e-07,
      "cache_creation_input_token_cost": 3.125e-06, "cache_creation_input_token_cost_above_1hr": 5e-06,
      "input_cost_per_token_above_200k_tokens": 5e-06, "output_cost_per_token_above_200k_tokens": 2.25e-05,
      "input_cost_per_token_batches": 1.25e-06, "output_cost_per_token_batches": 7.5e-06},
     "example/free": {"litellm_provider": "example", "mode": "chat", "input_cost_per_token": 0,
      "output_cost_per_token": 0.0},
     "example/image": {"litellm_provider": "example", "mode": "image_generation", "output_cost_per_image": 0.04},
     "tiers": {"litellm_provider": "gemini", "mode": "chat", "input_cost_per_token": 1e-06,
      "output_cost_per_token": 8e-06, "input_cost_per_token_flex": 5e-07, "output_cost_per_token_flex": 4e-06,
      "input_cost_per_token_priority": 2e-06, "input_cost_per_token_above_200k_tokens": 3e-06,
      "input_cost_per_token_above_200k_tokens_priority": 6e-06, "output_cost_per_token_above_200k_tokens": 1.2e-05,
      "cache_read_input_token_cost": 1e-07, "output_cost_per_reasoning_token": 9e-06,
      "search_context_cost_per_query": {"search_context_size_low": 0.03, "search_context_size_medium": 0.035,
      "search_context_size_high": 0.05}},
     "steps": {"litellm_provider": "gemini", "mode": "chat", "input_cost_per_token": 1e-06,
      "output_cost_per_token": 2e-06, "input_cost_per_token_above_128k_tokens": 3e-06,
      "input_cost_per_token_above_512k_tokens": 5e-06, "output_cost_per_token_above_128k_tokens": 4e-06},
     "xai/grok": {"litellm_provider": "xai", "mode": "chat", "input_cost_per_token": 3e-06,
      "output_cost_per_token": 1.5e-05, "input_cost_per_token_above_128k_tokens": 6e-06,
      "output_cost_per_token_above_128k_tokens": 3e-05},
     "dashscope/ranged": {"litellm_provider": "dashscope", "mode": "chat", "tiered_pricing": [
      {"input_cost_per_token": 4e-07, "output_cost_per_reasoning_token": 4e-06, "output_cost_per_token": 1.2e-06,
       "range": [0, 256000.0]},
      {"input_cost_per_token": 1.2e-06, "output_cost_per_token": 3.6e-06, "range": [256000.0, 1000000.0]}]},
     "deepseek/night": {"litellm_provider": "deepseek", "mode": "chat", "input_cost_per_token": 3e-07,
      "output_cost_per_token": 1.2e-06, "cache_read_input_token_cost": 6e-09, "off_peak_pricing": {
      "cache_read_input_token_cost": 3e-09, "input_cost_per_token": 1.5e-07, "output_cost_per_token": 6e-07,
      "windows": [{"hours_utc": ["22:00-01:00", "04:00-06:00"], "weekdays": [1, 2, 3, 4, 5]},
      {"hours_utc": "00:00-00:00", "weekdays": [6, 7]}]}},
     "claude-m-20250929": {"litellm_provider": "anthropic", "mode": "chat", "input_cost_per_token": 3e-06,
      "output_cost_per_token": 1.5e-05, "cache_creation_input_token_cost": 3.75e-06,
      "cache_creation_input_token_cost_above_1hr": 6e-06, "cache_read_input_token_cost": 3e-07,
      "cache_creation_input_token_cost_batches": 1.875e-06, "input_cost_per_token_batches": 1.5e-06,
      "provider_specific_entry": {"us": 1.1, "fast": 2.0, "free_images": 5},
      "search_context_cost_per_query": {"search_context_size_medium": 0.01}},
     "gpt-r": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 2e-06,
      "output_cost_per_token": 8e-06, "input_cost_per_audio_token": 4e-05, "output_cost_per_audio_token": 8e-05,
      "regional_processing_uplift_multiplier_eu": 1.1, "code_interpreter_cost_per_session": 0.03},
     "gpt-image": {"litellm_provider": "openai", "mode": "image_generation", "input_cost_per_token": 5e-06,
      "input_cost_per_image_token": 1e-05, "output_cost_per_image_token": 4e-05},
     "azure/gpt-r": {"litellm_provider": "azure", "mode": "chat", "input_cost_per_token": 2.2e-06,
      "output_cost_per_token": 8.8e-06},
     "whisper": {"litellm_provider": "openai", "mode": "audio_transcription", "input_cost_per_second": 0.0001,
      "output_cost_per_second": 0.0002},
     "speech": {"litellm_provider": "openai", "mode": "audio_speech", "input_cost_per_character": 1.5e-05},
     "transcribe": {"litellm_provider": "openai", "mode": "audio_transcription", "input_cost_per_token": 2.5e-06,
      "input_cost_per_audio_token": 6e-06, "output_cost_per_token": 1e-05, "input_cost_per_second": 0.0001},
     "rerank": {"litellm_provider": "cohere", "mode": "rerank", "input_cost_per_query": 0.002,
      "input_cost_per_token": 0.0, "output_cost_per_token": 0.0},
     "mistral/ocr": {"litellm_provider": "mistral", "mode": "ocr", "ocr_cost_per_page": 0.004},
     "no-price": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 1000, "rpm": null}}
    """

  static func book(_ json: String = json, day: String = "2026-11-01", number: Int = 1) throws -> PriceBook {
    var problems = ProblemLog(file: "prices/book.json")
    let book = try PriceBook(
      MemorySource(json), file: "prices/book.json", day: try #require(CalendarDay(day)), number: number,
      problems: &problems)
    #expect(problems.diagnostics == [])
    return book
  }

  static func catalogue(_ json: String = json) throws -> PriceCatalogue {
    let book = try book(json)
    return PriceCatalogue(agreements: [], books: [book.date], shelf: book)
  }

  /// One call on Tuesday 3 November 2026 at noon.
  static func use(_ model: String, _ provider: String = "", _ change: (inout PricedUse) -> Void = { _ in })
    -> PricedUse
  {
    var use = PricedUse()
    use.model = model
    use.provider = provider
    use.calls = 1
    use.time = .moment(Instant("2026-11-03T12:00:00Z") ?? Instant(seconds: 0))
    change(&use)
    return use
  }

  static func dollars(_ text: String, doubts: PriceDoubts = []) -> PriceAnswer? {
    ExactDecimal(text)?.nanos.map { .priced(Money(nanos: $0, currency: .dollar), source: 1, doubts: doubts) }
  }
}
