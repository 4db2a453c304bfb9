import ReportCore

/// Puts partials and blocks where they are printed, once for all pages.
struct TemplateLinker {
  let codes: [String: TemplateCode]
  /// Everything that was included.
  private(set) var used: Set<String> = []
  private(set) var problems: [Diagnostic] = []

  init(codes: [String: TemplateCode]) { self.codes = codes }

  /// `path` are the templates around these steps, which none of them may include again.
  mutating func link(
    _ steps: [TemplateCode.Step], in path: [String], blocks: [String: [TemplateCode.Step]]
  ) -> [TemplateCode.Step] {
    var result: [TemplateCode.Step] = []
    for step in steps {
      switch step {
      case .text(let text):
        if case .text(let before)? = result.last {
          result[result.count - 1] = .text(before + text)
        } else {
          result.append(step)
        }
      case .value, .markup: result.append(step)
      case .section(let name, let inner): result.append(.section(name, link(inner, in: path, blocks: blocks)))
      case .inverted(let name, let inner): result.append(.inverted(name, link(inner, in: path, blocks: blocks)))
      case .partial(let name): result += include(name, path, [:])
      case .parent(let name, let own):
        result += include(name, path, own.mapValues { link($0, in: path, blocks: blocks) })
      // A block that was given is linked already, in its own template.
      case .block(let name, let inner): result += blocks[name] ?? link(inner, in: path, blocks: blocks)
      }
    }
    return result
  }

  private mutating func include(
    _ name: String, _ path: [String], _ blocks: [String: [TemplateCode.Step]]
  ) -> [TemplateCode.Step] {
    used.insert(name)
    guard !path.contains(name) else {
      problems.append(
        Diagnostic(
          code: "template-cycle", at: TemplateSet.place(path.last ?? name), "This template includes itself.",
          found: (path + [name]).joined(separator: " → "), remedy: "Take one of the inclusions out."))
      return []
    }
    return codes[name].map { link($0.steps, in: path + [name], blocks: blocks) } ?? []
  }
}
