import CostExports
import Pricing
import ReportCore

/// What one file has to say, whatever its format: rows to book, exchange rates, prices, or how to read
/// other files.
struct ImportContent {
  /// What its rows are filed under: the registry name of the format, or a mapping's name.
  var format: String
  /// The importer's version.
  var version: Int
  var reading: Reading
  /// The registry name, where rows are filed under another.
  var registryName: String?
  /// The import without which the file could not be read: that of its mapping.
  var restsOn: Int?

  enum Reading {
    case entries(
      basis: CostBasis,
      read: (_ problems: inout ProblemLog, _ row: (ExportRow) throws -> Void) throws -> ExportSummary)
    case mapping(read: () throws -> CSVMapping)
    case priceBook(read: (_ day: CalendarDay, _ number: Int, _ problems: inout ProblemLog) throws -> PriceBook)
    case priceAgreements(read: () throws -> PriceAgreements)
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
  var importer: String { "\(registryName ?? format)/\(version)" }
}
