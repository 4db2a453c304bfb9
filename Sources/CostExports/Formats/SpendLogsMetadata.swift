/// What is read of a row's metadata (formats.md 2.2): names, token details and the gateway's own breakdown.
struct SpendLogsMetadata {
  var keyAlias = ByteSlice.empty
  var teamAlias = ByteSlice.empty
  var projectID = ByteSlice.empty
  var status = ByteSlice.empty
  var serviceTier = ByteSlice.empty
  var cacheRead = ByteSlice.empty
  var cacheWrite = ByteSlice.empty
  var reasoning = ByteSlice.empty
  var totalCost = ByteSlice.empty
  var clientToken = ByteSlice.empty

  init() {}

  /// Reads a JSON object and nothing behind it; anything else is a complaint.
  init(_ slice: ByteSlice) throws(JSONProblem) {
    guard var scanner = JSONScanner(slice) else {
      self.init()
      return
    }
    try self.init(&scanner)
    try scanner.finish()
  }

  /// Reads the object that stands here.
  init(_ scanner: inout JSONScanner) throws(JSONProblem) {
    try scanner.members { (value, key) throws(JSONProblem) in
      if key.equals("user_api_key_alias") {
        keyAlias = try value.value()
      } else if key.equals("user_api_key_team_alias") {
        teamAlias = try value.value()
      } else if key.equals("user_api_key_project_id") {
        projectID = try value.value()
      } else if key.equals("status") {
        status = try value.value()
      } else if key.equals("service_tier") {
        serviceTier = try value.value()
      } else if key.equals("used_client_oauth_token") {
        clientToken = try value.value()
      } else if key.equals("additional_usage_values") {
        try readUsage(&value, isBest: true)
      } else if key.equals("usage_object") {
        try readUsage(&value, isBest: false)
      } else if key.equals("cost_breakdown") {
        try SpendLogsMetadata.eachMember(&value) { (inner, name) throws(JSONProblem) in
          if name.equals("total_cost") { totalCost = try inner.value() } else { try inner.skipValue() }
        }
      } else {
        try value.skipValue()
      }
    }
  }

  /// The gateway's own values win over the provider's raw ones, whichever comes first.
  private mutating func readUsage(_ scanner: inout JSONScanner, isBest: Bool) throws(JSONProblem) {
    var read = ByteSlice.empty
    var write = ByteSlice.empty
    var thought = ByteSlice.empty
    var cached = ByteSlice.empty
    try SpendLogsMetadata.eachMember(&scanner) { (value, key) throws(JSONProblem) in
      if key.equals("cache_read_input_tokens") {
        read = try value.value()
      } else if key.equals("cache_creation_input_tokens") {
        write = try value.value()
      } else if key.equals("prompt_tokens_details") {
        try SpendLogsMetadata.eachMember(&value) { (inner, name) throws(JSONProblem) in
          if name.equals("cached_tokens") { cached = try inner.value() } else { try inner.skipValue() }
        }
      } else if key.equals("completion_tokens_details") {
        try SpendLogsMetadata.eachMember(&value) { (inner, name) throws(JSONProblem) in
          if name.equals("reasoning_tokens") { thought = try inner.value() } else { try inner.skipValue() }
        }
      } else {
        try value.skipValue()
      }
    }
    if read.isEmpty { read = cached }
    if isBest || cacheRead.isEmpty, !read.isEmpty { cacheRead = read }
    if isBest || cacheWrite.isEmpty, !write.isEmpty { cacheWrite = write }
    if isBest || reasoning.isEmpty, !thought.isEmpty { reasoning = thought }
  }

  /// As `members`, and `null` has none: the gateway writes it for what it does not know.
  private static func eachMember(
    _ scanner: inout JSONScanner, _ visit: (inout JSONScanner, ByteSlice) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    guard scanner.peek() == UInt8(ascii: "{") else {
      try scanner.skipValue()
      return
    }
    try scanner.members(visit)
  }
}

/// The client's tags of a request: those that machines add are left out.
enum RequestTags {
  private static let machineMade: [StaticString] = ["User-Agent:", "user-agent:", "Credential:"]

  /// True for a tag that a machine added.
  static func isMachineMade(_ tag: String) -> Bool { machineMade.contains { tag.hasPrefix($0.description) } }

  /// Sorted, each once. The slice is a JSON array of text, or nothing.
  static func read(
    _ slice: ByteSlice, _ text: (ByteSlice) -> String
  ) throws(JSONProblem) -> [String] {
    guard var scanner = JSONScanner(slice) else { return [] }
    var tags: Set<String> = []
    if scanner.peek() == UInt8(ascii: "n") {
      try scanner.skipValue()
    } else {
      try scanner.elements { value throws(JSONProblem) in
        let tag = try value.value()
        if !tag.isEmpty, !machineMade.contains(where: { tag.hasPrefix($0) }) { tags.insert(text(tag)) }
      }
    }
    try scanner.finish()
    return tags.sorted()
  }
}
