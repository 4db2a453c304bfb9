import OutputTree
public import ReportCore

/// The ledger's own sums hold in the newest week: a red check stops, one that could not be made is named.
public struct LedgerChecksGate: PublishingGate {
  public let name = GateName.ledgerChecks

  /// The gate.
  public init() {}

  public func findings(in site: SiteFiles) throws(Diagnostic) -> [GateFinding] {
    guard let newest = try site.numbers().max(by: { $0.week < $1.week }) else {
      return [
        GateFinding(
          name, file: "numbers.json", subject: "numbers.json", "No week of the site has figures.",
          expected: "numbers.json beside the page of a week", remedy: "make the site again with: peil build")
      ]
    }
    return newest.figures.filter { $0.key.id == "quality.check" }.compactMap { check in
      guard check.state == .red || check.state == .unknown else { return nil }
      let isWrong = check.state == .red
      return GateFinding(
        name, stops: isWrong, file: newest.path.description, subject: check.key.scope["check"] ?? check.key.description,
        isWrong ? "A check of the ledger does not hold." : "A check of the ledger could not be made.",
        found: check.key.description, expected: check.formula,
        remedy: isWrong
          ? "see quality.html and: peil explain '\(check.key)'; waive it in content/waivers.yml if it must be published"
          : nil)
    }
  }
}
