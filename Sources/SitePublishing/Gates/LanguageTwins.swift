import OutputTree
import ReportCore

/// A page prints the same numbers in every language: all texts of its own that are nothing but a number, and every amount
/// in the words around them. In any order, since words differ. What people wrote is theirs.
struct LanguageTwins {
  let site: SiteFiles
  let languages: SiteLanguages

  /// Numbers of this page that its twins do not print as often.
  func findings(in path: OutputPath) throws(Diagnostic) -> [GateFinding] {
    let page = try site.page(path)
    let own = Self.entries(page)
    var findings: [GateFinding] = []
    for twin in languages.twins(of: path, in: site) {
      let others = Self.entries(try site.page(twin.path))
      // Word for word the same, as nearly always: nothing to count.
      if own.elementsEqual(others, by: { $0.number == $1.number && $0.isDrawn == $1.isDrawn }) { continue }
      var left: [Entry.Kind: Int] = others.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
      // Labels of a drawing that find no room are left out, in one language and not in the other.
      let anywhere = Set(others.map(\.number))
      for entry in own {
        if let count = left[entry.kind], count > 0 {
          left[entry.kind] = count - 1
        } else if !(entry.isDrawn && anywhere.contains(entry.number)) {
          findings.append(
            site.difference(
              path, entry.range, subject: path.description,
              "\(twin.path) does not print this number, or not as often.",
              expected: "the same numbers in both languages"))
        }
      }
    }
    return findings
  }

  private struct Entry {
    struct Kind: Hashable {
      let number: PrintedNumber
      let isDrawn: Bool
    }
    let number: PrintedNumber
    let isDrawn: Bool
    let range: Range<Int>
    var kind: Kind { Kind(number: number, isDrawn: isDrawn) }
  }

  private static func entries(_ page: PageMarks) -> [Entry] {
    var entries: [Entry] = []
    for text in page.texts where text.place != .written {
      let isDrawn = text.place == .drawn
      let isNumber = text.isWhole && !isDrawn
      for number in page.numbers(of: text) where isNumber || number.isAmount {
        entries.append(Entry(number: number, isDrawn: isDrawn, range: text.range))
      }
    }
    return entries
  }
}
