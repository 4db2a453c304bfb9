import ReportCore

/// The gateway's log of a week, Monday 00:00 to Sunday 24:00 UTC, as exports of LiteLLM's SpendLogs table have it.
enum GatewayLog {
  /// All rows of a week by time.
  static func calls(in week: ISOWeek) -> [GatewayCall] {
    var calls: [GatewayCall] = []
    for number in week.firstDay.number...week.lastDay.number {
      let day = CalendarDay(number: number)
      calls += ChatTraffic.calls(on: day) + OfficeTraffic.copy(on: day) + OfficeTraffic.test(on: day)
      calls += BatchTraffic.mail(on: day) + BatchTraffic.search(on: day) + BatchTraffic.reviews(on: day)
    }
    return calls.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
  }

  static let columns = [
    "request_id", "call_type", "spend", "total_tokens", "prompt_tokens", "completion_tokens", "startTime", "endTime",
    "model", "custom_llm_provider", "cache_hit", "request_tags", "team_id", "end_user", "status", "metadata",
  ]

  /// The rows as CSV with a header.
  static func csv(_ calls: [GatewayCall]) -> String {
    var text = columns.joined(separator: ",") + "\n"
    for call in calls {
      let cells = [
        call.id, callType(call), "\(call.spend)", "\(call.prompt + call.output)", "\(call.prompt)", "\(call.output)",
        time(call.start), time(call.end), call.model.name, call.model.provider, cacheHit(call) ?? "",
        call.tags.isEmpty ? "[]" : quoted(tags(call)), call.key.team, call.endUser, status(call),
        quoted(metadata(call)),
      ]
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }

  /// The rows as JSON Lines.
  static func jsonLines(_ calls: [GatewayCall]) -> String {
    var text = ""
    for call in calls {
      let values = [
        json(call.id), json(callType(call)), "\(call.spend)", "\(call.prompt + call.output)", "\(call.prompt)",
        "\(call.output)", json(time(call.start, separator: "T")), json(time(call.end, separator: "T")),
        json(call.model.name), json(call.model.provider), cacheHit(call).map(json) ?? "null", tags(call),
        call.key.team.isEmpty ? "null" : json(call.key.team), json(call.endUser), json(status(call)), metadata(call),
      ]
      text += "{" + zip(columns, values).map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}\n"
    }
    return text
  }

  private static func callType(_ call: GatewayCall) -> String {
    call.model == .embedding ? "aembedding" : "acompletion"
  }

  private static func status(_ call: GatewayCall) -> String {
    if case .failure = call.ending { "failure" } else { "success" }
  }

  private static func cacheHit(_ call: GatewayCall) -> String? {
    switch call.ending {
    case .success: "False"
    case .cacheHit: "True"
    case .failure: nil
    }
  }

  private static func metadata(_ call: GatewayCall) -> String {
    var members = ["\"user_api_key_alias\":\(json(call.key.alias))"]
    if case .failure(let code) = call.ending {
      members += ["\"status\":\"failure\"", "\"error_information\":{\"error_code\":\"\(code)\"}"]
    }
    var cached: [String] = []
    if call.cacheRead > 0 { cached.append("\"cache_read_input_tokens\":\(call.cacheRead)") }
    if call.cacheWrite > 0 { cached.append("\"cache_creation_input_tokens\":\(call.cacheWrite)") }
    if !cached.isEmpty { members.append("\"additional_usage_values\":{\(cached.joined(separator: ","))}") }
    return "{\(members.joined(separator: ","))}"
  }

  private static func tags(_ call: GatewayCall) -> String {
    "[\(call.tags.map(json).joined(separator: ","))]"
  }

  /// `2026-10-26 08:15:02.113`: UTC without saying so.
  private static func time(_ moment: Instant, separator: String = " ") -> String {
    let seconds = Instant(seconds: moment.seconds).description
    let fraction = String(1000 + (moment.microseconds / 1000) % 1000).dropFirst()
    return "\(seconds.prefix(10))\(separator)\(seconds.dropFirst(11).dropLast()).\(fraction)"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// The generator writes no text that JSON would have to escape.
  private static func json(_ text: String) -> String { "\"\(text)\"" }
}
