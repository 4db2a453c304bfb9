import Mustache
import ReportCore

/// Hands a context to the engine and remembers every name it could not answer. Contexts are closed: a list item does
/// not see the names of the page around it, so that a missing name can never print somebody else's value.
struct StrictContext: MustacheParent {
  let context: any TemplateContext
  /// Fixed sentences of the language, which every context may print: `sayFrameSkip`.
  let words: [String: String]
  let missing: MissingNames

  func child(named name: String) -> Any? {
    guard let value = context.value(named: name) else {
      return words[name] ?? missing.record(name, among: context.names + words.keys)
    }
    let isMarkupName = TemplateTag.isMarkup(name)
    switch value {
    case .text(let text) where !isMarkupName: return LooseMarks.shown(text)
    case .flag(let flag) where !isMarkupName: return flag
    case .list(let items) where !isMarkupName: return items.map { nested($0) }
    case .context(let inner) where !isMarkupName: return nested(inner)
    case .html(let html) where isMarkupName: return html
    default: return missing.record(name, among: [])
    }
  }

  private func nested(_ inner: Context) -> StrictContext {
    StrictContext(context: inner, words: words, missing: missing)
  }
}

/// The names nobody answered during one rendering, which runs on one thread.
final class MissingNames {
  private(set) var found: [(name: String, nearest: String?)] = []

  func record(_ name: String, among known: [String]) -> Any {
    if !found.contains(where: { $0.name == name }) { found.append((name, NearestName.of(name, among: known))) }
    return NoValue()
  }
}

/// Stands for a value that is not there: prints nothing, opens no section. The build fails afterwards.
private struct NoValue: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
