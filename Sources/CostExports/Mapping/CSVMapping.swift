import ReportCore

/// How a CSV that no format knows is read: which column means what. Written by people as YAML, imported like an export
/// and never changed afterwards; the last imported one that fits a CSV reads it.
public struct CSVMapping: Sendable {
  /// What the rows are filed under, the same in a corrected mapping: `mapped-` and the name.
  public let name: String
  /// Where the source stands.
  public let rank: SourceRank

  /// How the bytes become text.
  enum Encoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case windows1252 = "windows-1252"
  }

  /// What is true of a row that is left out.
  struct Exclusion: Sendable {
    var column: Int
    var value: [UInt8]
  }

  let encoding: Encoding
  let separator: UInt8
  /// Columns the header must have.
  let signature: [String]
  /// Columns that are read, each once.
  let columns: [String]
  /// Place in `columns` by field.
  let places: [MappedField: Int]
  let constants: [MappedField: String]
  /// Columns that are known and not read.
  let ignored: Set<String>
  let exclusions: [Exclusion]
  let dates: MappedDates
  /// Of clock times without a zone of their own; nil is UTC.
  let zone: SiteCalendar?
  /// True when `date_to` is the day behind the last one.
  let isLastDayExclusive: Bool
  let numbers: MappedNumbers
  /// The power of ten by which amounts are divided: 2 for cents.
  let amountPlaces: Int
  /// True when money spent stands as a negative amount.
  let isSpendingNegative: Bool
  let inputIncludesCache: Bool
  let charges: [String: ChargeKind]
  /// Nil when rows have ids.
  let scope: [MappedScope]?

  /// Registry name of the mapping itself.
  public static let format = "csv-mapping"
  /// Raised when the same mapping would read otherwise.
  public static let version = 1
  /// `csv-mapping/1`, as the journal writes it.
  public static var importer: String { "\(format)/\(version)" }
  /// Registry name of the exports that are read with a mapping.
  public static let exportFormat = "mapped-csv"
  /// `mapped-csv/1`, as the journal writes it.
  public static var exportImporter: String { "\(exportFormat)/\(version)" }

  /// What rows are filed under, and what `sources.yml` calls it: `mapped-energy`.
  public var source: String { "mapped-\(name)" }

  /// What the amounts rest on.
  public var basis: CostBasis {
    switch rank {
    case .bill: .invoice
    case .providerUsage: .provider
    default: .gateway
    }
  }

  /// True when the header of a CSV that begins like this has the mapping's columns.
  public func fits(_ head: FileHead) -> Bool {
    let bytes = encoding == .utf8 ? head.bytes : Windows1252Source.utf8(head.bytes)
    var problems = ProblemLog(file: "")
    let reader = CSVReader(MemorySource(bytes), file: "", separator: separator, capacity: max(4, bytes.count))
    // Memory cannot fail to be read.
    guard (try? reader.next(&problems)) == true, problems.isEmpty, reader.cellCount <= ByteLimits.cells else {
      return false
    }
    let names = Set((0..<reader.cellCount).compactMap { reader.cell($0).text })
    return signature.allSatisfy(names.contains)
  }
}
