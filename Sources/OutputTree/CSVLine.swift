/// Lines of RFC 4180 whose cells hold no line break.
public enum CSVLine {
  /// The cells and the line's end.
  public static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\n" }

  /// Quoted only when it must be.
  public static func cell(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == quote || $0 == comma }) else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append("\"") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// The cells of one line; nil when a quotation mark stands where none may.
  public static func cells(_ line: some Collection<UInt8>) -> [String]? {
    var cells: [String] = []
    var rest = line[...]
    while true {
      var cell: [UInt8] = []
      if rest.first == quote {
        rest = rest.dropFirst()
        while true {
          guard let end = rest.firstIndex(of: quote) else { return nil }
          cell += rest[..<end]
          rest = rest[end...].dropFirst()
          guard rest.first == quote else { break }
          cell.append(quote)
          rest = rest.dropFirst()
        }
        guard rest.isEmpty || rest.first == comma else { return nil }
      } else {
        let end = rest.firstIndex(of: comma) ?? rest.endIndex
        cell += rest[..<end]
        guard !cell.contains(quote) else { return nil }
        rest = rest[end...]
      }
      guard let text = String(validating: cell, as: UTF8.self) else { return nil }
      cells.append(text)
      guard rest.first == comma else { return cells }
      rest = rest.dropFirst()
    }
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
}
