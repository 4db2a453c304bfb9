/// A FOCUS export as CSV, versions 1.0 to 1.4 and the AI keys of the draft of 1.5 (formats.md 1): the columns tell, a
/// file does not name its version. What is decided here:
///
/// - The provider is the first of ServiceProviderName, ProviderName and PublisherName that says something; the three
///   large clouds get the names under which a gateway knows their AI services (`CloudNames`).
/// - EffectiveCost is the cost and BilledCost what the invoice says, both in BillingCurrency. Virtual currencies occur
///   in the pricing columns only, which are not read.
/// - An AI ledger must not swallow a cloud bill: rows whose ServiceCategory is not "AI and Machine Learning" are left
///   out and said once with their number and sum (`not-ai-rows`), tax and credits by their own category. Rows of a
///   Bedrock service count whatever their category. A file without the column is kept whole.
/// - A purchase without effective cost is a prepayment, any other a subscription. Adjustments and everything of the
///   class Correction are corrections, except tax and prepayments, which stay what they are.
/// - There is no row id, and two equal rows are two charges. A delivery replaces what an earlier one said of the same
///   provider, issuer, account and billing period; the parts of one delivery have to be joined, headers and all.
/// - Periods of up to an hour are moments; longer ones count by UTC days and are spread.
/// - Tokens are read where the unit is tokens and the details, or else the meter's name, say which.
/// - `NULL`, `(null)` and times without T or Z are tolerated and said once (`focus-lenient`); US short dates are not.
public enum FocusExport: CostExportFormat {
  public static let name = "focus"
  public static let version = 1
  public static let title = "a FOCUS export"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = [.csv(FocusColumn.signature)]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    guard let cells = try FocusCells(source, file: file, problems: &problems) else { return ExportSummary() }
    var rows = FocusRows(cells)
    while let made = try rows.next(&problems) { try row(made) }
    return CloudBill.sayingNoData(rows.summary(), problems)
  }
}
