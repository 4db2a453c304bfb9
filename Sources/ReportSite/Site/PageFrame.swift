import Editions
import Registers
import ReportCore

/// What stands round every page: language twin, navigation, and the footer that says what the page rests on.
struct PageFrame {
  let scope: PageScope
  /// The language folders of the site, the root first.
  let folders: [(language: Language, folder: String, strings: Strings)]
  let styleSheet: SitePath

  /// The page's own values and those of the frame.
  func context(around page: Page) throws(Diagnostic) -> Context {
    let links = scope.links(from: page.path)
    let frame: Context = [
      "lang": .text(scope.language.rawValue),
      "pageTitle": .text(page.title),
      "bodyClass": .text(page.bodyClass),
      "hasBodyClass": .flag(!page.bodyClass.isEmpty),
      "styleHref": .text(links.toShared(styleSheet)),
      "homeHref": .text(links.to(.index)),
      "weekAndDates": .text(
        try scope.text("frame.week-and-dates", ["week": scope.text.week(week), "dates": dates])),
      "navigation": .list(try navigation(page, links)),
      "twins": .list(try twins(links)),
      "alternates": .list(
        folders.map { ["href": .text(links.twin(in: $0.folder)), "lang": .text($0.language.rawValue)] }),
      "colophon": .list(try colophon().map { ["line": .text($0)] }),
      "digest": .text(digest),
      "definitionsHref": .text(links.to(.definitions)),
    ]
    return frame.merging(page.context)
  }

  private var week: ISOWeek { scope.edition.week }
  private var dates: String { scope.text.range(week.days, withYear: true) }

  private func navigation(_ page: Page, _ links: SiteLinks) throws(Diagnostic) -> [Context] {
    var items: [Context] = []
    for place in NavigationPlace.allCases {
      let target: SitePath =
        switch place {
        case .edition: .index
        case .handout: .handout(week)
        case .rollout: .roadmap
        case .pitfalls: .pitfalls
        case .actionPlan: .actionPlan
        case .figures: .trace(week)
        case .weeks: .archive
        }
      items.append([
        "href": .text(links.to(target)), "label": .text(try scope.text(StringKey("frame.nav.\(place.rawValue)"))),
        "isHere": .flag(target == page.path),
      ])
    }
    return items
  }

  /// The same page in the other languages, each named in its own tongue.
  private func twins(_ links: SiteLinks) throws(Diagnostic) -> [Context] {
    var twins: [Context] = []
    for other in folders where other.language != scope.language {
      twins.append([
        "href": .text(links.twin(in: other.folder)), "lang": .text(other.language.rawValue),
        "word": .text(try other.strings("frame.language")),
      ])
    }
    return twins
  }

  private func colophon() throws(Diagnostic) -> [String] {
    let edition = scope.edition
    let text = scope.text
    let company = Names.visible(edition.registers.site.company)
    var lines = (company.isEmpty ? [] : [company]) + [try text("frame.edition", ["week": week.description])]
    lines +=
      edition.ledger.imports == 0
      ? [try text("frame.no-imports")]
      : [
        try text(
          "frame.as-of",
          ["moment": text.momentWithYear(edition.asOf), "zone": edition.registers.site.timeZone]),
        try text(
          "frame.ledger",
          ["imports": text.count(edition.ledger.imports), "rows": text.count(edition.ledger.entries)]),
      ]
    let note = scope.names.title(edition.registers.site.exchangeRateNote).text
    if !note.isEmpty { lines.append(note) }
    return lines
  }

  /// The first sixteen characters, in groups of four.
  private var digest: String {
    let digits = Array(scope.edition.ledger.digest.prefix(16))
    return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<min($0 + 4, digits.count)]) }
      .joined(separator: " ")
  }
}
