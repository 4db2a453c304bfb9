public import ReportCore

/// The site's templates, parsed once: mustache tags without logic (mustache(5), with the blocks of its inheritance). Strict
/// where others are silent: what is misspelt stops the build.
public struct TemplateSet: Sendable {
  private let codes: [String: [TemplateCode.Step]]
  /// What each template includes, itself among them.
  private let closures: [String: [String]]

  /// Parses templates given as name → text; `parts/metric` is the file `templates/parts/metric.mustache`. Throws all
  /// complaints at once: syntax, names that do not exist, and the features that are not used here.
  public init(files: [String: String]) throws(DiagnosticList) {
    var problems: [Diagnostic] = []
    var codes: [String: TemplateCode] = [:]
    for name in files.keys.sorted() {
      let text = TemplateSet.text(of: name, in: files)
      problems += TemplateLint(name: name, text: text, files: files).problems
      do throws(Diagnostic) {
        codes[name] = try TemplateCode(text, name: name)
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    var linked: [String: [TemplateCode.Step]] = [:]
    var closures: [String: [String]] = [:]
    for (name, code) in codes.sorted(by: { $0.key < $1.key }) {
      var linker = TemplateLinker(codes: codes)
      linked[name] = linker.link(code.steps, in: [name], blocks: [:])
      closures[name] = linker.used.union([name]).sorted()
      problems += linker.problems
    }
    guard problems.isEmpty else {
      throw DiagnosticList(problems)
    }
    self.codes = linked
    self.closures = closures
  }

  /// The template and all it includes, by name; sorted. Empty when there is no such template.
  func closure(of template: String) -> [String] { closures[template] ?? [] }

  /// One page as bytes. Throws when there is no such template, and when the template uses a name the context does not
  /// answer. `words` are fixed sentences by name, known at every depth; a context's own value comes first.
  func render(
    _ template: String, _ context: Context, words: [String: String] = [:]
  ) throws(DiagnosticList) -> [UInt8] {
    guard let steps = codes[template] else {
      throw DiagnosticList([
        Diagnostic(
          code: "template-missing", at: TemplateSet.place(template), "This template is needed and is not there.",
          found: template, expected: NearestName.of(template, among: codes.keys.sorted()))
      ])
    }
    var rendering = TemplateRendering(words: words)
    rendering.print(steps, context)
    guard rendering.missing.isEmpty else {
      throw DiagnosticList(
        rendering.missing.map { name, nearest in
          Diagnostic(
            code: "template-name", at: TemplateSet.place(template),
            "The template, or a part of it, uses a name that this page does not have.", found: name, expected: nearest,
            remedy: "Correct the name between the braces.")
        })
    }
    return rendering.bytes
  }

  /// Templates in `inline/` end without their last line break, so that a comma can follow them.
  private static func text(of name: String, in files: [String: String]) -> String {
    let text = files[name] ?? ""
    return name.hasPrefix("inline/") && text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  static func place(_ name: String, line: Int? = nil) -> SourcePlace {
    SourcePlace(file: "templates/\(name).mustache", line: line)
  }
}
