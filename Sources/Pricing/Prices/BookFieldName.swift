/// A field of the price book taken apart: `input_cost_per_token_above_272k_tokens_priority` is the price of input
/// above 272,000 tokens in the priority tier.
struct BookFieldName {
  let item: PriceItem
  let condition: PriceCondition
  /// False for a name that stands in for a better one of the same item.
  let isPreferred: Bool

  /// Nil for a field that is no price this version can apply. `mode` is the entry's.
  init?(_ name: String, mode: String) {
    // The longest name that fits: `…_above_1hr` is a duration, not a threshold.
    guard let base = BookFieldName.bases.first(where: { name.hasPrefix($0.name) && $0.modes.allow(mode) }),
      let condition = BookFieldName.condition(name.dropFirst(base.name.count))
    else { return nil }
    item = base.item
    isPreferred = base.isPreferred
    self.condition = condition
  }

  private enum Modes {
    case any
    case only([String])

    func allow(_ mode: String) -> Bool {
      switch self {
      case .any: true
      case .only(let modes): modes.contains(mode)
      }
    }
  }

  private struct Base {
    let name: String
    let item: PriceItem
    var modes = Modes.any
    var isPreferred = true
  }

  /// Longest first.
  private static let bases = [
    Base(name: "input_cost_per_token", item: .input),
    Base(name: "cache_read_input_token_cost", item: .cacheRead),
    Base(name: "cache_creation_input_token_cost", item: .cacheWrite),
    Base(name: "cache_creation_input_token_cost_above_1hr", item: .cacheWriteOneHour),
    Base(name: "output_cost_per_token", item: .output),
    Base(name: "output_cost_per_reasoning_token", item: .reasoning),
    Base(name: "input_cost_per_audio_token", item: .audioInput),
    Base(name: "cache_read_input_audio_token_cost", item: .audioCacheRead),
    Base(name: "output_cost_per_audio_token", item: .audioOutput),
    Base(name: "input_cost_per_image_token", item: .imageInput),
    Base(name: "output_cost_per_image_token", item: .imageOutput),
    Base(name: "output_cost_per_image", item: .image),
    // For models that only make images some books state the price of one as that of input.
    Base(
      name: "input_cost_per_image", item: .image, modes: .only(["image_generation", "image_edit"]), isPreferred: false),
    Base(name: "input_cost_per_second", item: .second, modes: .only(["audio_transcription"])),
    Base(name: "output_cost_per_second", item: .second, isPreferred: false),
    Base(name: "input_cost_per_character", item: .character),
    Base(name: "output_cost_per_character", item: .character, isPreferred: false),
    Base(name: "ocr_cost_per_page", item: .page),
    Base(name: "code_interpreter_cost_per_session", item: .session),
    Base(name: "vector_store_cost_per_gb_per_day", item: .storage),
    Base(name: "input_cost_per_request", item: .call),
    Base(name: "input_cost_per_query", item: .search, modes: .only(["search"])),
    Base(name: "input_cost_per_query", item: .call, modes: .only(["rerank"])),
  ].sorted { $0.name.utf8.count > $1.name.utf8.count }

  /// Suffixes that are service tiers, with the word exports use.
  private static let tiers = [
    "batches": "batch", "flex": "flex", "priority": "priority", "ultrafast": "ultrafast", "balanced": "balanced",
  ]

  /// What the rest of a name says: a tier, a threshold, or both in either order; nil for anything else.
  private static func condition(_ rest: Substring) -> PriceCondition? {
    var words = rest.split(separator: "_").map(String.init)
    guard rest.isEmpty || rest.first == "_" else { return nil }
    var tier = ""
    var threshold: Int?
    while let word = words.first {
      if let name = tiers[word], tier.isEmpty {
        tier = name
        words.removeFirst()
      } else if word == "above", threshold == nil, words.count >= 3, words[2] == "tokens", let size = size(words[1]) {
        threshold = size
        words.removeFirst(3)
      } else {
        return nil
      }
    }
    return threshold.map { .above(tokens: $0, tier: tier) } ?? .standard(tier: tier)
  }

  /// `272k` or `128`.
  private static func size(_ text: String) -> Int? {
    let isThousands = text.hasSuffix("k")
    guard let number = Int(isThousands ? String(text.dropLast()) : text), (1...1_000_000_000).contains(number) else {
      return nil
    }
    return isThousands ? number * 1_000 : number
  }
}
