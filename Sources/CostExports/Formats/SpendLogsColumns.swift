import ReportCore

/// The columns of LiteLLM_SpendLogs that are read (formats.md 2.1). The same names are keys in JSON Lines.
enum SpendLogsColumn: Int, CaseIterable {
  case requestID, callType, spend, startTime, model, promptTokens, completionTokens
  case apiKey, provider, metadata, cacheHit, requestTags, teamID, endUser, status

  var name: String {
    switch self {
    case .requestID: "request_id"
    case .callType: "call_type"
    case .spend: "spend"
    case .startTime: "startTime"
    case .model: "model"
    case .promptTokens: "prompt_tokens"
    case .completionTokens: "completion_tokens"
    case .apiKey: "api_key"
    case .provider: "custom_llm_provider"
    case .metadata: "metadata"
    case .cacheHit: "cache_hit"
    case .requestTags: "request_tags"
    case .teamID: "team_id"
    case .endUser: "end_user"
    case .status: "status"
    }
  }

  var isRequired: Bool { rawValue <= SpendLogsColumn.completionTokens.rawValue }

  /// Known and left out: doubles, machine matters, prompts and people.
  static let ignored: Set<String> = [
    "total_tokens", "endTime", "completionStartTime", "request_duration_ms", "model_id", "model_group", "api_base",
    "user", "cache_key", "organization_id", "requester_ip_address", "messages", "response", "proxy_server_request",
    "session_id", "mcp_namespaced_tool_name", "agent_id", "billing_agent_id", "litellm_call_id", "created_at",
    "updated_at",
  ]
}

/// The values of one row as bytes: cells of a CSV or members of a JSON object, `null` as nothing. Behind a pointer,
/// because a row is filled and read millions of times.
final class SpendLogsRecord {
  /// By the columns' raw values.
  let values: UnsafeMutablePointer<ByteSlice>
  private let seen: UnsafeMutablePointer<UInt32>

  init() {
    values = .allocate(capacity: SpendLogsColumn.allCases.count)
    seen = .allocate(capacity: 1)
    clear()
  }

  deinit {
    values.deallocate()
    seen.deallocate()
  }

  subscript(_ column: SpendLogsColumn) -> ByteSlice { values[column.rawValue] }

  func clear() {
    values.initialize(repeating: .empty, count: SpendLogsColumn.allCases.count)
    seen.initialize(to: 0)
  }

  /// False when the column has a value already.
  func set(_ column: SpendLogsColumn, _ value: ByteSlice) -> Bool {
    let bit = UInt32(1) << UInt32(column.rawValue)
    guard seen.pointee & bit == 0 else { return false }
    seen.pointee |= bit
    values[column.rawValue] = value
    return true
  }
}

/// Finds a column by the bytes of its name: by length first, then at most a few comparisons.
struct SpendLogsNames {
  private var byLength: [[(bytes: [UInt8], column: SpendLogsColumn)]] = []
  private var ignored: [[[UInt8]]] = []

  init() {
    for column in SpendLogsColumn.allCases {
      let bytes = Array(column.name.utf8)
      while byLength.count <= bytes.count { byLength.append([]) }
      byLength[bytes.count].append((bytes, column))
    }
    for name in SpendLogsColumn.ignored.sorted() {
      let bytes = Array(name.utf8)
      while ignored.count <= bytes.count { ignored.append([]) }
      ignored[bytes.count].append(bytes)
    }
  }

  func column(_ key: ByteSlice) -> SpendLogsColumn? {
    guard key.count < byLength.count else { return nil }
    for entry in byLength[key.count] where key.equals(entry.bytes) { return entry.column }
    return nil
  }

  func isIgnored(_ key: ByteSlice) -> Bool {
    guard key.count < ignored.count else { return false }
    return ignored[key.count].contains { key.equals($0) }
  }
}
