/// Spells calls as rows of a CSV or as JSON Lines.
struct CallText {
  var bytes: [UInt8] = []
  private let isCSV: Bool
  private let names: [[UInt8]]
  private var days: (number: Int64, text: [UInt8]) = (-1, [])

  static let columns = [
    "request_id", "call_type", "api_key", "spend", "total_tokens", "prompt_tokens", "completion_tokens", "startTime",
    "endTime", "model", "custom_llm_provider", "cache_hit", "request_tags", "team_id", "end_user", "status", "metadata",
  ]

  init(_ format: SpendLogsFile.Format) {
    isCSV = format == .csv
    bytes.reserveCapacity(2 << 20)
    names = CallText.columns.map { Array("\"\($0)\":".utf8) }
    if isCSV { bytes += Array((CallText.columns.joined(separator: ",") + "\n").utf8) }
  }

  mutating func append(_ call: Call) {
    let key = Key.all[call.key]
    let model = Model.all[call.model]
    if !isCSV { bytes.append(UInt8(ascii: "{")) }
    field(0, isText: true) { $0.identifier(call) }
    field(1, isText: true) { $0.add(model.callType) }
    field(2, isText: true) { $0.add(key.hash) }
    field(3) { $0.add("\(call.spend)") }
    field(4) { $0.number(Int64(call.prompt + call.completion)) }
    field(5) { $0.number(Int64(call.prompt)) }
    field(6) { $0.number(Int64(call.completion)) }
    field(7, isText: true) { $0.time(call.start) }
    field(8, isText: true) { $0.time(call.start + call.microseconds) }
    field(9, isText: true) { $0.add(model.name) }
    field(10, isText: true) { $0.add(model.provider) }
    field(11, isText: true) { $0.add(call.ending == .cacheHit ? "True" : call.ending == .success ? "False" : "None") }
    field(12, isJSON: call.hasTag) { $0.tags(call) }
    field(13, isText: true) { $0.add(key.team) }
    field(14, isText: true) {
      guard let user = call.endUser else { return }
      $0.add("klant-")
      $0.number(Int64(user))
    }
    field(15, isText: true) { $0.add(call.ending == .failure ? "failure" : "success") }
    field(16, isJSON: true) { $0.metadata(call, key) }
    if !isCSV { bytes.append(UInt8(ascii: "}")) }
    bytes.append(0x0A)
  }

  private mutating func field(
    _ index: Int, isText: Bool = false, isJSON: Bool = false, _ body: (inout CallText) -> Void
  ) {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    if !isCSV { bytes += names[index] }
    // In a cell only JSON with texts needs quotes; `[]` stands bare, as the database prints it.
    let isQuoted = isCSV ? isJSON : isText
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    body(&self)
    if isQuoted { bytes.append(UInt8(ascii: "\"")) }
  }

  private mutating func add(_ text: String) { bytes += text.utf8 }

  /// JSON, its quotes doubled inside a cell.
  private mutating func json(_ text: StaticString) {
    let source = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard isCSV else {
      bytes += source
      return
    }
    for byte in source {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
  }

  private mutating func number(_ value: Int64, width: Int = 1) {
    var divisor: Int64 = 1
    var digits = 1
    while digits < width || value / divisor >= 10 {
      divisor *= 10
      digits += 1
    }
    while divisor > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: value / divisor % 10))
      divisor /= 10
    }
  }

  private mutating func identifier(_ call: Call) {
    add("chatcmpl-")
    for (word, count) in [(call.first, 13), (call.second, 11)] {
      var rest = word
      for _ in 0..<count {
        let digit = UInt8(truncatingIfNeeded: rest & 31)
        bytes.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
        rest >>= 5
      }
    }
  }

  /// `2026-09-01 00:00:00.000123`, as the database prints it.
  private mutating func time(_ microseconds: Int64) {
    let day = microseconds / 86_400_000_000
    if day != days.number { days = (day, Array(CallText.date(day).utf8)) }
    bytes += days.text
    bytes.append(isCSV ? UInt8(ascii: " ") : UInt8(ascii: "T"))
    let rest = microseconds - day * 86_400_000_000
    let seconds = rest / 1_000_000
    number(seconds / 3600, width: 2)
    bytes.append(UInt8(ascii: ":"))
    number(seconds / 60 % 60, width: 2)
    bytes.append(UInt8(ascii: ":"))
    number(seconds % 60, width: 2)
    bytes.append(UInt8(ascii: "."))
    number(rest / 1000 % 1000, width: 3)
  }

  private static func date(_ day: Int64) -> String {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    let dayOfMonth = dayOfYear - (153 * part + 2) / 5 + 1
    let civilYear = year + era * 400 + (month <= 2 ? 1 : 0)
    return "\(civilYear)-\(month < 10 ? "0" : "")\(month)-\(dayOfMonth < 10 ? "0" : "")\(dayOfMonth)"
  }

  private mutating func tags(_ call: Call) {
    json(call.hasTag ? #"["campagne:herfst"]"# : "[]")
  }

  private mutating func metadata(_ call: Call, _ key: Key) {
    json(#"{"user_api_key_alias":""#)
    add(key.alias)
    switch call.ending {
    case .failure: json(#"","status":"failure","error_information":{"error_code":"429"}}"#)
    case .cacheHit: json(#""}"#)
    case .success:
      json(#"""#)
      if call.cacheRead > 0 {
        json(#","additional_usage_values":{"cache_read_input_tokens":"#)
        number(Int64(call.cacheRead))
        if call.cacheWrite > 0 {
          json(#","cache_creation_input_tokens":"#)
          number(Int64(call.cacheWrite))
        }
        json("}")
      }
      if call.hasBreakdown {
        json(#","cost_breakdown":{"total_cost":"#)
        add("\(call.spend)")
        json("}")
      }
      json("}")
    }
  }
}
