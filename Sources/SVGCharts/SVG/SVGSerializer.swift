/// Nodes to markup. The only place in the charts that escapes.
enum SVGSerializer {
  static func serialized(_ node: SVGNode) -> String {
    var output = ""
    write(node, depth: 0, inline: false, to: &output)
    return output
  }

  /// The depth is ours (a chart is at most five levels deep), never that of data.
  private static func write(_ node: SVGNode, depth: Int, inline: Bool, to output: inout String) {
    switch node.content {
    case .nothing: break
    case .text(let text): appendEscaped(text, to: &output)
    case .element(let name, let attributes, let children):
      if !inline { output.append(contentsOf: repeatElement(" ", count: depth)) }
      output += "<" + name.rawValue
      for attribute in attributes {
        output += " " + attribute.name.rawValue + "=\""
        appendEscaped(attribute.value ?? "", to: &output)
        output += "\""
      }
      if children.isEmpty {
        output += "/>"
      } else {
        output += name.isInline ? ">" : ">\n"
        for child in children { write(child, depth: depth + 1, inline: name.isInline, to: &output) }
        if !name.isInline { output.append(contentsOf: repeatElement(" ", count: depth)) }
        output += "</" + name.rawValue + ">"
      }
      if !inline { output += "\n" }
    }
  }

  /// Markup characters become references; characters that would break XML or change the reading order are shown
  /// as U+FFFD, so that a signer sees that something was there; line breaks and tabs become a space.
  static func appendEscaped(_ text: String, to output: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      case "\t", "\n", "\r", "\u{2028}", "\u{2029}": output += " "
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{200E}"..."\u{200F}", "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}", "\u{FFFE}"..."\u{FFFF}":
        output += "\u{FFFD}"
      default: output.unicodeScalars.append(scalar)
      }
    }
  }
}
