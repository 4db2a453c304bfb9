import Editions
import ReportCore

/// Where pages lie, the same slugs in every language, and how one leads to another: relative, so that the site works
/// from a web server, a shared folder and `file://`.
struct SitePath: Sendable, Equatable {
  /// Below the language's folder: `2026/w47/index.html`.
  let text: String

  init(_ text: String) { self.text = text }

  static let index = SitePath("index.html")
  static let roadmap = SitePath("roadmap.html")
  static let pitfalls = SitePath("pitfalls.html")
  static let actionPlan = SitePath("action-plan.html")
  static let quality = SitePath("quality.html")
  static let archive = SitePath("archive.html")
  static let definitions = SitePath("definitions.html")

  /// `2026/w47/index.html`.
  static func week(_ week: ISOWeek) -> SitePath { inFolder(of: week, "index.html") }
  /// `2026/w47/handout.html`.
  static func handout(_ week: ISOWeek) -> SitePath { inFolder(of: week, "handout.html") }
  /// `2026/w47/trace.html`.
  static func trace(_ week: ISOWeek) -> SitePath { inFolder(of: week, "trace.html") }
  /// A file beside the week's page: `2026/w47/numbers.json`.
  static func inFolder(of week: ISOWeek, _ name: String) -> SitePath {
    SitePath("\(week.year)/w\(week.number < 10 ? "0" : "")\(week.number)/\(name)")
  }
}

/// Links from one page in one language.
struct SiteLinks: Sendable {
  let page: SitePath
  /// Empty for the language at the root, `en` for the others.
  let folder: String
  /// The edition whose trace page figures lead to.
  let week: ISOWeek

  /// To a page in the same language.
  func to(_ target: SitePath) -> String { Self.relative(from: page.text, to: target.text) }

  /// To a file that all languages share, at the root of the site.
  func toShared(_ target: SitePath) -> String { Self.relative(from: path, to: target.text) }

  /// To the same page in another language, given its folder.
  func twin(in otherFolder: String) -> String { Self.relative(from: path, to: Self.joined(otherFolder, page.text)) }

  /// To where a figure comes from.
  func trace(_ key: FigureKey) -> String { to(.trace(week)) + "#" + TraceAnchor.slug(key) }

  /// Below the root of the site: `en/2026/w47/index.html`.
  var path: String { Self.joined(folder, page.text) }

  private static func joined(_ folder: String, _ path: String) -> String {
    folder.isEmpty ? path : "\(folder)/\(path)"
  }

  /// As short as it can be: `trace.html`, `../w46/index.html`.
  static func relative(from page: String, to target: String) -> String {
    let here = page.split(separator: "/").dropLast()
    let there = target.split(separator: "/")
    let shared = zip(here, there.dropLast()).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: here.count - shared)
    return (up + there.dropFirst(shared).map(String.init)).joined(separator: "/")
  }
}
