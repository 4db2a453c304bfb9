import ReportCore

/// The counters of an observation. Their names differ per integration, and older ones count cached tokens and reasoning
/// within input and output, where they should stand beside them (formats.md 0.2): the total tells which.
struct LangfuseUsage {
  private var input = 0
  private var cacheRead = 0
  private var cacheWrite = 0
  private var shortWrite = 0
  private var longWrite = 0
  private var output = 0
  private var reasoning = 0
  private var audioInput = 0
  private var audioOutput = 0
  private var otherInput = 0
  private var otherOutput = 0
  private var total: Int?

  mutating func add(_ count: Int, under key: ByteSlice) {
    func isOne(of names: StaticString...) -> Bool { names.contains { key.equals($0) } }
    if isOne(of: "input", "prompt_tokens", "input_tokens") {
      input += count
    } else if isOne(of: "output", "completion_tokens", "output_tokens") {
      output += count
    } else if isOne(of: "total", "total_tokens") {
      total = count
    } else if isOne(of: "input_cached_tokens", "input_cache_read", "cache_read_input_tokens") {
      cacheRead += count
    } else if isOne(of: "input_cache_creation", "cache_creation_input_tokens") {
      cacheWrite += count
    } else if isOne(of: "input_cache_creation_5m") {
      shortWrite += count
    } else if isOne(of: "input_cache_creation_1h") {
      longWrite += count
    } else if isOne(of: "output_reasoning_tokens", "output_reasoning") {
      reasoning += count
    } else if isOne(of: "input_audio_tokens", "input_audio") {
      audioInput += count
    } else if isOne(of: "output_audio_tokens", "output_audio") {
      audioOutput += count
    } else if key.hasPrefix("input_") {
      otherInput += count
    } else if key.hasPrefix("output_") {
      otherOutput += count
    }
  }

  /// What was written to the cache; where its parts add up to the whole, they are not counted beside it.
  private var written: Int {
    let parts = shortWrite + longWrite
    return cacheWrite == parts ? parts : cacheWrite + parts
  }

  private var inside: Int { cacheRead + written + audioInput + otherInput }
  private var outside: Int { reasoning + audioOutput + otherOutput }

  /// Which of the two sums hold their parts; apart from each other where the total does not say.
  private var holds: (input: Bool, output: Bool) {
    guard let total else { return (false, false) }
    let plain = input + output
    if plain + inside + outside == total { return (false, false) }
    if plain == total { return (inside <= input, outside <= output) }
    if plain + inside == total, outside <= output { return (false, true) }
    if plain + outside == total, inside <= input { return (true, false) }
    return (false, false)
  }

  /// False when the parts reach the total in no way.
  var addsUp: Bool {
    guard let total else { return true }
    let holds = holds
    return input + output + (holds.input ? 0 : inside) + (holds.output ? 0 : outside) == total
  }

  /// Disjoint counters.
  var tokens: TokenUsage {
    let holds = holds
    return TokenUsage(
      inputUncached: holds.input ? input - cacheRead - written : input + audioInput + otherInput,
      inputCacheRead: cacheRead, inputCacheWrite: written, output: holds.output ? output : output + outside,
      outputReasoning: reasoning)
  }

  /// Parts of the counters with a price of their own.
  var meters: Meters {
    var meters = Meters()
    meters[.cacheWriteOneHour] = longWrite
    meters[.audioInput] = audioInput
    meters[.audioOutput] = audioOutput
    return meters
  }
}
