import Editions
import PlaybookRules
import Registers
import ReportCore
import Roadmaps

/// What readers call the things that registers, ledger and checklists know by id. Whatever has no name keeps its id.
struct Names: Sendable {
  private let strings: Strings
  private let useCases: [String: UseCase]
  private let owners: [String: Owner]
  private let items: [String: ChecklistItem]
  private let sections: [String: ChecklistSection]

  /// The names one edition needs, in the strings' language.
  init(_ edition: Edition, _ strings: Strings) {
    self.strings = strings
    useCases = Self.byID(edition.registers.useCases ?? [], \.id)
    owners = Self.byID(edition.registers.site.owners, \.id)
    let weeks = edition.roadmap?.weeks ?? []
    let assessed =
      weeks.flatMap(\.items) + (edition.actionPlan?.items ?? []) + (edition.pitfalls ?? []).flatMap(\.items)
    items = Self.byID((assessed + edition.tasks).map(\.item), \.id)
    sections = Self.byID(weeks.map(\.section) + (edition.pitfalls ?? []).map(\.section), \.id)
  }

  /// Full name of a use case.
  func useCase(_ id: String) -> String { Self.visible(useCases[id].flatMap { text($0.name) } ?? id) }

  /// At most 18 characters.
  func shortUseCase(_ id: String) -> String {
    let name = useCases[id].flatMap { text($0.shortName) ?? text($0.name) } ?? id
    return Self.shortened(Self.visible(name), to: 18)
  }

  /// The name in a sentence: the short one when the full name is over 28 characters (look.md 4.1).
  func inSentence(_ id: String) -> String {
    let name = useCase(id)
    return name.count > 28 ? shortUseCase(id) : name
  }

  /// A role; what nobody owns says so.
  func owner(_ id: String?) -> String {
    guard let id else { return strings.ifKnown("name.no-owner") ?? "–" }
    return Self.visible(owners[id].flatMap { text($0.name) } ?? id)
  }

  func provider(_ id: String) -> String { strings.ifKnown("name.provider.\(id)") ?? Self.visible(id) }

  func modelClass(_ id: String) -> String { strings.ifKnown("name.model-class.\(id)") ?? Self.visible(id) }

  /// The title of a checklist item.
  func item(_ id: String) -> LocalText { items[id].map { title($0.title) } ?? LocalText(Self.visible(id)) }

  /// The heading of a checklist section.
  func section(_ id: String) -> LocalText { sections[id].map { title($0.title) } ?? LocalText(Self.visible(id)) }

  /// A checklist's text in this language, or the Dutch one marked as such.
  func title(_ texts: [String: String]) -> LocalText {
    if let own = texts[strings.language.rawValue] { return LocalText(Self.visible(own)) }
    return LocalText(Self.visible(texts["nl"] ?? ""), language: "nl")
  }

  /// The value of a scope by its dimension: the chatbot for `useCase=service-chat`.
  func scopeValue(_ dimension: String, _ value: String) -> String {
    switch dimension {
    case "useCase": useCase(value)
    case "provider": provider(value)
    case "modelClass": modelClass(value)
    case "basis": strings.ifKnown("basis.\(value)") ?? Self.visible(value)
    case "part": strings.ifKnown("reconciliation.part.\(value)") ?? Self.visible(value)
    case "check": strings.ifKnown("quality.check.\(value)") ?? Self.visible(value)
    case "pitfall": section(value).text
    case "milestone", "action": "\(Self.visible(value)) \(item(value).text)"
    default: Self.visible(value)
    }
  }

  private func text(_ texts: [String: String]) -> String? { texts[strings.language.rawValue] ?? texts["nl"] }

  private static func byID<Value>(_ values: [Value], _ id: (Value) -> String) -> [String: Value] {
    Dictionary(values.map { (id($0), $0) }) { first, _ in first }
  }

  /// Control and direction characters would change what a signer reads: they are shown.
  static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let category = scalar.properties.generalCategory
      result.append(category == .control || category == .format ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// At most `length` characters, the last being an ellipsis when something was cut.
  static func shortened(_ text: String, to length: Int) -> String {
    text.count <= length ? text : text.prefix(length - 1) + "…"
  }
}

/// A text that may be in another language than its page.
struct LocalText: Sendable, Equatable {
  let text: String
  /// Nil when it is the page's own.
  let language: String?
  init(_ text: String, language: String? = nil) {
    self.text = text
    self.language = language
  }
}
