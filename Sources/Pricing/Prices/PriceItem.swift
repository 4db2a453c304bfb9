import CostExports

/// What can have a price of its own. The raw values are the words of agreements and of the ledger's price table.
public enum PriceItem: String, Sendable, CaseIterable {
  /// A token of input at the normal rate.
  case input
  /// A token of input that the provider had in its cache.
  case cacheRead = "cache_read"
  /// A token written to the cache, for minutes.
  case cacheWrite = "cache_write"
  /// A token written to the cache for an hour or longer.
  case cacheWriteOneHour = "cache_write_1h"
  /// A token of output.
  case output
  /// A token of output that was reasoning.
  case reasoning
  /// A token of sound in the input.
  case audioInput = "audio_input"
  /// A token of sound in the input that the provider had in its cache.
  case audioCacheRead = "audio_cache_read"
  /// A token of sound in the output.
  case audioOutput = "audio_output"
  /// A token of an image in the input.
  case imageInput = "image_input"
  /// A token of an image in the output.
  case imageOutput = "image_output"
  /// An image made.
  case image
  /// A second of sound or film.
  case second
  /// A character spoken.
  case character
  /// A web search, or another call of a tool billed apiece.
  case search
  /// A page read.
  case page
  /// A session of a code interpreter.
  case session
  /// A gigabyte (10⁹ bytes) kept for a day.
  case storage
  /// A call that did not fail.
  case call

  /// True for what agreements quote per million.
  public var isToken: Bool {
    switch self {
    case .input, .cacheRead, .cacheWrite, .cacheWriteOneHour, .output, .reasoning, .audioInput, .audioCacheRead,
      .audioOutput, .imageInput, .imageOutput:
      true
    case .image, .second, .character, .search, .page, .session, .storage, .call: false
    }
  }

  /// What stands in when there is no own price (formats.md 2.7): a cached token costs an input token, a long cache
  /// write a short one, sound and images what text costs. Nil: without its own price there is none.
  var standIn: PriceItem? {
    switch self {
    case .cacheRead, .cacheWrite, .audioInput, .imageInput: .input
    case .cacheWriteOneHour: .cacheWrite
    case .audioCacheRead: .cacheRead
    case .reasoning, .audioOutput, .imageOutput: .output
    // A model that makes images states the price of its output as that of image tokens only.
    case .output: nil
    case .input, .image, .second, .character, .search, .page, .session, .storage, .call: nil
    }
  }

  /// The unit's meter, and by how many decimals the meter is finer, for what is counted beside tokens.
  var meter: (meter: Meter, decimals: Int)? {
    switch self {
    case .image: (.images, 0)
    case .second: (.milliseconds, 3)
    case .character: (.characters, 0)
    case .search: (.searches, 0)
    case .page: (.pages, 0)
    case .session: (.sessions, 0)
    case .storage: (.storedBytes, 9)
    default: nil
    }
  }

  /// What is charged beside the tokens of the same row.
  static let extras: [PriceItem] = [.search, .page, .session, .storage]
}
