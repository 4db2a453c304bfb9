/// Files of the site that are made together and from the same things: a page in one language, a week's tables, its
/// `numbers.json`.
public struct SiteFileKind: Hashable, Sendable, CustomStringConvertible {
  enum Content: Hashable, Sendable {
    case style
    case numbers
    case tables
    case page(SitePageName)
  }

  let content: Content
  /// Nil for what all languages share.
  let language: Language?

  /// `week/nl`, `tables/en`, `numbers`, `style`: names it between builds.
  public var description: String {
    let name =
      switch content {
      case .style: "style"
      case .numbers: "numbers"
      case .tables: "tables"
      case .page(let page): page.rawValue
      }
    return language.map { "\(name)/\($0.rawValue)" } ?? name
  }

  /// True for a page that shows other weeks: it is made from all cards.
  public var readsCards: Bool { content == .page(.archive) }

  /// True for a page that says which weeks stand beside its own.
  public var readsNeighbours: Bool {
    if case .page(let page) = content { page == .week } else { false }
  }
}

/// The pages, by the name of their template.
enum SitePageName: String, Sendable, CaseIterable {
  case week, handout, trace
  case edition, roadmap, pitfalls, quality, definitions, archive
  case actionPlan = "action-plan"

  /// Those that every week has.
  static let ofWeek: [Self] = [.week, .handout, .trace]
  /// Those that the site has once, from the current edition.
  static let ofSite: [Self] = [
    .edition, .roadmap, .pitfalls, .actionPlan, .quality, .definitions, .archive,
  ]
}
