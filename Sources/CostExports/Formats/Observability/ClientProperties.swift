import ReportCore

/// What callers attach to their calls, as a JSON object of their own keys. Team, project and a few words that name a
/// purpose are taken; all else is left alone, since it may be about a person.
struct ClientProperties {
  private static let purposes: Set<String> = [
    "app", "application", "campaign", "campagne", "department", "environment", "feature", "product", "service",
    "use-case", "use_case", "usecase",
  ]
  private static let users: Set<String> = ["_user", "user", "user_id", "userid"]

  private(set) var team = ""
  private(set) var project = ""
  /// `campaign:autumn`, sorted, joined with commas.
  private(set) var tags = ""
  /// Tells end users apart, and is not kept.
  private(set) var user = ByteSlice.empty

  init() {}

  /// Reads an object; nothing and `null` are one without keys.
  init(_ slice: ByteSlice) throws(JSONProblem) {
    guard slice.isUTF8 else { throw JSONProblem(offset: 0, expected: "UTF-8") }
    guard var scanner = JSONScanner(slice), scanner.peek() != nil else { return }
    var found: Set<String> = []
    if scanner.peek() == UInt8(ascii: "n") {
      try scanner.skipValue()
    } else {
      try scanner.members { (value, key) throws(JSONProblem) in
        let isNested = value.peek() == UInt8(ascii: "{") || value.peek() == UInt8(ascii: "[")
        let bytes = try value.value()
        guard !isNested, bytes.count <= 200, let name = key.prefix(32).text?.lowercased() else { return }
        if ClientProperties.users.contains(name) {
          user = bytes
        } else if name == "team" {
          team = bytes.text ?? ""
        } else if name == "project" {
          project = bytes.text ?? ""
        } else if ClientProperties.purposes.contains(name), !bytes.isEmpty {
          found.insert("\(name):\(bytes.text ?? "")")
        }
      }
    }
    try scanner.finish()
    tags = found.sorted().joined(separator: ",")
  }

  /// Says once in a file that properties could not be read.
  static func warning(at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      .warning, code: "bad-properties", at: place,
      "the properties are not the JSON they should be; the row counts without them",
      remedy: "Export as JSON Lines: the source escapes them wrongly in its CSV.")
  }
}
