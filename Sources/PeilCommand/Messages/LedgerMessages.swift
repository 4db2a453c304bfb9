import LedgerStore
import ReportCore

/// About `peil ledger`.
extension Messages {
  static let ledgerAbstract = "Show and correct the acts the ledger consists of."
  static let ledgerDiscussion = """
    Nothing is ever erased: an import that was wrong is withdrawn, which is an act of its own, and the ledger as it \
    was at any moment stays what it was.
    """
  static let ledgerListAbstract = "List the acts: imports, withdrawals, re-ratings."
  static let ledgerShowAbstract = "Show one act and all it did."
  static let actNumberHelp = "The act's number, as peil ledger lists it."
  static let compareAbstract = "Show what changed in the ledger between two moments."
  static let compareDiscussion = """
    Sums of what was booked, by source: where two sources speak of the same use, both are in here; the pages count \
    one of them. Example: peil ledger compare 2026-11-16T06:00:00Z
    """
  static let compareMomentHelp = "A moment such as 2026-11-16T06:00:00Z, or the number of an act: just after it."
  static let compareDetailsHelp = "Every day, model and key by itself, rather than weeks and providers."
  static let daysHelp = "Days of use, such as 2026-10-01/2026-10-31, both included."
  static let withdrawAbstract = "Take back an import that was wrong."
  static let withdrawDiscussion = """
    Its rows no longer count, and rows it had replaced count again: what is left is what would be there without it. \
    Its file stays in content/ledger/, because the journal must be repeatable. The same file can be imported again.
    """
  static let reasonHelp = "Why, for the journal."
  static let rerateAbstract = "Apply a price book or an agreement to use that was booked before."
  static let rerateDiscussion = """
    Only what has an estimate or no price changes; what a provider or a gateway charged stays. Example: \
    peil ledger re-rate 12 --days 2026-10-01/2026-10-31 --reason "contract signed" --dry-run
    """
  static let priceActHelp = "The number of the import of a price book or an agreement."
  static let dryRunHelp = "Say what would change, and change nothing."
  static let noActs = "The ledger has no acts yet."

  static func notAMomentOrAct(_ text: String) -> String {
    "'\(Diagnostic.shortened(text))' is neither a moment such as 2026-11-16T06:00:00Z nor the number of an act."
  }

  static func notDays(_ text: String) -> String {
    "'\(Diagnostic.shortened(text))' is not a range of days; write it as 2026-10-01/2026-10-31."
  }

  static func noSuchAct(_ number: String, _ count: Int) -> Diagnostic {
    Diagnostic(
      code: "no-such-act", at: SourcePlace(file: "content/ledger/journal.csv"), "There is no act with this number.",
      found: number, expected: count == 0 ? "no acts yet" : "1 to \(count)", remedy: "peil ledger lists them")
  }

  static func acts(_ acts: [LedgerAct]) -> String {
    guard !acts.isEmpty else { return noActs }
    var lines = [["act", "moment", "what", "file", "rows", "days", "euro"]]
    lines += acts.map { act in
      let what = act.line.act.rawValue + (act.withdrawnBy.map { ", withdrawn by \($0)" } ?? "")
      return [
        "\(act.line.number)", act.line.moment.description, what, act.line.file, "\(act.rows)", days(act.days),
        act.euroCost == 0 ? "" : signed(act.euroCost),
      ]
    }
    return table(lines, numbers: [0, 4, 6])
  }

  static func act(_ detail: LedgerActDetail) -> String {
    let act = detail.act
    var lines = ["Act \(act.line.number): \(act.line.act.rawValue) of \(act.line.file), \(act.line.moment)"]
    func add(_ name: String, _ text: String) { if !text.isEmpty { lines.append("  \(padded(name + ":", 11))\(text)") } }
    add("importer", act.line.importer)
    add("sha256", act.line.sha256)
    add("note", act.line.note)
    add("rows", "\(act.rows) in the file, \(act.entered) came into force, \(act.left) went out of force")
    add("days", days(act.days))
    if act.euroCost != 0 || act.euroBilled != 0 {
      add("euro", "cost \(signed(act.euroCost)), billed \(signed(act.euroBilled))")
    }
    for share in detail.superseded { add("replaced", shares(share)) }
    for share in detail.restored { add("restored", shares(share)) }
    for share in detail.valued { add("valued", shares(share)) }
    add("rests on", numbers(detail.restsOn))
    add("carries", numbers(detail.carries))
    for coverage in detail.coverage {
      let whose = [coverage.provider, coverage.account].filter { !$0.isEmpty }.joined(separator: " ")
      add("covers", "\(whose.isEmpty ? "everything" : whose), \(days(coverage.days))")
    }
    if let by = act.withdrawnBy { add("withdrawn", "by act \(by)") }
    return lines.joined(separator: "\n")
  }

