import Registers
import ReportCore

/// One provider in one month: its invoices that were there by the day of evaluation, and what the ledger holds of it.
struct InvoiceMonth {
  let provider: String
  let month: CalendarMonth
  let invoices: [Invoice]
  let sums: InvoiceBridge.Sums
  /// Behind the ledger's amount.
  let tally: Tally
  /// Why the bridge cannot be judged; nil when it can.
  let reason: UnknownReason?
  /// Every euro of it stands on an invoice line already.
  let isInvoiced: Bool
  /// Tax of the invoices, in euro.
  let tax: Int128
  /// Spend that no use case owns.
  let notAttributed: Int128

  /// Nil when one of the invoices has no amount in euro: booked nor convertible.
  let bridge: InvoiceBridge?

  init(_ provider: String, _ month: CalendarMonth, _ facts: WeekFacts) {
    self.provider = provider
    self.month = month
    let name = provider.lowercased()
    invoices = facts.invoices(of: name, month)
    var held = Held(name, month, InvoiceMonth.days(invoices), facts)
    let billing = Billing(invoices, name, facts)
    held.sums.invoices = billing.total
    held.sums.creditNotes = billing.creditNotes
    held.sums.billedAsBooked = billing.billedAsBooked
    sums = held.sums
    tally = held.tally
    reason = held.reason
    isInvoiced = held.isInvoiced && held.tally.euro != 0 && facts.registers.invoices != nil
    tax = billing.tax
    notAttributed = facts.ledger.tally(month.days) { $0.useCase == nil && $0.provider.lowercased() == name }.euro
    bridge = invoices.isEmpty || !billing.isComplete ? nil : InvoiceBridge(held.sums)
  }

  /// The days that invoices are for; credit notes count only where there is nothing else.
  private static func days(_ invoices: [Invoice]) -> [CalendarDay] {
    let charges = invoices.filter { $0.amount.nanos >= 0 }
    let periods = (charges.isEmpty ? invoices : charges).map(\.period)
    return Set(periods.flatMap { Array($0) }).sorted()
  }
}

/// What the ledger holds of a provider: in a month by the site's days, and on the days that invoices are for.
private struct Held {
  var sums = InvoiceBridge.Sums()
  var tally = Tally()
  var reason: UnknownReason?
  var isInvoiced = true

  init(_ provider: String, _ month: CalendarMonth, _ days: [CalendarDay], _ facts: WeekFacts) {
    let quality = facts.ledger.quality
    // The site's days begin within a day of the source's.
    let around = month.firstDay.advanced(by: -1)...month.lastDay.advanced(by: 1)
    for cell in quality.records(on: around)
    where cell.isSpend && month.days.contains(cell.day) && cell.provider.lowercased() == provider {
      tally.add(cell)
      if cell.euro != 0, cell.basis != .invoice { isInvoiced = false }
    }
    sums.ledger = tally.euro
    sums.days = days.count
    sums.missingDays = facts.missingDays(of: provider, in: days)
    reason = sums.missingDays > 0 ? .noSource : tally.costReason
    guard let first = days.first, let last = days.last else { return }
    let wanted = Set(days)
    for cell in quality.records(on: first...last)
    where wanted.contains(cell.sourceDay) && cell.provider.lowercased() == provider {
      sums.add(cell)
      reason = reason ?? cell.costReason
    }
  }
}

/// The invoices of a provider and month, in euro.
private struct Billing {
  var total: Int128 = 0
  var creditNotes: Int128 = 0
  var tax: Int128 = 0
  /// What the ledger holds of them in their own currency, at the rate finance booked; nil for invoices in euro, and
  /// where it cannot be told.
  var billedAsBooked: Int128?
  /// Every invoice has an amount in euro.
  var isComplete = true

  init(_ invoices: [Invoice], _ provider: String, _ facts: WeekFacts) {
    let originals = facts.ledger.quality.originals
    var asBooked: Int128 = 0
    for invoice in invoices {
      guard let euro = facts.euros(of: invoice, provider) else {
        isComplete = false
        continue
      }
      total += euro
      creditNotes += min(euro, 0)
      tax += invoice.tax.map { Self.scaled($0.nanos, by: euro, over: invoice.amount.nanos) } ?? 0
      guard euro > 0, let held = originals[invoice.line] else { continue }
      asBooked += Self.scaled(held.nanos, by: euro, over: invoice.amount.nanos)
    }
    // Two invoices for the same days cannot both hold all of them.
    let charges = invoices.filter { $0.amount.nanos > 0 }
    let areApart = zip(charges.map(\.period), charges.map(\.period).dropFirst()).allSatisfy { !$0.overlaps($1) }
    if !charges.isEmpty, areApart, charges.allSatisfy({ originals[$0.line] != nil }) { billedAsBooked = asBooked }
  }

