import OutputTree
public import ReportCore

/// Page, table, CSV, handout and the other language print the figures of `numbers.json` and no others. Rounding is allowed
/// for, sentences that speak of a change or of what is at stake are held against the other language only.
public struct FiguresDifferGate: PublishingGate {
  public let name = GateName.figuresDiffer
  /// More differences in one file say no more.
  static let mostOfAFile = 10

  /// The gate.
  public init() {}

  public func findings(in site: SiteFiles) throws(Diagnostic) -> [GateFinding] {
    let weeks = Dictionary(try site.numbers().map { ($0.path.folders.last ?? "", $0) }) { first, _ in first }
    let languages = try SiteLanguages(site)
    let pages = try site.map(site.htmlPaths) { path throws(Diagnostic) in
      try TracedFigures(site: site, weeks: weeks, languages: languages).findings(in: path)
    }
    let handouts = try site.map(site.htmlPaths.filter { $0.name == "handout.html" }) { path throws(Diagnostic) in
      try HandoutFigures(site: site).findings(in: path)
    }
    let tables = try site.map(site.paths.filter { $0.name.hasSuffix(".csv") }) { path throws(Diagnostic) in
      try TableFigures(site: site, weeks: weeks, languages: languages).findings(in: path)
    }
    let twins = try site.map(site.htmlPaths) { path throws(Diagnostic) in
      try LanguageTwins(site: site, languages: languages).findings(in: path)
    }
    return [pages, handouts, tables, twins].flatMap { $0.flatMap { $0.prefix(Self.mostOfAFile) } }
  }

  static func finding(
    _ file: OutputPath, line: Int?, subject: String, _ summary: String, found: String?, expected: String?
  ) -> GateFinding {
    GateFinding(
      .figuresDiffer, file: file.description, line: line, subject: subject, summary, found: found, expected: expected,
      remedy: "make the site again with: peil build; if that does not help, report it")
  }
}

/// Which folder of the site speaks which language: the root's first page says its own, `en/index.html` that of `en`.
struct SiteLanguages: Sendable {
  /// Folder → language; the root is empty.
  let byFolder: [String: String]

  init(_ site: SiteFiles) throws(Diagnostic) {
    var byFolder: [String: String] = [:]
    for path in site.htmlPaths {
      let first = path.parts.count > 1 ? path.parts[0] : ""
      // Years are folders too: only a folder named as its language is one of a language.
      guard byFolder[first] == nil else { continue }
      let language = try site.page(path).language
      if first.isEmpty || first == language { byFolder[first] = language }
      if !first.isEmpty, first != language, byFolder[""] == nil { byFolder[""] = language }
    }
    self.byFolder = byFolder
  }

  /// `en` and `2026/w47/index.html` of `en/2026/w47/index.html`.
  func split(_ path: OutputPath) -> (language: String, rest: String) {
    let parts = path.parts
    guard parts.count > 1, let language = byFolder[parts[0]] else { return (byFolder[""] ?? "nl", path.description) }
    return (language, parts.dropFirst().joined(separator: "/"))
  }

  /// The same file in the other languages, as far as it is there.
  func twins(of path: OutputPath, in site: SiteFiles) -> [(path: OutputPath, language: String)] {
    let own = split(path)
    return byFolder.sorted { $0.key < $1.key }.compactMap { folder, language in
      guard language != own.language, let twin = try? OutputPath(folder.isEmpty ? own.rest : "\(folder)/\(own.rest)"),
        site.has(twin)
      else { return nil }
      return (twin, language)
    }
  }
}
