import ReportCore

/// Collects the complaints of all registers, so that one run shows them all. A class because every reader of
/// every file writes into the same list; it never leaves the reading.
final class RegisterProblems {
  private(set) var list: [Diagnostic] = []

  func add(_ diagnostic: Diagnostic) { list.append(diagnostic) }

  func error(
    _ code: String, at place: SourcePlace, _ summary: String, found: String? = nil, expected: String? = nil,
    remedy: String? = nil
  ) {
    add(Diagnostic(code: code, at: place, summary, found: found, expected: expected, remedy: remedy))
  }

  /// By file, then line, then the order of reading.
  var sorted: [Diagnostic] {
    list.enumerated().sorted { left, right in
      let first = (left.element.place?.file ?? "", left.element.place?.line ?? 0, left.offset)
      let second = (right.element.place?.file ?? "", right.element.place?.line ?? 0, right.offset)
      return first < second
    }.map(\.element)
  }
}

/// The names that one register may use from another. Nil means the other register is absent, so nothing can be
/// checked against it.
struct KnownNames {
  var languages: [String] = ["nl", "en"]
  var owners: [String]?
  var useCases: [String]?
  var formats: [String]?
}

/// Words that several registers share.
enum RegisterWords {
  /// The scope of a budget for everything together.
  static let total = "total"
  /// The use case of a rule that says on purpose: not attributed.
  static let notAttributed = "not-attributed"
  /// Languages a site can be written in.
  static let languages = ["nl", "en"]
  /// The four metrics a company can set a target for (S52, S54–S56).
  static let metrics = ["mt.cost-per-1000-calls", "mt.cost-per-session", "mt.efficiency", "mt.roi"]

  /// `a, b or c`, for what was expected.
  static func oneOf(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "nothing" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }

  /// `did you mean x?`, or the whole list when nothing is near.
  static func remedy(for name: String, among names: [String]) -> String {
    if let nearest = NearestName.of(String(name.prefix(80)), among: names) { return "did you mean \(nearest)?" }
    return "use \(oneOf(names))"
  }

  /// Lower-case words joined by hyphens: safe in addresses, files and figure scopes.
  static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 40 else { return false }
    let isWord = { (byte: UInt8) in (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
    return isWord(first) && text.utf8.last != UInt8(ascii: "-")
      && text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") }
  }
}
