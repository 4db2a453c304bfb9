import Registers
import ReportCore

/// The ledger against the invoices, per provider and month: a bridge in which each difference has a name (S9: the
/// controller's denominator is what was invoiced).
public struct Reconciliation: PlaybookRule {
  public static let item = "S9"

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    for month in facts.invoiceMonths {
      let entries = facts.invoicedProviders(in: month).map { InvoiceMonth($0, month, facts) }
      for entry in entries { add(entry, to: &findings, facts) }
      addTotals(entries, month, to: &findings, facts)
    }
    return findings
  }

  private func add(_ entry: InvoiceMonth, to findings: inout Findings, _ facts: WeekFacts) {
    let scope = ["provider": entry.provider]
    let period = Period.month(entry.month)
    let key = { (id: String) in FigureKey("reconciliation.\(id)", scope: scope, period) }
    let ledger = Fraction(nanos: entry.sums.ledger)
    let open = entry.tally.costReason.map { Interval(lower: ledger, value: ledger, upper: nil, reason: $0) }
    findings.add(
      Figure(
        key("ledger"), item: Self.item, unit: .euro, open ?? Interval(ledger), rows: facts.ledger.rows(of: entry.tally),
        formula: "spend of the provider in the month, by the site's days"), from: entry.tally)
    findings.add(
      Figure(
        key("not-attributed"), item: Self.item, unit: .euro, Interval(Fraction(nanos: entry.notAttributed)), rows: 0,
        formula: "the part of it that no use case owns; for information", from: [key("ledger")]))
    guard let bridge = entry.bridge else {
      addMissing(entry, key, to: &findings, facts)
      return
    }
    findings.add(
      euro(key("invoice"), bridge.invoice, rows: entry.invoices.count, "invoices and credit notes without tax, in euro")
    )
    findings.add(
      euro(key("tax"), entry.tax, rows: entry.invoices.count, "tax on those invoices; in no other figure"))
    findings.add(
      euro(key("difference"), bridge.difference, rows: 0, "invoice - ledger", from: [key("invoice"), key("ledger")]))
    let parts = bridge.parts.map { (key: partKey($0.part, entry), part: $0) }
    for (key, part) in parts {
      findings.add(euro(key, part.nanos, rows: 0, "the part of the difference that is \(part.part.rawValue)"))
    }
    findings.add(
      euro(key("explained"), bridge.explained, rows: 0, "sum of the named parts", from: parts.map(\.key)))
    let tolerance = Tolerance(facts.registers.site.reconciliation, invoice: bridge.invoice)
    let state = entry.reason == nil ? tolerance.state(of: bridge) : .unknown
    findings.add(
      Figure(
        key("unexplained"), item: Self.item, unit: .euro, Interval(Fraction(nanos: bridge.unexplained)), state: state,
        reason: entry.reason, target: FixedDecimal(tolerance.green), rows: 0, formula: "difference - explained",
        from: [key("difference"), key("explained")]))
  }

  /// Without an invoice, or without its amount in euro, nothing is known of the difference.
  private func addMissing(
    _ entry: InvoiceMonth, _ key: (String) -> FigureKey, to findings: inout Findings, _ facts: WeekFacts
  ) {
    let isDue = facts.evaluatedOn >= entry.month.lastDay.advanced(by: facts.registers.site.reconciliation.invoiceDays)
    // Money that stands on invoice lines needs no second one.
    let state: FigureState = entry.isInvoiced ? .green : isDue || !entry.invoices.isEmpty ? .unknown : .notYetDue
    let reason: UnknownReason = entry.invoices.isEmpty ? .noSource : .noExchangeRate
    let interval =
      entry.isInvoiced ? Interval(Fraction(nanos: entry.sums.ledger)) : Interval.unknown(reason)
    findings.add(
      Figure(
        key("invoice"), item: Self.item, unit: .euro, interval, rows: entry.invoices.count,
        formula: entry.isInvoiced ? "the ledger's rows are invoice lines" : "invoices without tax, in euro"))
    let difference = entry.isInvoiced ? Interval(Fraction(0)) : interval
    for id in ["difference", "explained"] {
      findings.add(
        Figure(
          key(id), item: Self.item, unit: .euro, difference, rows: 0, formula: "invoice - ledger",
          from: [key("invoice"), key("ledger")]))
    }
    findings.add(
      Figure(
        key("unexplained"), item: Self.item, unit: .euro, difference, state: state, rows: 0,
        formula: "difference - explained", from: [key("difference"), key("explained")]))
  }

  private func addTotals(
    _ entries: [InvoiceMonth], _ month: CalendarMonth, to findings: inout Findings, _ facts: WeekFacts
  ) {
    for id in ["ledger", "invoice", "difference", "explained", "unexplained"] {
      let keys = entries.map {
        FigureKey("reconciliation.\(id)", scope: ["provider": $0.provider], .month(month))
      }
      let known = findings.figures.filter { keys.contains($0.key) }
      let values = known.compactMap { $0.isPoint ? $0.value : nil }
      let sum = Interval(Fraction(values.reduce(.zero, +)))
      let reason = known.first { !$0.isPoint }?.reason
      let state = FigureState.worst(known.compactMap(\.state))
      findings.add(
        Figure(
          FigureKey("reconciliation.\(id)", .month(month)), item: Self.item, unit: .euro,
          values.count == keys.count ? sum : .unknown(reason ?? .noSource), state: id == "unexplained" ? state : nil,
          rows: 0, formula: "sum over the providers", from: keys))
    }
  }

  private func partKey(_ part: InvoiceBridge.Part, _ entry: InvoiceMonth) -> FigureKey {
    FigureKey(
      "reconciliation.part", scope: ["provider": entry.provider, "part": part.rawValue], .month(entry.month))
  }

  private func euro(
    _ key: FigureKey, _ nanos: Int128, rows: Int, _ formula: String, from: [FigureKey] = []
  ) -> Figure {
    Figure(
      key, item: Self.item, unit: .euro, Interval(Fraction(nanos: nanos)), rows: rows, formula: formula, from: from)
  }
}

/// How much may stay unexplained: a share of the invoice or an amount, whichever is more; twice that is attention.
struct Tolerance {
  /// On level up to and including here, in euro.
  let green: Fraction
  private let estimate: Fraction

  init(_ policy: ReconciliationPolicy, invoice: Int128) {
    let share = Fraction(
      nanos: Rounding.halfEven(abs(invoice) * policy.toleranceShare.nanos, dividedBy: 1_000_000_000))
    green = max(share, Fraction(policy.toleranceEuro))
    // A gateway's estimate is good within 2 % of the bill (S40).
    estimate = Fraction(nanos: abs(invoice) / 50)
  }

  func state(of bridge: InvoiceBridge) -> FigureState {
    let rest = Fraction(nanos: abs(bridge.unexplained))
    if rest > green.times(2) { return .red }
    return rest > green || Fraction(nanos: abs(bridge.nanos(.estimate))) > max(estimate, green) ? .amber : .green
  }
}
