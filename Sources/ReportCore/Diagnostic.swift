/// Where something stands in a file that a person can open.
public struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
  /// The path as the person knows it, relative to the site.
  public let file: String
  /// 1-based; nil when the whole file is meant.
  public let line: Int?
  /// The column's or key's name, where there is one.
  public let field: String?

  /// A place in `file`.
  public init(file: String, line: Int? = nil, field: String? = nil) {
    self.file = file
    self.line = line
    self.field = field
  }

  public var description: String { line.map { "\(file):\($0)" } ?? file }
}

/// A complaint with a place, what was found, what was expected and a way out.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible, Error {
  /// Whether the work can go on.
  public enum Severity: String, Sendable {
    /// The input is refused.
    case error
    /// The input is used, and the reader should know.
    case warning
  }

  /// Error or warning.
  public let severity: Severity
  /// Stable, kebab-case, English: `unknown-key`.
  public let code: String
  /// Where; nil only when no file is involved.
  public let place: SourcePlace?
  /// One sentence: what is wrong.
  public let summary: String
  /// The offending text, shortened; never a secret or a personal datum.
  public let found: String?
  /// What would have been right.
  public let expected: String?
  /// What to do next.
  public let remedy: String?

  /// A complaint.
  public init(
    _ severity: Severity = .error, code: String, at place: SourcePlace?, _ summary: String, found: String? = nil,
    expected: String? = nil, remedy: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.place = place
    self.summary = summary
    self.found = found.map(Diagnostic.shortened)
    self.expected = expected
    self.remedy = remedy
  }

  /// As a compiler prints it: `file:line: error: summary [code]`, then the found, expected and remedy lines.
  public var description: String {
    var lines = [
      (place.map { "\($0): " } ?? "")
        + "\(severity.rawValue): \(place?.field.map { "\($0): " } ?? "")\(summary) [\(code)]"
    ]
    if let found { lines.append("  found:    \(found)") }
    if let expected { lines.append("  expected: \(expected)") }
    if let remedy { lines.append("  remedy:   \(remedy)") }
    return lines.joined(separator: "\n")
  }

  /// At most 80 characters, control and direction characters shown as `�`.
  public static func shortened(_ text: String) -> String {
    var result = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      guard count < 80 else { return result + "…" }
      let hidden = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      result.unicodeScalars.append(hidden ? "\u{FFFD}" : scalar)
    }
    return result
  }
}

/// A value together with the complaints met while making it.
public struct Checked<Value: Sendable>: Sendable {
  /// What could be read, even when there are errors.
  public let value: Value
  /// In file order.
  public let diagnostics: [Diagnostic]

  /// A value and its complaints.
  public init(_ value: Value, _ diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }

  /// True when at least one complaint is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Many complaints thrown together: one run shows them all.
public struct DiagnosticList: Error, Sendable, CustomStringConvertible {
  /// In the order they are to be printed.
  public let diagnostics: [Diagnostic]

  /// The complaints as one error.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
