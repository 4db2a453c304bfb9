import CostExports
import ReportCore

/// What one file has to say, whatever its format: rows to book, or exchange rates.
struct ImportContent {
  /// Registry name of the format.
  var format: String
  /// The importer's version.
  var version: Int
  var reading: Reading

  enum Reading {
    case entries(
      basis: CostBasis,
      read: (_ problems: inout ProblemLog, _ row: (ExportRow) throws -> Void) throws -> ExportSummary)
    case rates(read: (_ problems: inout ProblemLog, _ rate: (RateRow) throws -> Void) throws -> [Diagnostic])
  }

  /// One exchange rate of a file.
  struct RateRow {
    var day: CalendarDay
    var currency: Currency
    /// Units per euro.
    var rate: ExactDecimal
    var line: Int
  }

  /// As the journal names it: `litellm-spend-logs/1`.
  var importer: String { "\(format)/\(version)" }
}
