public import Editions
import Registers
public import ReportCore

extension SiteBuilder {
  /// The headline of an edition in the site's first language, as its page prints it: for the terminal.
  public func verdict(of edition: Edition) throws(Diagnostic) -> String {
    guard let first = strings.first else { return "" }
    let text = try ReaderText(strings: first, site: edition.registers.site, week: edition.week)
    return try Sentences(edition, text).verdict().text
  }
}
