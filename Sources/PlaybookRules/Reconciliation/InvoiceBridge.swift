import ReportCore

/// From what the ledger says of a provider and a month to what its invoices say, in euro nano-units: each difference
/// has a name, and what has none is unexplained. The parts and the unexplained rest add up to the difference exactly.
struct InvoiceBridge: Equatable {
  /// What a difference is; the raw value is the strings key after `reconciliation.part.`. In the order in which they are
  /// taken off: what is certain first, estimates last.
  enum Part: String, CaseIterable {
    /// Days of the invoices outside the month, less days of the month outside the invoices.
    case timing
    /// Prepaid use and commitments: what is invoiced less what the use is worth.
    case prepaid
    /// Credit notes less the credits that the ledger holds.
    case credits
    /// The rate finance booked at, against the ledger's rate of each day.
    case currency
    /// Days that no source has spoken for, at the mean of the others: an estimate.
    case missingDays = "missing-days"
    /// What the ledger holds at list price, up to a tenth of it: an estimate.
    case estimate
  }

  /// The sums a bridge is built from, in euro nano-units.
  struct Sums: Equatable {
    /// Spend of the month, by the site's days: what the pages show.
    var ledger: Int128 = 0
    /// Spend of the days that the invoices are for, by the source's days.
    var period: Int128 = 0
    /// What the ledger says will be invoiced for those days: prepaid top-ups included, tax not.
    var billed: Int128 = 0
    /// The credits within `billed`; below zero.
    var credits: Int128 = 0
    /// The part of `billed` that is no report of the provider's.
    var estimated: Int128 = 0
    /// All invoices and credit notes, without tax.
    var invoices: Int128 = 0
    /// The credit notes within `invoices`; below zero.
    var creditNotes: Int128 = 0
    /// `billed` in the invoices' own currency, at the rate finance booked; nil for invoices in euro.
    var billedAsBooked: Int128?
    /// Days that the invoices are for, and how many of them no source has spoken for.
    var days = 0
    var missingDays = 0
  }

  let ledger: Int128
  let invoice: Int128
  let parts: [(part: Part, nanos: Int128)]

  init(_ sums: Sums) {
    ledger = sums.ledger
    invoice = sums.invoices
    var rest = sums.invoices - sums.ledger
    var parts: [(Part, Int128)] = []
    func take(_ part: Part, _ nanos: Int128) {
      parts.append((part, nanos))
      rest -= nanos
    }
    take(.timing, sums.period - sums.ledger)
    take(.prepaid, sums.billed - sums.period)
    take(.credits, sums.creditNotes == 0 ? 0 : sums.creditNotes - sums.credits)
    take(.currency, sums.billedAsBooked.map { $0 - sums.billed } ?? 0)
    take(.missingDays, Self.missing(sums, rest: rest))
    let room = abs(sums.estimated) / 10
    take(.estimate, min(max(rest, -room), room))
    self.parts = parts
  }

  var difference: Int128 { invoice - ledger }
  var explained: Int128 { parts.reduce(0) { $0 + $1.nanos } }
  var unexplained: Int128 { difference - explained }

  func nanos(_ part: Part) -> Int128 { parts.first { $0.part == part }?.nanos ?? 0 }

  /// Missing days can only explain that the ledger is too low, and no more than is missing.
  private static func missing(_ sums: Sums, rest: Int128) -> Int128 {
    let covered = sums.days - sums.missingDays
    guard sums.missingDays > 0, covered > 0, rest > 0 else { return 0 }
    let mean = Rounding.halfEven(max(sums.billed, 0) * Int128(sums.missingDays), dividedBy: Int128(covered))
    return min(rest, mean)
  }

  static func == (left: Self, right: Self) -> Bool {
    left.ledger == right.ledger && left.invoice == right.invoice && left.parts.map(\.nanos) == right.parts.map(\.nanos)
  }
}
