public import Editions
public import OutputTree
import Registers
public import ReportCore

/// Editions → the files of the site. The same editions give the same bytes, in any order and on any number of cores.
public struct SiteBuilder: Sendable {
  private let templates: TemplateSet
  let strings: [Strings]
  private let styleSheet: [UInt8]
  private let stylePath: SitePath
  /// Fixed sentences of each language, by the names templates know them by.
  private let words: [[String: String]]
  private let log: EditionsLog

  /// - Parameters:
  ///   - strings: one per language; the first stands at the root, the others in a folder of their own.
  ///   - log: what was archived, for the archive page and the head of the chain on handouts.
  public init(templates: TemplateSet, strings: [Strings], styleSheet: String, log: EditionsLog = EditionsLog()) {
    self.log = log
    self.templates = templates
    self.strings = strings
    self.styleSheet = Array(styleSheet.utf8)
    stylePath = SitePath("style-\(ContentDigest(of: self.styleSheet).description.prefix(10)).css")
    words = strings.map { FixedSentences($0).byName }
  }

  /// All pages and data files. `editions` are oldest first; the last is the current one. Throws the complaints of the
  /// first page that cannot be made.
  public func outputTree(for editions: [Edition]) throws(DiagnosticList) -> OutputTree {
    var tree = OutputTree()
    let weeks = editions.map(\.week)
    let cards = editions.map(\.card)
    for edition in editions {
      let kinds = weekKinds + (edition.week == weeks.last ? siteKinds : [])
      for kind in kinds {
        for file in try files(kind, of: edition, among: weeks, cards: cards) {
          do throws(Diagnostic) {
            try tree.add(file)
          } catch {
            throw DiagnosticList([error])
          }
        }
      }
    }
    return tree
  }

  /// What every week has.
  public var weekKinds: [SiteFileKind] {
    [SiteFileKind(content: .numbers, language: nil)]
      + strings.flatMap { strings in
        ([.tables] + SitePageName.ofWeek.map { .page($0) }).map {
          SiteFileKind(content: $0, language: strings.language)
        }
      }
  }

  /// What the site has once, from the current edition.
  public var siteKinds: [SiteFileKind] {
    [SiteFileKind(content: .style, language: nil)]
      + strings.flatMap { strings in
        SitePageName.ofSite.map { SiteFileKind(content: .page($0), language: strings.language) }
      }
  }

  /// The templates a kind is made with, the parts they include among them, by name; sorted. None for data.
  public func templateNames(of kind: SiteFileKind) -> [String] {
    guard case .page(let page) = kind.content else { return [] }
    return templates.closure(of: page.rawValue)
  }

  /// The language of a kind, `nl`; nil for what all languages share.
  public func language(of kind: SiteFileKind) -> String? { kind.language?.rawValue }

  /// What pages of every language need of all of them: each one's name in its own tongue, and where the style sheet
  /// lies.
  public var frame: String {
    let names = strings.map { "\($0.language.rawValue) \((try? $0("frame.language")) ?? "")" }
    return (names + [stylePath.text]).joined(separator: "\n")
  }

  /// What a kind takes from the list of what was archived, in words that change with it; nil for nothing.
  public func archived(_ kind: SiteFileKind, _ week: ISOWeek) -> String? {
    switch kind.content {
    case .page(.archive):
      let lines = log.entries.filter { $0.act != .published }.map { "\($0)" }
      return lines.joined(separator: "\n")
    case .page(.handout):
      guard let link = log.link(before: week) else { return "none" }
      return "\(link.week) \(link.digest)"
    default: return nil
    }
  }

  /// The files of one kind. `weeks` are all weeks with an edition, oldest first; `cards` theirs, where the kind reads
  /// them. Throws the complaints of templates and strings.
  public func files(
    _ kind: SiteFileKind, of edition: Edition, among weeks: [ISOWeek], cards: [EditionCard]
  ) throws(DiagnosticList) -> [OutputFile] {
    switch kind.content {
    case .style: return [try SiteBuilder.file(styleSheet, at: stylePath.text)]
    case .numbers:
      let path = SitePath.inFolder(of: edition.week, "numbers.json")
      return [try SiteBuilder.file(NumbersJSON.bytes(of: edition), at: path.text)]
    case .tables:
      let scope = try scope(edition, weeks, kind)
      var files: [OutputFile] = []
      for table in try SiteBuilder.collecting({ () throws(Diagnostic) in try scope.files() }) {
        let path = scope.links(from: .inFolder(of: scope.week, table.fileName)).path
        files.append(try SiteBuilder.file(table.bytes(scope.language), at: path))
      }
      return files
    case .page(let name):
      let scope = try scope(edition, weeks, kind)
      let frame = PageFrame(scope: scope, folders: folders, styleSheet: stylePath)
      let page = try SiteBuilder.collecting { () throws(Diagnostic) in try self.page(name, scope, cards) }
      let context = try SiteBuilder.collecting { () throws(Diagnostic) in try frame.context(around: page) }
      let words = words[index(of: kind)]
      let html = try templates.render(page.template, context, words: words)
      return [try SiteBuilder.file(html, at: scope.links(from: page.path).path)]
    }
  }

  private var folders: [(language: Language, folder: String, strings: Strings)] {
    strings.enumerated().map { ($1.language, $0 == 0 ? "" : $1.language.rawValue, $1) }
  }

  private func index(of kind: SiteFileKind) -> Int { strings.firstIndex { $0.language == kind.language } ?? 0 }

  private func scope(
    _ edition: Edition, _ weeks: [ISOWeek], _ kind: SiteFileKind
  ) throws(DiagnosticList) -> PageScope {
    let index = index(of: kind)
    let strings = strings[index]
    let text = try SiteBuilder.collecting { () throws(Diagnostic) in
      try ReaderText(strings: strings, site: edition.registers.site, week: edition.week)
    }
    return PageScope(
      edition, weeks: weeks, chain: log.link(before: edition.week), text: text, folder: folders[index].folder)
  }

  private func page(
    _ name: SitePageName, _ scope: PageScope, _ cards: [EditionCard]
  ) throws(Diagnostic) -> Page {
    switch name {
    case .week: try WeekPage(scope).page()
    case .handout: try HandoutPage(scope).page()
    case .trace: try TracePage(scope).page()
    case .edition: try EditionPage(scope).page()
    case .roadmap: try RoadmapPage(scope).page()
    case .pitfalls: try PitfallsPage(scope).page()
    case .actionPlan: try ActionPlanPage(scope).page()
    case .quality: try QualityPage(scope).page()
    case .definitions: try DefinitionsPage(scope).page()
    case .archive: try ArchivePage(scope, cards: cards, log: log).page()
    }
  }

  private static func file(_ bytes: [UInt8], at path: String) throws(DiagnosticList) -> OutputFile {
    OutputFile(bytes, at: try collecting { () throws(Diagnostic) in try OutputPath(path) })
  }

  private static func collecting<Result>(_ work: () throws(Diagnostic) -> Result) throws(DiagnosticList) -> Result {
    do {
      return try work()
    } catch {
      throw DiagnosticList([error])
    }
  }
}
