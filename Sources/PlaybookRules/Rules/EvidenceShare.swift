import Registers
import ReportCore

/// What the euros of a month rest on, how much of them has an invoice, and how much rests on an estimate alone (S9: the
/// controller signs what was invoiced).
public struct EvidenceShare: PlaybookRule {
  public static let item = "S9"
  private static let bands = Bands(
    .atLeast, green: Fraction(FixedDecimal(nanos: 980_000_000)), amber: Fraction(FixedDecimal(nanos: 800_000_000)))

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    let running = CalendarMonth(containing: facts.evaluatedOn)
    let ended = facts.invoiceMonths
    for month in ended { addMonth(month, to: &findings, facts, isEnded: true) }
    if !ended.contains(running) { addMonth(running, to: &findings, facts, isEnded: false) }
    return findings
  }

  private func addMonth(_ month: CalendarMonth, to findings: inout Findings, _ facts: WeekFacts, isEnded: Bool) {
    let days = month.firstDay...min(month.lastDay, facts.evaluatedOn)
    let all = facts.ledger.tally(days)
    for basis in EuroBasis.allCases {
      let tally = facts.ledger.tally(days) { $0.evidence == basis }
      findings.add(
        Figure(
          FigureKey("quality.by-basis", scope: ["basis": basis.rawValue], .month(month)), item: Self.item, unit: .euro,
          Interval(Fraction(nanos: tally.euro)), rows: facts.ledger.rows(of: tally),
          formula: "spend of the month that rests on this"), from: tally)
    }
    guard isEnded else { return }
    let invoiced = invoicedProviders(month, facts)
    let proven = facts.ledger.tally(days) { $0.basis == .invoice || invoiced.contains($0.provider.lowercased()) }
    let loose = facts.ledger.tally(days) {
      ($0.basis == .gateway || $0.basis == .estimate) && !invoiced.contains($0.provider.lowercased())
    }
    let gap = all.costReason ?? facts.ledger.gap(in: days)
    let share = Shares.part(proven.euro, of: all.euro, knownWhole: gap == nil, reason: gap)
    let isDue = facts.evaluatedOn >= month.lastDay.advanced(by: facts.registers.site.reconciliation.invoiceDays)
    let isKept = facts.registers.invoices != nil
    findings.add(
      Figure(
        FigureKey("quality.invoiced-share", .month(month)), item: Self.item, unit: .ratio,
        isKept ? share : .unknown(.noSource),
        state: !isKept ? .unknown : isDue ? Self.bands.state(of: share) : .notYetDue,
        target: FixedDecimal(nanos: 980_000_000), rows: 0,
        formula: "spend of providers with an invoice of the month, or on invoice lines / spend",
        from: EuroBasis.allCases.map { FigureKey("quality.by-basis", scope: ["basis": $0.rawValue], .month(month)) }))
    findings.add(
      Figure(
        FigureKey("quality.without-basis", .month(month)), item: Self.item, unit: .euro,
        Interval(Fraction(nanos: loose.euro)), rows: facts.ledger.rows(of: loose),
        formula: "spend on estimates of providers without an invoice of the month"), from: loose)
  }

  /// Providers, in lower case, that have an invoice of the month with an amount in euro.
  private func invoicedProviders(_ month: CalendarMonth, _ facts: WeekFacts) -> Set<String> {
    Set(
      facts.invoicedProviders(in: month).filter { provider in
        InvoiceMonth(provider, month, facts).bridge != nil
      }.map { $0.lowercased() })
  }
}

extension UsageCell {
  /// What the amount rests on; a bill that was spread over use cases is allocated.
  var evidence: EuroBasis { isAllocated ? .allocated : basis }
}
