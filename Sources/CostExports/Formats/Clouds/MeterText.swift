import ReportCore

/// What the name of a meter or SKU says about the tokens it counts (formats.md 5.1 to 5.3). The names follow no
/// rule, so whole words are looked at and nothing is guessed: `gpt 5 cached Inp Data Zone Tokens`,
/// `Claude4.6Sonnet-cache-read-input-token-count`, `Gemini 2.5 Pro Text Input - Predictions`.
struct MeterText: Equatable {
  /// One of the disjoint counters.
  enum Counter { case input, cacheRead, cacheWrite, output }

  /// Nil when the name does not say.
  private(set) var counter: Counter?
  /// The words before the first that is about the meter, joined with hyphens; empty when the counter is unknown.
  private(set) var model = ""
  /// `batch`, `flex`, `priority` or empty.
  private(set) var tier = ""

  private static let input: Set<String> = ["inp", "inpt", "input", "prompt"]
  private static let output: Set<String> = ["outp", "outpt", "output", "opt", "completion"]
  private static let cached: Set<String> = ["cached", "cache", "cd", "cchd", "caching"]
  private static let tiers: Set<String> = ["batch", "flex", "priority"]
  /// What says where, how much or in what kind, and is no part of a model's name.
  private static let others: Set<String> = [
    "tokens", "token", "tokencount", "count", "units", "1k", "1m", "glbl", "global", "gl", "regional", "regnl", "rgnl",
    "data", "zone", "dz", "dzone", "datazone", "cross", "standard", "mantle", "longco", "text", "image", "audio",
    "video", "read", "write", "wr", "creation", "thinking", "predictions", "per",
  ]
  /// Storage of a cache is counted in token-hours; tuning and hosting are no use of tokens.
  private static let neither: Set<String> = ["storage", "hosting", "training", "tuning", "hour", "hours", "grounding"]

  init(_ text: String) {
    let words = MeterText.words(text)
    var kinds: Set<String> = []
    var name: [String] = []
    var isName = true
    for word in words {
      let plain = MeterText.withoutTokenCount(word.lowercased())
      for part in plain {
        kinds.insert(part)
        if MeterText.tiers.contains(part) { tier = part }
        if MeterText.isAboutMeter(part) { isName = false }
      }
      if isName { name.append(word) }
    }
    guard kinds.isDisjoint(with: MeterText.neither) else { return }
    if !kinds.isDisjoint(with: MeterText.output) {
      counter = .output
    } else if !kinds.isDisjoint(with: MeterText.cached) {
      let isWrite = !kinds.isDisjoint(with: ["write", "wr", "creation"])
      let isInput = !kinds.isDisjoint(with: MeterText.input) || kinds.contains("read")
      counter = isWrite ? .cacheWrite : isInput ? .cacheRead : nil
    } else if !kinds.isDisjoint(with: MeterText.input) {
      counter = .input
    }
    if counter != nil { model = name.joined(separator: "-") }
  }

  private static func isAboutMeter(_ word: String) -> Bool {
    input.contains(word) || output.contains(word) || cached.contains(word) || tiers.contains(word)
      || others.contains(word) || neither.contains(word)
  }

  /// Runs of letters, digits and points.
  private static func words(_ text: String) -> [String] {
    text.unicodeScalars.split { scalar in
      !(scalar == "." || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    }.map { String(String.UnicodeScalarView($0)) }
  }

  /// Marketplace meters write `CacheReadInputTokenCount` in one word.
  private static func withoutTokenCount(_ word: String) -> [String] {
    guard word.hasSuffix("tokencount") || word.hasSuffix("tokens") || word.hasSuffix("tokensunits") else {
      return [word]
    }
    return ["cache", "read", "write", "input", "output", "batch"].filter(word.contains) + ["tokens"]
  }
}

/// Units as bills write them: a block size and what is counted.
struct BlockUnit: Equatable {
  /// 1000 for `1K` and for `1000 Tokens`; 1 without a number.
  let size: Int
  /// `Tokens`, without the block size.
  let name: String

  init(_ text: String) {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    guard (1...12).contains(digits.count), let number = Int(String(text.prefix(digits.count))), number > 0 else {
      size = 1
      name = text
      return
    }
    var rest = text.dropFirst(digits.count)
    var factor = 1
    let letter = rest.first
    if letter == "K" || letter == "M", rest.dropFirst().first.map({ $0 == " " }) ?? true {
      factor = letter == "K" ? 1000 : 1_000_000
      rest = rest.dropFirst()
    }
    size = number * factor
    name = String(rest.drop { $0 == " " })
  }

  /// True for `Tokens`, `1K tokens`, `Input Tokens`.
  var isTokens: Bool { name.lowercased().hasSuffix("tokens") || name.lowercased() == "token" }
}

extension TokenUsage {
  /// A quantity in blocks as tokens of one counter, rounded half to even to whole ones; nil when it is no number or
  /// more than a trillion.
  init?(_ counter: MeterText.Counter, quantity: ByteSlice, blocks: Int) {
    guard let decimal = quantity.decimal, let divisor = Int128(1).timesPowerOfTen(decimal.scale) else { return nil }
    let (product, overflow) = decimal.mantissa.multipliedReportingOverflow(by: Int128(blocks))
    guard !overflow else { return nil }
    let rounded = Rounding.halfEven(product, dividedBy: divisor)
    guard (-1_000_000_000_000...1_000_000_000_000).contains(rounded), let count = Int(exactly: rounded) else {
      return nil
    }
    self.init()
    switch counter {
    case .input: inputUncached = count
    case .cacheRead: inputCacheRead = count
    case .cacheWrite: inputCacheWrite = count
    case .output: output = count
    }
  }
}
