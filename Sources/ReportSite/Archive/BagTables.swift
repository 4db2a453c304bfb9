import Editions
import OutputTree
import ReportCore

/// What stands in `content/editions.csv` about bags: which there are, who checked them, how long they are kept and which
/// may go. Values for the archive page.
struct BagTables {
  let scope: PageScope
  let links: SiteLinks
  let log: EditionsLog
  private var text: ReaderText { scope.text }

  private func word(
    _ key: String, _ values: [String: String] = [:]
  ) throws(Diagnostic) -> String { try text(StringKey("archive.bags.\(key)"), values) }

  /// Newest first; empty while nothing was archived.
  func bags() throws(Diagnostic) -> [Context] {
    var rows: [Table.Row] = []
    for bag in log.entries.reversed() where bag.act == .archived {
      rows.append(
        Table.Row(cells: [
          .head(try name(bag), href: hasPage(bag) ? links.to(.week(bag.week)) : nil),
          .text(text.dayMonthYear(text.calendar.day(of: bag.asOf))), .text(bag.digest.short),
          .text(bag.signer.isEmpty ? try word("unsigned") : bag.signer), .text(try checked(bag)),
          .text(try term(bag)), .text(try standing(bag)),
        ]))
    }
    guard !rows.isEmpty else { return [] }
    let table = Table(
      anchor: "table-bags", caption: try word("caption"),
      columns: [
        .text(try word("edition")), .text(try word("as-of")), .text(try word("digest")), .text(try word("signer")),
        .text(try word("checked")), .text(try word("retain-until")), .text(try word("standing")),
      ], rows: rows, note: try word("note"))
    return [table.context(text)]
  }

  /// Bags whose term is over on the edition's day, oldest first; they stay until somebody disposes of them.
  func disposal() throws(Diagnostic) -> [Context] {
    let due = kept.filter { bag in bag.retainUntil.map { $0 < today } ?? false }
    let rows = try due.map { bag throws(Diagnostic) in
      Table.Row(cells: [
        .head(try name(bag)), .text(bag.retainUntil.map(text.dayMonthYear) ?? ""), .text(bag.basis),
        .text(bag.digest.short),
      ])
    }
    guard !rows.isEmpty else { return [] }
    let table = Table(
      anchor: "table-disposal", caption: try word("disposal-caption", ["day": text.dayMonthYear(today)]),
      columns: [
        .text(try word("edition")), .text(try word("retain-until")), .text(try word("basis")),
        .text(try word("digest")),
      ], rows: rows)
    return [table.context(text)]
  }

  /// Says when the first bag may go; nil while there is none with a term, or while some may go already.
  func nextDisposal() throws(Diagnostic) -> String {
    let terms = kept.compactMap(\.retainUntil)
    guard let first = terms.min() else { return try word("disposal-none") }
    return try word("disposal-next", ["day": text.dayMonthYear(first)])
  }

  private var today: CalendarDay { text.calendar.day(of: scope.edition.asOf) }

  /// Bags that were not disposed of, in the order they were made.
  private var kept: [EditionsLog.Entry] {
    log.entries.filter { $0.act == .archived && log.disposal(of: $0.week, revision: $0.revision) == nil }
  }

  private func hasPage(_ bag: EditionsLog.Entry) -> Bool { scope.weeks.contains(bag.week) }

  /// `week 47`, `week 47, herziening 2`.
  private func name(_ bag: EditionsLog.Entry) throws(Diagnostic) -> String {
    let week = text.week(bag.week)
    return bag.revision == 1 ? week : try word("revision", ["week": week, "revision": String(bag.revision)])
  }

  private func term(_ bag: EditionsLog.Entry) throws(Diagnostic) -> String {
    guard let until = bag.retainUntil else { return try word("no-term") }
    return text.dayMonthYear(until)
  }

  private func checked(_ bag: EditionsLog.Entry) throws(Diagnostic) -> String {
    let last = log.entries.last { $0.act == .verified && $0.week == bag.week && $0.revision == bag.revision }
    guard let last else { return try word("not-checked") }
    let day = text.dayMonthYear(text.calendar.day(of: last.moment))
    // What a verification found stands in its note; a sound bag has none.
    return last.note.isEmpty
      ? try word("sound", ["day": day]) : try word("found", ["day": day, "note": Names.visible(last.note)])
  }

  private func standing(_ bag: EditionsLog.Entry) throws(Diagnostic) -> String {
    if let disposal = log.disposal(of: bag.week, revision: bag.revision) {
      return try word(
        "disposed",
        ["day": text.dayMonthYear(text.calendar.day(of: disposal.moment)), "reason": Names.visible(disposal.note)])
    }
    guard let newest = log.bag(of: bag.week), newest.revision > bag.revision else { return try word("in-force") }
    return try word("revised", ["revision": String(newest.revision)])
  }
}

extension ContentDigest {
  /// The first sixteen digits in groups of four, as they stand on the handout and as `verify --expect-head` takes them.
  var short: String {
    let digits = Array(description.prefix(16))
    return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<min($0 + 4, digits.count)]) }
      .joined(separator: ReaderText.noBreak)
  }
}
