import ReportCore
import Testing

@testable import PlaybookRules

struct InvoiceBridgeTests {
  private typealias Sums = InvoiceBridge.Sums

  private struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var sums: InvoiceBridge.Sums
    var parts: [InvoiceBridge.Part: Int128]
    var unexplained: Int128
    var testDescription: String { name }
  }

  private static let examples = [
    Example(
      name: "equal amounts need no explanation",
      sums: Sums(ledger: 100, period: 100, billed: 100, invoices: 100, days: 31), parts: [:], unexplained: 0),
    Example(
      name: "a period that runs into the next month", sums: Sums(ledger: 100, period: 112, billed: 112, invoices: 115),
      parts: [.timing: 12], unexplained: 3),
    Example(
      name: "use that was paid before", sums: Sums(ledger: 100, period: 100, billed: 30, invoices: 30),
      parts: [.prepaid: -70], unexplained: 0),
    Example(
      name: "a credit note that the ledger does not hold",
      sums: Sums(ledger: 100, period: 100, billed: 100, invoices: 80, creditNotes: -20), parts: [.credits: -20],
      unexplained: 0),
    Example(
      name: "a credit note that the ledger holds",
      sums: Sums(ledger: 80, period: 80, billed: 80, credits: -20, invoices: 80, creditNotes: -20), parts: [:],
      unexplained: 0),
    Example(
      name: "credits that the invoice has taken off already",
      sums: Sums(ledger: 80, period: 80, billed: 80, credits: -20, invoices: 80), parts: [:], unexplained: 0),
    Example(
      name: "another rate than the ledger's",
      sums: Sums(ledger: 100, period: 100, billed: 100, invoices: 97, billedAsBooked: 96),
      parts: [.currency: -4], unexplained: 1),
    Example(
      name: "a missing day explains no more than its mean",
      sums: Sums(ledger: 300, period: 300, billed: 300, invoices: 320, days: 31, missingDays: 1),
      parts: [.missingDays: 10], unexplained: 10),
    Example(
      name: "a missing day explains no less money on the invoice",
      sums: Sums(ledger: 300, period: 300, billed: 300, invoices: 290, days: 31, missingDays: 1), parts: [:],
      unexplained: -10),
    Example(
      name: "nothing but missing days has no mean", sums: Sums(invoices: 290, days: 31, missingDays: 31), parts: [:],
      unexplained: 290),
    Example(
      name: "an estimate may be off by a tenth of it",
      sums: Sums(ledger: 1000, period: 1000, billed: 1000, estimated: 1000, invoices: 1250), parts: [.estimate: 100],
      unexplained: 150),
    Example(
      name: "an estimate that is too high",
      sums: Sums(ledger: 1000, period: 1000, billed: 1000, estimated: 1000, invoices: 960), parts: [.estimate: -40],
      unexplained: 0),
  ]

  @Test(arguments: examples)
  private func `each difference has a name`(example: Example) {
    let bridge = InvoiceBridge(example.sums)
    for part in InvoiceBridge.Part.allCases {
      #expect(bridge.nanos(part) == example.parts[part] ?? 0, "\(part)")
    }
    #expect(bridge.unexplained == example.unexplained)
  }

  @Test(arguments: 1...200)
  func `whatever the sums, parts and rest are the difference`(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    func nanos(_ range: ClosedRange<Int64>) -> Int128 { Int128(Int64.random(in: range, using: &random)) }
    let wide: ClosedRange<Int64> = -9_000_000_000_000...9_000_000_000_000
    let sums = InvoiceBridge.Sums(
      ledger: nanos(wide), period: nanos(wide), billed: nanos(wide), credits: nanos(-1_000_000_000...0),
      estimated: nanos(wide), invoices: nanos(wide), creditNotes: nanos(-1...0) * 1_234_567,
      billedAsBooked: seed % 2 == 0 ? nanos(wide) : nil, days: 31, missingDays: Int(seed % 32))
    let bridge = InvoiceBridge(sums)
    #expect(bridge.parts.map(\.part) == InvoiceBridge.Part.allCases)
    #expect(bridge.ledger + bridge.parts.reduce(0) { $0 + $1.nanos } + bridge.unexplained == bridge.invoice)
    #expect(abs(bridge.nanos(.estimate)) <= abs(sums.estimated) / 10)
  }
}

/// Numbers that are the same on every run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
