import Editions
import Foundation
import OutputTree
import ReportCore

@testable import ReportSite

/// The fixture's editions as a site, with the project's own templates and strings.
enum SiteFixture {
  static func templates() throws -> [String: String] {
    let folder = RepositoryFile.root.appending(path: "templates").resolvingSymlinksInPath()
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".mustache") {
      files[String(path.dropLast(9))] = try RepositoryFile.text("templates/\(path)")
    }
    return files
  }

  /// The whole site, built once for all tests.
  static func site() throws -> OutputTree { try built.get() }

  private static let built = Result { try tree(EditionFixture.all) }

  static func tree(_ editions: [Edition]) throws -> OutputTree {
    let builder = SiteBuilder(
      templates: try TemplateSet(files: templates()), strings: try SiteStrings.load(),
      styleSheet: "body { margin: 0; }\n")
    return try builder.outputTree(for: editions)
  }

  static func page(_ path: String, of tree: OutputTree) throws -> String {
    String(decoding: tree[try OutputPath(path)]?.bytes ?? [], as: UTF8.self)
  }

  static func scope(_ edition: Edition, _ language: Language) throws -> PageScope {
    PageScope(
      edition, weeks: EditionFixture.all.map(\.week), text: try SiteStrings.text(edition, language),
      folder: language == .nl ? "" : language.rawValue)
  }
}
