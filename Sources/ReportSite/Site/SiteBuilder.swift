public import Editions
public import OutputTree
import Registers
public import ReportCore

/// Editions → the files of the site. The same editions give the same bytes, in any order of languages' pages.
public struct SiteBuilder {
  private let templates: TemplateSet
  let strings: [Strings]
  private let styleSheet: String
  private let log: EditionsLog

  /// - Parameters:
  ///   - strings: one per language; the first stands at the root, the others in a folder of their own.
  ///   - log: what was archived, for the archive page and the head of the chain on handouts.
  public init(templates: TemplateSet, strings: [Strings], styleSheet: String, log: EditionsLog = EditionsLog()) {
    self.templates = templates
    self.strings = strings
    self.styleSheet = styleSheet
    self.log = log
  }

  /// All pages and data files. `editions` are oldest first; the last is the current one. Throws the complaints of the
  /// first page that cannot be made.
  public func outputTree(for editions: [Edition]) throws(DiagnosticList) -> OutputTree {
    var tree = OutputTree()
    let styleBytes = Array(styleSheet.utf8)
    let stylePath = SitePath("style-\(ContentDigest(of: styleBytes).description.prefix(10)).css")
    try SiteBuilder.add(styleBytes, at: stylePath.text, to: &tree)
    for edition in editions {
      try SiteBuilder.add(
        NumbersJSON.bytes(of: edition), at: SitePath.inFolder(of: edition.week, "numbers.json").text, to: &tree)
    }
    let weeks = editions.map(\.week)
    let cards = editions.map(\.card)
    for (index, strings) in strings.enumerated() {
      let words = FixedSentences(strings).byName
      for edition in editions {
        let folder = index == 0 ? "" : strings.language.rawValue
        let scope = try scope(edition, weeks, strings, folder: folder)
        try addFiles(scope, to: &tree)
        var pages = try SiteBuilder.pages(ofWeek: scope)
        if edition.week == weeks.last { pages += try SiteBuilder.pages(ofSite: scope, cards, log) }
        let frame = PageFrame(scope: scope, folders: folders, styleSheet: stylePath)
        for page in pages {
          let context = try SiteBuilder.collecting { () throws(Diagnostic) in try frame.context(around: page) }
          let html = try templates.render(page.template, context, words: words)
          try SiteBuilder.add(Array(html.utf8), at: scope.links(from: page.path).path, to: &tree)
        }
      }
    }
    return tree
  }

  /// The week's tables, beside its page.
  private func addFiles(_ scope: PageScope, to tree: inout OutputTree) throws(DiagnosticList) {
    let tables = try SiteBuilder.collecting { () throws(Diagnostic) in try scope.files() }
    for table in tables {
      let path = scope.links(from: .inFolder(of: scope.week, table.fileName)).path
      try SiteBuilder.add(table.bytes(scope.language), at: path, to: &tree)
    }
  }

  private var folders: [(language: Language, folder: String, strings: Strings)] {
    strings.enumerated().map { ($1.language, $0 == 0 ? "" : $1.language.rawValue, $1) }
  }

  private func scope(
    _ edition: Edition, _ weeks: [ISOWeek], _ strings: Strings, folder: String
  ) throws(DiagnosticList) -> PageScope {
    let text = try SiteBuilder.collecting { () throws(Diagnostic) in
      try ReaderText(strings: strings, site: edition.registers.site, week: edition.week)
    }
    return PageScope(edition, weeks: weeks, chain: log.link(before: edition.week), text: text, folder: folder)
  }

  /// The pages every week has.
  private static func pages(ofWeek scope: PageScope) throws(DiagnosticList) -> [Page] {
    try collecting { () throws(Diagnostic) in
      [try WeekPage(scope).page(), try HandoutPage(scope).page(), try TracePage(scope).page()]
    }
  }

  /// The pages the site has once, from the current edition.
  private static func pages(
    ofSite scope: PageScope, _ cards: [EditionCard], _ log: EditionsLog
  ) throws(DiagnosticList) -> [Page] {
    try collecting { () throws(Diagnostic) in
      [
        try EditionPage(scope).page(), try RoadmapPage(scope).page(), try PitfallsPage(scope).page(),
        try ActionPlanPage(scope).page(), try QualityPage(scope).page(), try DefinitionsPage(scope).page(),
        try ArchivePage(scope, cards: cards, log: log).page(),
      ]
    }
  }

  private static func add(_ bytes: [UInt8], at path: String, to tree: inout OutputTree) throws(DiagnosticList) {
    do {
      try tree.add(bytes, at: try OutputPath(path))
    } catch {
      throw DiagnosticList([error])
    }
  }

  private static func collecting<Result>(_ work: () throws(Diagnostic) -> Result) throws(DiagnosticList) -> Result {
    do {
      return try work()
    } catch {
      throw DiagnosticList([error])
    }
  }
}
