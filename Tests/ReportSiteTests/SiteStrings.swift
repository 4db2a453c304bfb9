import Editions
import Registers
import ReportCore

@testable import ReportSite

/// The site's own strings files, as pages get them.
enum SiteStrings {
  static func load() throws -> [Strings] { try files.get() }

  private static let files = Result { () throws -> [Strings] in
    let dutch = try Strings(yaml: RepositoryFile.text("templates/strings/nl.yml"), file: "nl.yml", reference: nil)
    let english = try Strings(yaml: RepositoryFile.text("templates/strings/en.yml"), file: "en.yml", reference: dutch)
    return [dutch, english]
  }

  static func text(_ edition: Edition, _ language: Language) throws -> ReaderText {
    let strings = try load()
    return try ReaderText(
      strings: strings[language == .nl ? 0 : 1], site: edition.registers.site, week: edition.week)
  }
}
