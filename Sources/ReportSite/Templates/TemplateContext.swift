/// What a template may be given: finished text, yes or no, and contexts. Numbers and dates are text long before.
enum TemplateValue: Sendable, Equatable {
  /// Escaped by the engine.
  case text(String)
  /// For sections and inverted sections.
  case flag(Bool)
  /// One rendering of the section per context.
  case list([Context])
  /// The section is rendered once, inside this context.
  case context(Context)
  /// For triple mustaches; its name must end in `SVG` or `HTML`.
  case html(SafeHTML)
}

/// Something that answers a template's names.
protocol TemplateContext: Sendable {
  /// Nil for a name it does not know, which fails the build.
  func value(named name: String) -> TemplateValue?
  /// The names it knows, for "did you mean".
  var names: [String] { get }
}

/// A context of named values: `["title": .text("Uitgaven"), "isOpen": .flag(true)]`.
struct Context: TemplateContext, Equatable, ExpressibleByDictionaryLiteral {
  private var values: [String: TemplateValue]

  init(_ values: [String: TemplateValue] = [:]) { self.values = values }

  init(dictionaryLiteral elements: (String, TemplateValue)...) {
    values = Dictionary(elements) { _, last in last }
  }

  func value(named name: String) -> TemplateValue? { values[name] }

  var names: [String] { values.keys.sorted() }

  /// These values, and `other`'s where both name one.
  func merging(_ other: Context) -> Context { Context(values.merging(other.values) { _, new in new }) }

  subscript(name: String) -> TemplateValue? {
    get { values[name] }
    set { values[name] = newValue }
  }
}
