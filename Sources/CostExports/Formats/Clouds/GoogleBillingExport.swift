import ReportCore

/// Google's billing export as JSON Lines or an array, standard and detailed table (formats.md 5.3). What is decided:
///
/// - Rows of Vertex AI, the Gemini API and other generative AI services are AI; the rest of the bill is left out and
///   said once with its number and sum (`not-ai-rows`).
/// - `cost` is before credits: each credit follows as a row of its own, from the same line, so that net is the sum.
/// - Tax is tax; adjustments and rounding are corrections. What Google books on the invoice as a whole (service
///   `Invoice`) belongs to AI only when the file has nothing else on that account and month: such rows are handed over
///   last, or left out with the rest.
/// - Project is project, labels are tags. The invoice month is Google's own, in Pacific time.
/// - A delivery replaces what an earlier one said of the same account and invoice month.
public enum GoogleBillingExport: CostExportFormat {
  public static let name = "google-billing-export"
  public static let version = 1
  public static let title = "a Google billing export"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = [.jsonLines(paths), .json(paths)]
  private static let paths = ["billing_account_id", "service.description", "usage_start_time", "cost"]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    let records = try JSONRecords(try PeekedSource(source), file: file, problems: &problems)
    var rows = GoogleRows(file: file)
    while let object = try records.next(&problems) {
      let record: GoogleRecord
      do throws(JSONProblem) {
        record = try GoogleRecord(object)
      } catch {
        records.complain(error, &problems)
        continue
      }
      for made in rows.rows(record, line: records.line, &problems) { try row(made) }
    }
    for made in rows.heldRows() { try row(made) }
    return CloudBill.sayingNoData(rows.summary(), problems)
  }
}
