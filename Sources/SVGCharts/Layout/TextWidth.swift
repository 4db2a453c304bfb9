/// How wide a label will be, without asking a font, so that layout is the same on every machine: the table of
/// look.md 2.1, with lower case split by breadth. The widest family we name (DejaVu) fits in it.
enum TextWidth {
  static let size = 12.0

  static func of(_ text: String, size: Double = TextWidth.size, bold: Bool = false) -> Double {
    var em = 0.0
    for scalar in text.unicodeScalars { em += advance(of: scalar) }
    return em * size * (bold ? 1.14 : 1)
  }

  /// The text if it fits the width, else as much as fits with an ellipsis. Linear, whatever the length.
  static func fitted(_ text: String, to width: Double, size: Double = TextWidth.size, bold: Bool = false) -> String {
    let perEm = size * (bold ? 1.14 : 1)
    let ellipsis = advance(of: "…") * perEm
    var used = 0.0
    var end = text.startIndex
    for index in text.indices {
      for scalar in text[index].unicodeScalars { used += advance(of: scalar) * perEm }
      if used > width {
        let kept = text[..<end]
        return (kept.last == " " ? kept.dropLast() : kept) + "…"
      }
      if used + ellipsis <= width { end = text.index(after: index) }
    }
    return text
  }

  /// Greedy lines of at most the width; at most `count` lines, the last one shortened.
  static func lines(_ text: String, width: Double, count: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    let words = text.split(separator: " ")
    for (index, word) in words.enumerated() {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || of(longer) <= width {
        line = longer
      } else if lines.count + 1 == count {
        line = fitted(([line] + words[index...].prefix(20).map(String.init)).joined(separator: " "), to: width)
        break
      } else {
        lines.append(fitted(line, to: width))
        line = String(word)
      }
    }
    return line.isEmpty ? lines : lines + [fitted(line, to: width)]
  }

  private static func advance(of scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "0"..."9", "€", "–", "?": 0.64
    case "i", "j", "l": 0.29
    case "f", "r", "t": 0.42
    case "c", "s", "z": 0.55
    case "m", "w", "M", "W", "%", "…": 1.0
    case "+", "−", "‹", "<", ">", "≤", "≥", "=": 0.84
    case "a"..."z": 0.64
    case "A"..."Z": 0.78
    case " ", ".", ",", ":", "\u{A0}", "\u{202F}", "'", "(", ")", "-": 0.33
    case "\u{300}"..."\u{36F}": 0
    case "\u{1100}"...: scalar.value >= 0x2E80 || scalar.value < 0x1200 ? 1.15 : 0.78
    default: scalar.properties.isLowercase ? 0.64 : 0.78
    }
  }
}
