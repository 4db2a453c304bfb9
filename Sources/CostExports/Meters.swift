/// What is counted beside the token counters because it has a price of its own (formats.md 0.2 and 2.7).
public enum Meter: Int, Sendable, CaseIterable {
  /// Tokens written to the cache for an hour or longer: part of `TokenUsage.inputCacheWrite`.
  case cacheWriteOneHour = 0
  /// Audio tokens: part of `TokenUsage.inputUncached`.
  case audioInput = 1
  /// Audio tokens: part of `TokenUsage.inputCacheRead`.
  case audioCacheRead = 2
  /// Audio tokens: part of `TokenUsage.output`.
  case audioOutput = 3
  /// Image tokens: part of `TokenUsage.inputUncached`.
  case imageInput = 4
  /// Image tokens: part of `TokenUsage.output`.
  case imageOutput = 5
  /// Images made.
  case images = 6
  /// Milliseconds of sound or film.
  case milliseconds = 7
  /// Characters spoken.
  case characters = 8
  /// Web searches and other calls of tools that are billed apiece.
  case searches = 9
  /// Pages read.
  case pages = 10
  /// Sessions of a code interpreter.
  case sessions = 11
  /// Millionths of a vendor's credit, such as ChatGPT's: only a contract says what one costs.
  case credits = 12
  /// Bytes kept for a day.
  case storedBytes = 13

  /// True for a part of one of the token counters.
  public var isTokens: Bool { rawValue <= Meter.imageOutput.rawValue }
}

/// Quantities by meter; nothing is the same as zero.
public struct Meters: Hashable, Sendable {
  private var quantities: [Meter: Int] = [:]

  /// None.
  public init() {}

  /// The quantity of a meter.
  public subscript(_ meter: Meter) -> Int {
    get { quantities.isEmpty ? 0 : quantities[meter] ?? 0 }
    set { quantities[meter] = newValue == 0 ? nil : newValue }
  }

  /// True when nothing was counted.
  public var isEmpty: Bool { quantities.isEmpty }

  /// What was counted, in the order of the meters.
  public var all: [(meter: Meter, quantity: Int)] {
    quantities.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
  }
}
