import ReportCore

/// Prints one page into bytes. Strict: every name that the context cannot answer is remembered. Contexts are closed: a
/// list item does not see the names of the page around it, so that a missing name can never print somebody else's value.
struct TemplateRendering {
  /// Fixed sentences of the language, which every context may print: `sayFrameSkip`.
  let words: [String: String]
  private(set) var bytes: [UInt8] = []
  /// The names nobody answered, each with the nearest that is known.
  private(set) var missing: [(name: String, nearest: String?)] = []

  init(words: [String: String]) {
    self.words = words
    bytes.reserveCapacity(1 << 16)
  }

  /// Prints steps whose partials and blocks have been put in place.
  mutating func print(_ steps: [TemplateCode.Step], _ context: Context) {
    for step in steps {
      switch step {
      case .text(let text): bytes += text
      case .value(let name):
        switch context.value(named: name) {
        case .text(let text)?: TemplateRendering.escape(LooseMarks.shown(text), into: &bytes)
        case .flag(let flag)?: bytes += (flag ? "true" : "false").utf8
        case nil where words[name] != nil: TemplateRendering.escape(words[name] ?? "", into: &bytes)
        default: record(name, context)
        }
      case .markup(let name):
        if case .html(let html)? = context.value(named: name) { bytes += html.text.utf8 } else { record(name, context) }
      case .section(let name, let inner): section(name, inner, context)
      case .inverted(let name, let inner):
        switch context.value(named: name) {
        case .flag(let flag)?: if !flag { print(inner, context) }
        case .list(let items)?: if items.isEmpty { print(inner, context) }
        case .context?: break
        default: record(name, context)
        }
      case .block(_, let inner): print(inner, context)
      case .partial, .parent: break
      }
    }
  }

  private mutating func section(_ name: String, _ inner: [TemplateCode.Step], _ context: Context) {
    switch context.value(named: name) {
    case .flag(let flag)?: if flag { print(inner, context) }
    case .list(let items)?: for item in items { print(inner, item) }
    case .context(let only)?: print(inner, only)
    default: record(name, context)
    }
  }

  private mutating func record(_ name: String, _ context: Context) {
    guard !missing.contains(where: { $0.name == name }) else { return }
    let isKnown = context.value(named: name) != nil
    missing.append((name, isKnown ? nil : NearestName.of(name, among: context.names + words.keys.sorted())))
  }

  /// `<`, `>`, `&` and both quotes as entities, byte by byte: what could open a tag never passes, whatever follows it.
  static func escape(_ text: String, into bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { source in
      var begin = 0
      for index in source.indices {
        let entity: StaticString
        switch source[index] {
        case UInt8(ascii: "<"): entity = "&lt;"
        case UInt8(ascii: ">"): entity = "&gt;"
        case UInt8(ascii: "&"): entity = "&amp;"
        case UInt8(ascii: "\""): entity = "&quot;"
        case UInt8(ascii: "'"): entity = "&#39;"
        default: continue
        }
        bytes += UnsafeBufferPointer(rebasing: source[begin..<index])
        bytes += UnsafeBufferPointer(start: entity.utf8Start, count: entity.utf8CodeUnitCount)
        begin = index + 1
      }
      bytes += UnsafeBufferPointer(rebasing: source[begin...])
    }
  }
}