  static func comparison(_ comparison: LedgerComparison, from: String, to: String?) -> String {
    let span = "From \(name(from)) to \(to.map(name) ?? "the newest act")"
    guard !comparison.rows.isEmpty else { return "\(span): nothing changed." }
    var lines = [["period", "source", "provider", "model", "key", "rows", "euro", "acts"]]
    for part in comparison.rows + [comparison.total] {
      let isTotal = part == comparison.total && part.period.isEmpty
      lines.append([
        isTotal ? "total" : part.period, part.source, part.provider, part.model, part.key, signed(part.rows),
        signed(part.euroCost), numbers(part.acts),
      ])
    }
    // Columns nobody filled say nothing.
    let used = lines[0].indices.filter { column in lines.dropFirst().contains { !$0[column].isEmpty } }
    let kept = lines.map { line in used.map { line[$0] } }
    let right = used.indices.filter { [5, 6].contains(used[$0]) }
    return "\(span):\n" + table(kept, numbers: Set(right))
  }

  static func withdrew(_ report: WithdrawReport, _ effect: LedgerActDetail?) -> String {
    var parts = ["\(counted(report.removed, "row")) no longer counted"]
    if report.restored > 0 { parts.append("\(counted(report.restored, "earlier row")) counted again") }
    if let euro = effect?.act.euroCost, euro != 0 { parts.append(signed(euro)) }
    let act = report.record.number
    return "Withdrew \(report.withdrawn.file) (act \(report.withdrawn.number)) as act \(act): "
      + parts.joined(separator: ", ") + "."
  }

  static func rerated(_ report: RerateReport) -> String {
    let total = report.total
    let verb = report.record.map { "Re-rated as act \($0.number)" } ?? "Nothing was changed; this would change"
    let head = "\(verb), with \(report.source.file) over \(days(report.days)):"
    guard !report.changes.isEmpty else { return "\(head) nothing, \(left(report))." }
    var lines = [["provider", "model", "rows", "without price before", "old euro", "new euro", "difference"]]
    lines += report.changes.map { line($0.provider, $0.model, $0) }
    lines.append(line("total", "", total))
    return "\(head)\n\(table(lines, numbers: [2, 3, 4, 5, 6]))\n\(left(report).capitalisedFirst)."
  }

  private static func line(_ provider: String, _ model: String, _ change: PriceChange) -> [String] {
    [
      provider, model, "\(change.rows)", "\(change.unpricedRows)", plain(change.oldEuro), plain(change.newEuro),
      signed(change.newEuro - change.oldEuro),
    ]
  }

  private static func left(_ report: RerateReport) -> String {
    "\(counted(report.unchangedRows, "row")) unchanged, \(report.unpricedRows) still without a price"
  }
}

// MARK: - Words and columns

extension Messages {
  private static func name(_ moment: String) -> String { Int(moment) == nil ? moment : "act \(moment)" }

  private static func days(_ days: ClosedRange<CalendarDay>?) -> String {
    guard let days else { return "" }
    return days.lowerBound == days.upperBound ? "\(days.lowerBound)" : "\(days.lowerBound)/\(days.upperBound)"
  }

  private static func shares(_ share: LedgerActDetail.Share) -> String {
    "\(counted(share.entries, "row")) of act \(share.importNumber)"
  }

  /// `acts 1, 2, 3`, at most a dozen.
  private static func numbers(_ acts: [Int]) -> String {
    guard !acts.isEmpty else { return "" }
    let shown = acts.prefix(12).map(String.init).joined(separator: ", ")
    return acts.count > 12 ? "\(shown) and \(acts.count - 12) more" : shown
  }

  private static func plain(_ nanos: Int64) -> String { FixedDecimal(nanos: Int128(nanos)).description }

  private static func signed(_ nanos: Int64) -> String { signed(plain(nanos)) }

  private static func signed(_ decimal: String) -> String { decimal.hasPrefix("-") ? decimal : "+" + decimal }

  private static func signed(_ number: Int) -> String { number < 0 ? "\(number)" : "+\(number)" }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// Columns two spaces apart; those in `numbers` end under each other.
  private static func table(_ lines: [[String]], numbers: Set<Int>) -> String {
    let columns = lines.first?.count ?? 0
    let widths = (0..<columns).map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      let cells = line.enumerated().map { column, text in
        let gap = String(repeating: " ", count: widths[column] - text.count)
        return numbers.contains(column) ? gap + text : text + gap
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}

extension String {
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
