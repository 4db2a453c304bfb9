import Editions
import OutputTree
import Registers
import ReportCore

/// A page before the engine: where it lies, what it is called, which template shows it, and the finished values.
struct Page: Sendable {
  /// Where it lies, below the language's folder.
  let path: SitePath
  /// `edition`, `week`: `templates/edition.mustache`.
  let template: String
  /// For the browser's tab; differs per page and language.
  let title: String
  /// What the template asks for, besides the frame.
  let context: Context
  /// The item of the navigation this page is.
  let place: NavigationPlace?
  /// A class on `body`, such as `handout`.
  let bodyClass: String

  init(
    path: SitePath, template: String, title: String, context: Context, place: NavigationPlace? = nil,
    bodyClass: String = ""
  ) {
    self.path = path
    self.template = template
    self.title = title
    self.context = context
    self.place = place
    self.bodyClass = bodyClass
  }
}

/// The items of the navigation, in their order on every page; the raw value is the strings key after `frame.nav.`.
enum NavigationPlace: String, Sendable, CaseIterable {
  case edition
  case handout
  case rollout
  case pitfalls
  case actionPlan = "action-plan"
  case figures
  case weeks
}

/// What a page is made from: an edition in one language, and which other weeks there are. A page never sees another
/// week's edition: all it may depend on is here, and the cards that the archive page gets.
struct PageScope: Sendable {
  /// The edition the page speaks of.
  let edition: Edition
  /// The weeks that have an edition, oldest first; the last is current.
  let weeks: [ISOWeek]
  /// The bag before the edition's own: what its handout prints. Nil when the archive begins with this edition.
  let chain: EditionsLog.Entry?
  let sentences: Sentences
  /// Empty for the language at the root.
  let folder: String

  init(
    _ edition: Edition, weeks: [ISOWeek], chain: EditionsLog.Entry? = nil, text: ReaderText, folder: String
  ) {
    self.edition = edition
    self.weeks = weeks
    self.chain = chain
    sentences = Sentences(edition, text)
    self.folder = folder
  }

  /// Numbers, dates and sentences in the page's language.
  var text: ReaderText { sentences.text }
  var names: Names { sentences.names }
  var language: Language { text.language }
  var registers: Registers { edition.registers }
  var figures: FigureBook { edition.figures }
  var week: ISOWeek { edition.week }
  var now: Period { .week(edition.week) }

  /// The tables a week is offered as files.
  func files() throws(Diagnostic) -> [CSVTable] { try EditionTables(edition, text).all() }

  /// Links from a page of this language.
  func links(from page: SitePath) -> SiteLinks { SiteLinks(page: page, folder: folder, week: edition.week) }

  /// The next week that has an edition; nil for the current one.
  var laterWeek: ISOWeek? { weeks.first { $0 > week } }

  /// The browser's title of a page.
  func pageTitle(_ title: String) throws(Diagnostic) -> String {
    try text("frame.page-title", ["title": title, "week": text.week(week)])
  }

  /// Use cases in the register's order, then those that only the figures know, by id.
  var useCaseIDs: [String] {
    let registered = (registers.useCases ?? []).map(\.id)
    let known = Set(registered)
    let others = edition.seriesWeeks.flatMap { figures.figures("spend.by-use-case", .week($0)) }
      .compactMap { $0.key.scope["useCase"] }.filter { !known.contains($0) }
    return registered + Set(others).sorted()
  }
}
