import Registers
import ReportCore

/// Which customer-facing use cases have a proven limit per address or per user (S62).
public struct RateLimitCoverage: PlaybookRule {
  public static let item = "S62"

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    let interfaces = facts.customerFacing(on: facts.evaluatedOn)
    let unprotected = facts.unprotectedInterfaces
    var share = Interval(lower: Fraction(0), value: nil, upper: Fraction(1), reason: .noSource)
    if let interfaces, let unprotected {
      share =
        Fraction(Int128(interfaces.count - unprotected.count), over: Int128(interfaces.count)).map { Interval($0) }
        ?? .unknown(.denominatorZero)
    }
    let bands = Bands(.atLeast, green: Fraction(1), amber: Fraction(FixedDecimal(nanos: 900_000_000)))
    var findings = Findings()
    findings.add(
      Figure(
        FigureKey("controls.coverage", facts.period), item: Self.item, unit: .ratio, share,
        state: bands.state(of: share),
        target: FixedDecimal(1), rows: interfaces?.count ?? 0,
        formula: "customer-facing use cases with a proven limit per address or user / customer-facing use cases"))
    return findings
  }
}

extension WeekFacts {
  /// Ids of customer-facing use cases without a proven limit per address or user; nil when a register is missing.
  var unprotectedInterfaces: [String]? {
    guard let interfaces = customerFacing(on: evaluatedOn), let controls = registers.controls else { return nil }
    let limited = Set(
      controls.filter {
        ($0.kind == .perIP || $0.kind == .perUser) && $0.evidence != nil && $0.activeFrom <= evaluatedOn
      }
      .map(\.useCase))
    return interfaces.map(\.id).filter { !limited.contains($0) }
  }
}
