import Mustache
public import ReportCore

/// The site's templates, parsed once. Strict where the engine is silent: what is misspelt stops the build.
public struct TemplateSet: Sendable {
  private let library: MustacheLibrary
  private let names: [String]

  /// Parses templates given as name → text; `parts/metric` is the file `templates/parts/metric.mustache`. Throws all
  /// complaints at once: syntax, names that do not exist, and the engine's features that are not used here.
  public init(files: [String: String]) throws(DiagnosticList) {
    var problems: [Diagnostic] = []
    var library = MustacheLibrary()
    names = files.keys.sorted()
    for name in names {
      let text = TemplateSet.text(of: name, in: files)
      problems += TemplateLint(name: name, text: text, files: files).problems
      do {
        library.register(try MustacheTemplate(string: text), named: name)
      } catch {
        problems.append(TemplateSet.syntaxProblem(error, in: name))
      }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    self.library = library
  }

  /// One page as text. Throws when there is no such template, and when the template uses a name the context does not
  /// answer. `words` are fixed sentences by name, known at every depth; a context's own value comes first.
  func render(
    _ template: String, _ context: any TemplateContext, words: [String: String] = [:]
  ) throws(DiagnosticList) -> String {
    let missing = MissingNames()
    let root = StrictContext(context: context, words: words, missing: missing)
    guard let text = library.render(root, withTemplate: template) else {
      throw DiagnosticList([
        Diagnostic(
          code: "template-missing", at: TemplateSet.place(template), "This template is needed and is not there.",
          found: template, expected: NearestName.of(template, among: names))
      ])
    }
    guard missing.found.isEmpty else {
      throw DiagnosticList(
        missing.found.map { name, nearest in
          Diagnostic(
            code: "template-name", at: TemplateSet.place(template),
            "The template, or a part of it, uses a name that this page does not have.", found: name, expected: nearest,
            remedy: "Correct the name between the braces.")
        })
    }
    return text
  }

  /// Templates in `inline/` end without their last line break, so that a comma can follow them.
  private static func text(of name: String, in files: [String: String]) -> String {
    let text = files[name] ?? ""
    return name.hasPrefix("inline/") && text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  static func place(_ name: String, line: Int? = nil) -> SourcePlace {
    SourcePlace(file: "templates/\(name).mustache", line: line)
  }

  private static func syntaxProblem(_ error: any Error, in name: String) -> Diagnostic {
    guard let error = error as? MustacheTemplate.ParserError else {
      return Diagnostic(code: "template-syntax", at: place(name), "The template cannot be read.", found: "\(error)")
    }
    return Diagnostic(
      code: "template-syntax", at: place(name, line: error.context.lineNumber),
      "The template cannot be read: \(error.error).",
      found: error.context.line, remedy: "Close what was opened, with the same name.")
  }
}
