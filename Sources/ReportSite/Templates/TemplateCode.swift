import ReportCore

/// A template as steps, read once: text stays bytes until it is printed.
struct TemplateCode: Sendable {
  indirect enum Step: Sendable {
    case text([UInt8])
    /// Escaped.
    case value(String)
    /// As it stands.
    case markup(String)
    case section(String, [Step])
    case inverted(String, [Step])
    case partial(String)
    /// A partial whose blocks are given here.
    case parent(String, [String: [Step]])
    /// What a parent's heirs may replace.
    case block(String, [Step])
  }

  let steps: [Step]

  /// Reads a template. Throws `template-syntax` with the line for a tag that is not closed, a section that is closed
  /// under another name or not at all, and for anything but blocks between a parent's tags.
  init(_ text: String, name: String) throws(Diagnostic) {
    var reader = TemplateReader(Array(text.utf8), name: name)
    steps = try reader.steps(until: nil)
  }
}

/// Goes through the bytes of one template. A section, block, partial or comment that has a line to itself takes that
/// line away with it.
private struct TemplateReader {
  private let bytes: [UInt8]
  private let name: String
  private var position = 0
  /// Nothing but white space since the line began.
  private var isAtLineStart = true

  init(_ bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  /// The steps up to the end of section `open`, or of the text.
  mutating func steps(until open: (name: String, position: Int)?) throws(Diagnostic) -> [TemplateCode.Step] {
    var steps: [TemplateCode.Step] = []
    while let (text, tag) = try next() {
      var text = text
      guard let tag else {
        if !text.isEmpty { steps.append(.text(text)) }
        break
      }
      if isAlone(tag, &text) { skipLineEnd() }
      if !text.isEmpty { steps.append(.text(text)) }
      switch tag.kind {
      case .variable: steps.append(.value(tag.name))
      case .unescaped: steps.append(.markup(tag.name))
      case .section: steps.append(.section(tag.name, try self.steps(until: (tag.name, tag.start))))
      case .inverted: steps.append(.inverted(tag.name, try self.steps(until: (tag.name, tag.start))))
      case .block: steps.append(.block(tag.name, try self.steps(until: (tag.name, tag.start))))
      case .partial: steps.append(.partial(tag.name))
      case .parent: steps.append(.parent(tag.name, try blocks(try self.steps(until: (tag.name, tag.start)), tag)))
      case .close:
        guard tag.name == open?.name else { throw problem("This closes something that is not open.", at: tag.start) }
        return steps
      case .comment, .ampersand, .delimiter, .pragma: continue
      }
    }
    if let open { throw problem("This is opened and not closed.", at: open.position) }
    return steps
  }

  private func blocks(_ steps: [TemplateCode.Step], _ tag: Tag) throws(Diagnostic) -> [String: [TemplateCode.Step]] {
    var blocks: [String: [TemplateCode.Step]] = [:]
    for step in steps {
      switch step {
      case .block(let name, let inner): blocks[name] = inner
      case .text: continue
      default: throw problem("Only blocks may stand between the tags of a parent.", at: tag.start)
      }
    }
    return blocks
  }

  private struct Tag {
    let kind: TemplateTag.Kind
    let name: String
    let start: Int
  }

  /// The text up to the next tag, and the tag; nil at the end.
  private mutating func next() throws(Diagnostic) -> (text: [UInt8], tag: Tag?)? {
    guard position < bytes.count else { return nil }
    let begin = position
    var start = begin
    while start + 1 < bytes.count, !(bytes[start] == brace && bytes[start + 1] == brace) { start += 1 }
    guard start + 1 < bytes.count else {
      position = bytes.count
      return (Array(bytes[begin...]), nil)
    }
    let isTriple = start + 2 < bytes.count && bytes[start + 2] == brace
    guard let end = close(from: start + 2, isTriple) else { throw problem("This tag is not closed.", at: start) }
    let body = bytes[(start + 2)..<end]
    let sign = body.first.flatMap { TemplateTag.Kind(rawValue: Character(UnicodeScalar($0))) }
    let kind = sign == nil || sign == .variable ? .variable : sign ?? .variable
    position = end + (isTriple ? 3 : 2)
    let name = (kind == .variable ? body : body.dropFirst()).filter { $0 != UInt8(ascii: " ") }
    let tag = Tag(kind: kind, name: String(decoding: name, as: UTF8.self), start: start)
    return (Array(bytes[begin..<start]), tag)
  }

  private func close(from first: Int, _ isTriple: Bool) -> Int? {
    let length = isTriple ? 3 : 2
    var end = first
    while end + length <= bytes.count {
      if bytes[end..<(end + length)].allSatisfy({ $0 == UInt8(ascii: "}") }) { return end }
      end += 1
    }
    return nil
  }

  /// True when the tag is of a kind that may take its line away, and has it to itself; `text` then loses the white
  /// space before it. Keeps count of where lines begin.
  private mutating func isAlone(_ tag: Tag, _ text: inout [UInt8]) -> Bool {
    let indent = text.reversed().prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    let before = text.count - indent
    let startsLine = before == 0 ? isAtLineStart : text[before - 1] == newline
    var after = position
    while after < bytes.count, bytes[after] == UInt8(ascii: " ") || bytes[after] == UInt8(ascii: "\t") { after += 1 }
    let endsLine = after == bytes.count || bytes[after] == newline
    let isAlone = startsLine && endsLine && tag.kind != .variable && tag.kind != .unescaped
    if isAlone { text.removeLast(indent) }
    isAtLineStart = isAlone
    return isAlone
  }

  private mutating func skipLineEnd() {
    while position < bytes.count {
      position += 1
      if bytes[position - 1] == newline { return }
    }
  }

  private func problem(_ summary: String, at position: Int) -> Diagnostic {
    let line = bytes[..<position].count { $0 == newline } + 1
    let begin = (bytes[..<position].lastIndex(of: newline) ?? -1) + 1
    let text = bytes[begin...].prefix { $0 != newline }
    return Diagnostic(
      code: "template-syntax", at: TemplateSet.place(name, line: line), "The template cannot be read: \(summary)",
      found: String(decoding: text, as: UTF8.self), remedy: "Close what was opened, with the same name.")
  }
}

private let brace = UInt8(ascii: "{")
private let newline = UInt8(ascii: "\n")
