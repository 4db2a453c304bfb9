public import Editions
import Registers
import ReportCore

/// `numbers.json`, schema `peil.numbers/1` (design.md section 4): the edition's truth, one figure a line so that two
/// editions can be compared with `diff`.
public enum NumbersJSON {
  /// UTF-8, keys always in the same order, a line feed at the end. An input in `from` is given by its id when it has the
  /// figure's own scope and period, else by its full name, `spend.total@2026-W46`.
  public static func bytes(of edition: Edition) -> [UInt8] {
    var text = "{ \"schema\": \"peil.numbers/1\", \"week\": \(string(edition.week.description))"
    text +=
      ", \"timeZone\": \(string(edition.registers.site.timeZone)), \"asOf\": \(string(edition.asOf.description)),\n"
    let ledger = edition.ledger
    text += "  \"ledger\": { \"imports\": \(ledger.imports), \"entries\": \(ledger.entries)"
    text += ", \"digest\": \(string("sha256:\(ledger.digest)")) },\n  \"figures\": ["
    for (index, figure) in edition.figures.all.enumerated() {
      text += "\(index == 0 ? "" : ",")\n    \(line(figure))"
    }
    text += "\n  ] }\n"
    return Array(text.utf8)
  }

  private static func line(_ figure: Figure) -> String {
    let scope = figure.key.scope.sorted { $0.key < $1.key }.map { "\(string($0.key)): \(string($0.value))" }
    let fields: [(String, String)] = [
      ("id", string(figure.key.id)), ("item", string(figure.item)),
      ("scope", scope.isEmpty ? "{}" : "{ \(scope.joined(separator: ", ")) }"),
      ("period", string(figure.key.period.description)), ("unit", string(figure.unit.rawValue)),
      ("value", string(figure.value?.description)), ("lower", string(figure.lower?.description)),
      ("upper", string(figure.upper?.description)), ("state", string(figure.state?.rawValue)),
      ("reason", string(figure.reason?.rawValue)), ("target", string(figure.target?.description)),
      ("guide", string(figure.guide?.description)), ("trend", string(figure.trend?.rawValue)),
      ("rows", String(figure.rows)), ("formula", string(figure.formula)),
      ("from", "[\(figure.from.map { string(input($0, of: figure.key)) }.joined(separator: ", "))]"),
    ]
    return "{ " + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + " }"
  }

  private static func input(_ key: FigureKey, of figure: FigureKey) -> String {
    key.scope == figure.scope && key.period == figure.period ? key.id : key.description
  }

  /// A JSON string, or `null`. Everything below a space is escaped, and so are the two line ends that JavaScript minds.
  private static func string(_ text: String?) -> String {
    guard let text else { return "null" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\0"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
