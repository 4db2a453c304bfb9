/// Names of models. Anthropic's console writes display names where everything else writes ids: they are turned into
/// the family of ids, so that a bill and a gateway speak of the same model.
public enum ModelNames {
  private static let names: Set<String> = ["opus", "sonnet", "haiku", "instant", "fable", "mythos"]

  /// `claude-sonnet-4-5` for `Claude Sonnet 4.5`, `claude-3-5-sonnet-20241022` for `Claude 3.5 Sonnet 2024-10-22`:
  /// until version 4 ids had the number first, whatever the display name. A text that is no display name of a Claude
  /// model is given back as it is.
  public static func family(_ text: String) -> String {
    guard text.utf8.count <= 64, text.utf8.starts(with: "Claude ".utf8) else { return text }
    var name: String?
    var version: (major: Int, minor: Int?)?
    var date = ""
    for word in text.split(separator: " ").dropFirst() {
      if name == nil, names.contains(word.lowercased()) {
        name = word.lowercased()
      } else if version == nil, let number = number(word) {
        version = number
      } else if date.isEmpty, let digits = compactDate(word) {
        date = "-" + digits
      } else {
        return text
      }
    }
    guard let version else { return text }
    let hyphened = version.minor.map { "\(version.major)-\($0)" } ?? "\(version.major)"
    guard let name, name != "instant" else {
      // The oldest ids keep their point: claude-2.1, claude-instant-1.2.
      guard version.major < 3 else { return text }
      let number = version.minor.map { "\(version.major).\($0)" } ?? "\(version.major)"
      return name == nil ? "claude-\(number)\(date)" : "claude-instant-\(number)\(date)"
    }
    return version.major < 4 ? "claude-\(hyphened)-\(name)\(date)" : "claude-\(name)-\(hyphened)\(date)"
  }

  /// `4` or `4.5`.
  private static func number(_ word: Substring) -> (major: Int, minor: Int?)? {
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.utf8.count) && isDigits($0) }),
      let major = Int(parts[0])
    else { return nil }
    return (major, parts.count == 2 ? Int(parts[1]) : nil)
  }

  /// `20241022` for `2024-10-22`.
  private static func compactDate(_ word: Substring) -> String? {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy(isDigits) else { return nil }
    return parts.joined()
  }

  private static func isDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy { $0 &- 0x30 <= 9 } }
}
