/// Where a figure's trace stands on the week's trace page.
public enum TraceAnchor {
  /// The fragment of a figure: `mt.cost-per-session[useCase=service-chat]@2026-W47` becomes
  /// `mt--cost-per-session---use-case---service-chat---2026-w47`. Only `[a-z0-9-]`, and no two keys share one: a point is
  /// two hyphens, a boundary between parts three, and whatever else is not a plain letter or digit is four hyphens and
  /// its bytes in hexadecimal; two of these never touch unless the second is the longest, so that runs of hyphens can be
  /// read back.
  public static func slug(_ key: FigureKey) -> String {
    var result = ""
    append(key.id, to: &result, isName: false)
    for (name, value) in key.scope.sorted(by: { $0.key < $1.key }) {
      result += "---"
      append(name, to: &result, isName: true)
      result += "---"
      append(value, to: &result, isName: false)
    }
    return result + "---" + key.period.description.lowercased()
  }

  /// A dimension's name has no hyphen of its own: `useCase` can be written `use-case` and still be told apart.
  private static func append(_ text: String, to result: inout String, isName: Bool) {
    let start = result.utf8.count
    let bytes = Array(text.utf8)
    if bytes.isEmpty { result += "----zz" }
    for (index, byte) in bytes.enumerated() {
      // A hyphen beside a boundary or another hyphen would make the run unreadable.
      let isFree = result.utf8.count > start && result.utf8.last != UInt8(ascii: "-") && index + 1 < bytes.count
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "-") where isFree && !isName: result += "-"
      case UInt8(ascii: ".") where isFree: result += "--"
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where isFree && isName:
        result += "-"
        result.unicodeScalars.append(Unicode.Scalar(byte + 32))
      default:
        let digits = String(byte, radix: 16)
        result += "----" + (digits.count == 1 ? "0" : "") + digits
      }
    }
  }
}
