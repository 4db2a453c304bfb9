import Editions
import ReportCore

/// What a figure is called, where its name is needed apart from its page.
struct FigureNames {
  private let scope: PageScope

  init(_ scope: PageScope) { self.scope = scope }

  /// `Kosten per sessie · Klantenservice-chatbot`; the bare id for a figure without a name.
  func name(_ key: FigureKey) throws(Diagnostic) -> String {
    let name = title(key.id)
    let parts = key.scope.sorted { $0.key < $1.key }.map { scope.names.scopeValue($0.key, $0.value) }
    return parts.isEmpty ? name : "\(name) · \(parts.joined(separator: ", "))"
  }

  /// In a row of inputs that differ by their scope: `Chatbot`.
  func shortName(_ key: FigureKey) -> String {
    if let useCase = key.scope["useCase"], key.scope.count == 1 { return scope.names.shortUseCase(useCase) }
    let parts = key.scope.sorted { $0.key < $1.key }.map { scope.names.scopeValue($0.key, $0.value) }
    return parts.isEmpty ? title(key.id) : parts.joined(separator: ", ")
  }

  /// The name of all figures with this id.
  func title(_ id: String) -> String { scope.text.strings.ifKnown(StringKey("figure.\(id)")) ?? Names.visible(id) }

  /// The same with its period when that is not the edition's week.
  func nameAndPeriod(_ key: FigureKey) throws(Diagnostic) -> String {
    let name = try name(key)
    return key.period == scope.now ? name : "\(name), \(scope.text.period(key.period))"
  }
}
