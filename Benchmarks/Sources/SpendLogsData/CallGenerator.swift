/// One request as the gateway would have logged it.
struct Call {
  enum Ending { case success, cacheHit, failure }

  var first: UInt64
  var second: UInt64
  /// Microseconds since 1970-01-01T00:00:00Z.
  var start: Int64
  var microseconds: Int64
  var key: Int
  var model: Int
  var prompt: Int
  var completion: Int
  var cacheRead: Int
  var cacheWrite: Int
  /// Customers are named where they chat.
  var endUser: Int?
  var hasTag: Bool
  /// What newer gateways tell of the cost's parts.
  var hasBreakdown: Bool
  var ending: Ending

  /// US dollars as a gateway computes them: in floating point, with what that does to the last digits.
  var spend: Double {
    guard ending == .success else { return 0 }
    let model = Model.all[model]
    let plain = Double(prompt - cacheRead - cacheWrite) * model.input
    let cached = Double(cacheRead) * model.input * 0.1 + Double(cacheWrite) * model.input * 1.25
    return plain + cached + Double(completion) * model.output
  }
}

/// What is called, with US dollars per token.
struct Model {
  let name: String
  let provider: String
  let callType: String
  let input: Double
  let output: Double

  init(_ provider: String, _ name: String, _ input: Double, _ output: Double, callType: String = "acompletion") {
    self.name = name
    self.provider = provider
    self.callType = callType
    self.input = input
    self.output = output
  }

  static let all = [
    Model("openai", "gpt-5", 1.25e-06, 1e-05), Model("openai", "gpt-5-mini", 2.5e-07, 2e-06),
    Model("openai", "gpt-4o-mini", 1.5e-07, 6e-07),
    Model("openai", "text-embedding-3-small", 2e-08, 0, callType: "aembedding"),
    Model("anthropic", "claude-sonnet-4-5", 3e-06, 1.5e-05), Model("anthropic", "claude-haiku-4-5", 1e-06, 5e-06),
    Model("mistral", "mistral-small-latest", 1e-07, 3e-07), Model("mistral", "mistral-large-latest", 2e-06, 6e-06),
    Model("gemini", "gemini-2.5-flash", 3e-07, 2.5e-06), Model("azure", "gpt-4.1", 2e-06, 8e-06),
  ]
}

/// Who calls.
struct Key {
  let alias: String
  let team: String
  let hash: String

  static let all = [
    ("content-prod", "content"), ("campagne-prod", "campagne"), ("chat-live", "service"), ("reviews-nightly", "data"),
    ("search-index", "data"), ("proef", "content"),
  ].enumerated().map { number, names in
    var random = SplitMix(seed: UInt64(number) + 1)
    let hash = (0..<4).map { _ in Key.hexadecimal(random.next()) }.joined()
    return Key(alias: names.0, team: names.1, hash: hash)
  }

  /// The key of the chat on the web site.
  static let chat = 2

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// A small generator of random numbers with a fixed start: every machine writes the same file.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return SplitMix.mixed(state)
  }

  /// A number below `bound`.
  mutating func next(below bound: Int) -> Int { Int(truncatingIfNeeded: next() >> 33) % bound }

  /// One to one: different numbers stay different.
  static func mixed(_ word: UInt64) -> UInt64 {
    var mixed = word
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Calls in the order of their time, evenly over whole days. One of two hundred repeats the id of a call shortly before
/// it on the same day, with another use: the later row counts.
struct CallGenerator {
  private static let memory = 256
  private let shape: SpendLogsShape
  private var random: SplitMix
  private var recent: [Call] = []
  private var number = 0

  init(_ shape: SpendLogsShape) {
    self.shape = shape
    random = SplitMix(seed: shape.seed)
  }

  /// The next call, and the one it replaces, if any.
  mutating func next() -> (call: Call, replaced: Call?)? {
    guard number < shape.rows else { return nil }
    let span = Int64(shape.days) * 86_400_000_000
    let start = Int64(shape.firstDay) * 86_400_000_000 + Int64(Double(number) / Double(shape.rows) * Double(span))
    defer { number += 1 }
    var call = fresh(start)
    guard recent.count == CallGenerator.memory, random.next(below: 200) == 0 else {
      remember(call)
      return (call, nil)
    }
    let place = random.next(below: CallGenerator.memory)
    let earlier = recent[place]
    guard earlier.start / 86_400_000_000 == call.start / 86_400_000_000 else {
      remember(call)
      return (call, nil)
    }
    (call.first, call.second, call.key, call.model) = (earlier.first, earlier.second, earlier.key, earlier.model)
    recent[place] = call
    return (call, earlier)
  }

  private mutating func remember(_ call: Call) {
    if recent.count < CallGenerator.memory {
      recent.append(call)
    } else {
      recent[number % CallGenerator.memory] = call
    }
  }

  private mutating func fresh(_ start: Int64) -> Call {
    let prompt = 40 + random.next(below: 1 << (4 + random.next(below: 9)))
    let kind = random.next(below: 100)
    var call = Call(
      first: SplitMix.mixed(shape.seed &* 0x1_0000_0000 &+ UInt64(shape.firstDay) << 40 &+ UInt64(number)),
      second: random.next(), start: start + Int64(random.next(below: 1000)),
      microseconds: Int64(200_000 + random.next(below: 9_000_000)), key: random.next(below: Key.all.count),
      model: random.next(below: Model.all.count), prompt: prompt, completion: 1 + random.next(below: 800), cacheRead: 0,
      cacheWrite: 0, endUser: nil, hasTag: random.next(below: 4) == 0, hasBreakdown: random.next(below: 4) > 0,
      ending: kind < 4 ? .cacheHit : kind < 6 ? .failure : .success)
    if call.key == Key.chat { call.endUser = random.next(below: 20_000) }
    if Model.all[call.model].output == 0 { call.completion = 0 }
    if call.ending == .failure { (call.prompt, call.completion) = (0, 0) }
    if call.ending == .success, call.completion > 0, random.next(below: 5) == 0 {
      call.cacheRead = call.prompt / 2
      call.cacheWrite = random.next(below: 3) == 0 ? call.prompt / 8 : 0
    }
    return call
  }
}
