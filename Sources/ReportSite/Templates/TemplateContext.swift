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

/// A context of named values: `["title": .text("Uitgaven"), "isOpen": .flag(true)]`. Few names, asked often: a list is
/// quicker than a table.
struct Context: Sendable, ExpressibleByDictionaryLiteral {
  private var values: [(name: String, value: TemplateValue)]

  init() { values = [] }

  init(dictionaryLiteral elements: (String, TemplateValue)...) { values = elements }

  /// Nil for a name it does not know, which fails the build.
  func value(named name: String) -> TemplateValue? {
    for entry in values where entry.name == name { return entry.value }
    return nil
  }

  /// The names it knows, for "did you mean".
  var names: [String] { values.map(\.name).sorted() }

  /// These values, and `other`'s where both name one.
  func merging(_ other: Context) -> Context {
    var result = self
    for (name, value) in other.values { result[name] = value }
    return result
  }

  subscript(name: String) -> TemplateValue? {
    get { value(named: name) }
    set {
      let index = values.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): values[index].value = value
      case (let index?, nil): values.remove(at: index)
      case (nil, let value?): values.append((name, value))
      case (nil, nil): break
      }
    }
  }
}

extension Context: Equatable {
  /// The same names with the same values, in any order.
  static func == (left: Context, right: Context) -> Bool {
    left.values.count == right.values.count && left.values.allSatisfy { right.value(named: $0.name) == $0.value }
  }
}