  /// `nanos` × `euro` ÷ `amount`, rounded half to even; zero for an invoice of nothing.
  private static func scaled(_ nanos: Int64, by euro: Int128, over amount: Int64) -> Int128 {
    amount == 0 ? 0 : Rounding.halfEven(Int128(nanos) * euro, dividedBy: Int128(amount))
  }
}

extension InvoiceBridge.Sums {
  mutating func add(_ cell: RecordCell) {
    guard cell.kind != .tax else { return }
    if cell.isSpend { period += Int128(cell.euro) }
    billed += Int128(cell.billed)
    if cell.kind == .credit { credits += Int128(cell.billed) }
    if cell.basis != .invoice, cell.basis != .provider { estimated += Int128(cell.billed) }
  }
}

extension Tally {
  /// Adds money of record.
  mutating func add(_ cell: RecordCell) {
    euro += Int128(cell.euro)
    unpricedCalls += cell.unpricedCalls
    unpricedTokens += cell.unpricedTokens
    unratedRows += cell.unratedRows
    origins.insert(cell.origin)
  }
}

extension RecordCell {
  fileprivate var costReason: UnknownReason? {
    unratedRows != 0 ? .noExchangeRate : unpricedCalls != 0 || unpricedTokens != 0 ? .noPrice : nil
  }
}

extension WeekFacts {
  /// The invoices of a provider that count for a month and were there by the day of evaluation.
  func invoices(of provider: String, _ month: CalendarMonth) -> [Invoice] {
    (registers.invoices ?? []).filter {
      $0.provider.lowercased() == provider && $0.date <= evaluatedOn && $0.month == month
    }
  }

  /// The invoice without tax in euro: as booked, else at the ledger's own mean rate over its period.
  fileprivate func euros(of invoice: Invoice, _ provider: String) -> Int128? {
    if let booked = invoice.booked { return Int128(booked.nanos) }
    guard let held = ledger.quality.originals[invoice.line], held.nanos > 0 else { return nil }
    let billed = ledger.quality.records(on: invoice.period).reduce(Int128(0)) {
      $1.kind != .tax && $1.provider.lowercased() == provider ? $0 + Int128($1.billed) : $0
    }
    return Rounding.halfEven(Int128(invoice.amount.nanos) * billed, dividedBy: Int128(held.nanos))
  }

  /// How many of these days no source of the provider has spoken for.
  func missingDays(of provider: String, in days: [CalendarDay]) -> Int {
    let covered = ledger.quality.covered[provider] ?? []
    return days.count { day in !covered.contains { $0.contains(day) } }
  }

  /// The months that can be reconciled: the newest three that had ended by the day of evaluation, as far as the ledger
  /// of this edition goes back. Oldest first.
  var invoiceMonths: [CalendarMonth] {
    guard let first = ledger.firstDay ?? ledger.cells.first?.day else { return [] }
    // The days that an edition's figures may rest on; before anything was expected nothing is whole.
    let expected = registers.sources?.compactMap(\.expectedFrom).min() ?? first
    let horizon = max(first, expected, (seriesWeeks.first ?? week).firstDay.advanced(by: -49))
    var months: [CalendarMonth] = []
    var month = CalendarMonth(containing: evaluatedOn)
    if month.lastDay > evaluatedOn { month = month.previous }
    while months.count < 3, month.lastDay >= horizon {
      let isWhole = month.firstDay >= horizon
      let isInvoiced = (registers.invoices ?? []).contains { $0.month == month && $0.date <= evaluatedOn }
      if isWhole || isInvoiced { months.append(month) }
      month = month.previous
    }
    return months.reversed()
  }

  /// Providers with money of record or an invoice in the month, by name. What runs on own machines has no invoice per
  /// provider.
  func invoicedProviders(in month: CalendarMonth) -> [String] {
    let around = month.firstDay.advanced(by: -1)...month.lastDay.advanced(by: 1)
    var names: [String: String] = [:]
    for cell in ledger.quality.records(on: around)
    where month.days.contains(cell.day) && cell.isSpend && cell.basis != .allocated
      && (cell.euro != 0 || cell.unratedRows != 0)
    {
      let name = cell.provider.lowercased()
      names[name] = min(names[name] ?? cell.provider, cell.provider)
    }
    for invoice in registers.invoices ?? [] where invoice.month == month && invoice.date <= evaluatedOn {
      let name = invoice.provider.lowercased()
      names[name] = names[name] ?? invoice.provider
    }
    return names.values.sorted()
  }
}

extension CalendarMonth {
  /// The month before.
  var previous: CalendarMonth { CalendarMonth(containing: firstDay.advanced(by: -1)) }
}
