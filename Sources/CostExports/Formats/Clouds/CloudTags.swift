import ReportCore

/// Tags and labels of cloud resources as client tags `key:value`. Those that name people and those that machines set
/// are left out; a comma in a value becomes a semicolon, since commas separate tags.
enum CloudTags {
  /// As many as the clouds allow on a resource, with room.
  private static let limit = 64
  private static let personal: Set<String> = [
    "user", "users", "username", "userid", "email", "emails", "mail", "owner", "owners", "creator", "createdby",
    "createdfor", "person", "employee", "contact", "principal", "login", "upn", "requester", "requestor", "assignee",
    "engineer", "manager", "author",
  ]
  private static let machineMade = ["aws:", "aws_", "hidden-", "goog-", "ms-resource-", "azure-"]

  /// Sorted by key, joined with `,`.
  static func joined(_ pairs: [(key: String, value: String)]) -> String {
    pairs.filter(isKept)
      .map { "\(plain($0.key)):\(plain($0.value))" }
      .sorted().prefix(limit).joined(separator: ",")
  }

  private static func isKept(_ key: String, _ value: String) -> Bool {
    guard !key.isEmpty, !value.isEmpty, key.utf8.count + value.utf8.count <= 512, !value.contains("@") else {
      return false
    }
    let lower = key.lowercased()
    guard !machineMade.contains(where: lower.hasPrefix) else { return false }
    let words = lower.split { !($0.isLetter || $0.isNumber) }
    return !words.contains { personal.contains(String($0)) } && !personal.contains(words.joined())
  }

  private static func plain(_ text: String) -> String {
    let trimmed = text.drop { $0 == " " }
    return String(trimmed).replacing(",", with: ";")
  }

  /// The members of a JSON object whose values are plain; nothing for `null`. The Azure export leaves the braces out.
  static func pairs(_ slice: ByteSlice) throws(JSONProblem) -> [(key: String, value: String)] {
    guard slice.isUTF8 else { throw JSONProblem(offset: 0, expected: "UTF-8") }
    guard let first = slice.buffer.first(where: { $0 > 0x20 }) else { return [] }
    guard first == UInt8(ascii: "\"") else { return try members(slice) }
    var bytes = [UInt8(ascii: "{")] + slice.buffer + [UInt8(ascii: "}")]
    var result: Result<[(key: String, value: String)], JSONProblem> = .success([])
    bytes.withUnsafeMutableBufferPointer { buffer in
      do throws(JSONProblem) {
        result = .success(try members(ByteSlice(start: buffer.baseAddress, count: buffer.count)))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  private static func members(_ slice: ByteSlice) throws(JSONProblem) -> [(key: String, value: String)] {
    guard var scanner = JSONScanner(slice) else { return [] }
    var pairs: [(key: String, value: String)] = []
    if scanner.peek() == UInt8(ascii: "n") {
      try scanner.skipValue()
    } else {
      try scanner.members { (value, key) throws(JSONProblem) in
        if value.peek() == UInt8(ascii: "{") || value.peek() == UInt8(ascii: "[") {
          try value.skipValue()
          return
        }
        let name = key.text ?? ""
        pairs.append((name, try value.value().text ?? ""))
      }
    }
    try scanner.finish()
    return pairs
  }
}
