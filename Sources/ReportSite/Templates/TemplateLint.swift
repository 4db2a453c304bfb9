import ReportCore

/// Finds in a template what the engine would pass over in silence.
struct TemplateLint {
  private(set) var problems: [Diagnostic] = []
  private let name: String
  private let files: [String: String]

  init(name: String, text: String, files: [String: String]) {
    self.name = name
    self.files = files
    var parent: (name: String, depth: Int)?
    var depth = 0
    for tag in TemplateTag.all(in: text) {
      switch tag.kind {
      case .variable, .section, .inverted:
        checkName(tag)
        if tag.kind != .variable { depth += 1 }
      case .unescaped: checkMarkup(tag)
      case .ampersand, .delimiter, .pragma: refuse(tag)
      case .partial: checkPartial(tag)
      case .parent:
        checkPartial(tag)
        depth += 1
        parent = (tag.name, depth)
      case .block:
        if let parent, depth == parent.depth { checkBlock(tag, in: parent.name) }
        depth += 1
      case .close:
        if depth == parent?.depth { parent = nil }
        depth -= 1
      case .comment: break
      }
    }
  }

  private mutating func complain(_ tag: TemplateTag, _ summary: String, expected: String? = nil, remedy: String? = nil)
  {
    problems.append(
      Diagnostic(
        code: "template-lint", at: TemplateSet.place(name, line: tag.line), summary, found: tag.name,
        expected: expected,
        remedy: remedy))
  }

  private mutating func checkName(_ tag: TemplateTag) {
    if tag.name.isEmpty || !tag.name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
      complain(
        tag, "A name is letters and digits only: no dots, no transforms.", remedy: "Give the page one flat name.")
    } else if tag.kind == .variable, TemplateTag.isMarkup(tag.name) {
      complain(tag, "Markup would be shown as text here.", expected: "{{{\(tag.name)}}}")
    }
  }

  private mutating func checkMarkup(_ tag: TemplateTag) {
    guard !TemplateTag.isMarkup(tag.name) else { return }
    complain(
      tag, "Only drawings and rendered Markdown are printed without escaping; their names end in SVG or HTML.",
      expected: "{{\(tag.name)}}")
  }

  private mutating func refuse(_ tag: TemplateTag) {
    complain(tag, "This kind of tag is not used here.", remedy: "Use {{name}}, sections, partials and blocks.")
  }

  private mutating func checkPartial(_ tag: TemplateTag) {
    if files[tag.name] == nil {
      complain(tag, "There is no such template.", expected: NearestName.of(tag.name, among: files.keys))
    } else if tag.isIndentedAlone {
      complain(
        tag, "An indented partial indents all its lines, also inside preformatted text.",
        remedy: "Start the tag at column 1.")
    }
  }

  /// An override that its parent does not define would vanish.
  private mutating func checkBlock(_ tag: TemplateTag, in parent: String) {
    guard let text = files[parent] else { return }
    let known = TemplateTag.all(in: text).filter { $0.kind == .block }.map(\.name)
    guard !known.contains(tag.name) else { return }
    complain(tag, "\(parent) has no block of this name.", expected: NearestName.of(tag.name, among: known))
  }
}
