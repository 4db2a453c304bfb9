import ReportCore

/// A virtual key of the gateway.
enum Key: CaseIterable {
  case chat, copy, mail, search, reviews, test

  /// The alias people see.
  var alias: String {
    switch self {
    case .chat: "chat-prod"
    case .copy: "copy-agent"
    case .mail: "mail-batch"
    case .search: "search-prod"
    case .reviews: "reviews-nightly"
    case .test: "test-marketing"
    }
  }

  /// The team the key belongs to; the test key has none.
  var team: String {
    switch self {
    case .chat: "service"
    case .copy: "content"
    case .mail, .reviews: "marketing"
    case .search: "webshop"
    case .test: ""
    }
  }
}

/// One row of the gateway's log.
struct GatewayCall {
  /// How a call ended.
  enum Ending: Equatable {
    case success
    /// Answered from the gateway's own response cache: no cost, tokens repeated.
    case cacheHit
    /// Refused or timed out, with the HTTP status.
    case failure(Int)
  }

  var id: String
  var key: Key
  var model: Model
  var start: Instant
  var milliseconds: Int
  var uncached = 0
  var cacheRead = 0
  var cacheWrite = 0
  var output = 0
  var batch = false
  /// False while the gateway has no price for the model: it then writes 0.
  var priced = true
  var tags: [String] = []
  var endUser = ""
  var ending = Ending.success

  /// As the gateway counts: with cache reads and writes.
  var prompt: Int { uncached + cacheRead + cacheWrite }
  var end: Instant { Instant(microseconds: start.microseconds + Int64(milliseconds) * 1000) }

  /// The exact list price in pico-dollars; 0 when the row costs nothing or has no price.
  var picos: Int {
    guard ending == .success, priced else { return 0 }
    let price = model.price(batch: batch)
    return uncached * price.input + cacheRead * price.cacheRead + cacheWrite * price.cacheWrite + output * price.output
  }

  /// The same as the gateway computes it, in binary floats, prompt first.
  var spend: Double {
    guard ending == .success, priced else { return 0 }
    let price = model.price(batch: batch)
    var prompt = Double(uncached) * ListPrice.float(price.input)
    prompt += Double(cacheRead) * ListPrice.float(price.cacheRead)
    prompt += Double(cacheWrite) * ListPrice.float(price.cacheWrite)
    return prompt + Double(output) * ListPrice.float(price.output)
  }

  /// The attempt that failed before this call, with `status` and without tokens.
  func failedAttempt(_ status: Int, model: Model, rng: inout SplitMix64) -> GatewayCall {
    let duration = status == 429 ? rng.number(90...400) : 60_000 + rng.number(3...40)
    let begin = Instant(microseconds: start.microseconds - Int64(duration + rng.number(500...2500)) * 1000)
    return GatewayCall(
      id: rng.uuid(), key: key, model: model, start: begin, milliseconds: duration, tags: tags, endUser: endUser,
      ending: .failure(status))
  }
}

/// A moment of a UTC day, in an hour chosen by how busy each hour of the day is in Amsterdam.
struct DayClock {
  let day: CalendarDay
  /// Weights of the local hours 0…23.
  let hours: [Int]

  /// A moment to the millisecond.
  func moment(_ rng: inout SplitMix64) -> Instant {
    let offset = Story.offset(on: day)
    let hour = rng.index(weights: (0..<24).map { hours[($0 + offset) % 24] })
    return Instant(
      microseconds: Instant(startOf: day).microseconds + Int64(hour) * 3_600_000_000
        + Int64(rng.number(0...3_599_999)) * 1000)
  }

  /// Desk work.
  static let office = [0, 0, 0, 0, 0, 0, 0, 2, 8, 12, 12, 11, 5, 10, 12, 11, 9, 4, 1, 1, 0, 0, 0, 0]
  /// Customers: some by day, most after dinner.
  static let evening = [2, 1, 0, 0, 0, 0, 1, 2, 4, 5, 6, 6, 7, 6, 6, 6, 7, 8, 9, 13, 16, 16, 11, 6]
}
