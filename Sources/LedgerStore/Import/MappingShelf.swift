import CostExports
import GRDB
import ReportCore

/// The mappings a ledger knows, each with the act that brought it; their files are read once in a run.
final class MappingShelf {
  /// A mapping, and the number of its import.
  struct Item {
    var number: Int
    var mapping: CSVMapping
  }

  private let place: LedgerFolder
  private var read: [Int: CSVMapping] = [:]

  init(_ place: LedgerFolder) { self.place = place }

  /// Those in force, the last imported first: it is the one that counts.
  func items(_ db: Database) throws -> [Item] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT number, file FROM import
        WHERE importer = ? AND number NOT IN (SELECT import FROM withdrawal) ORDER BY number DESC
        """, arguments: [CSVMapping.importer])
    return try rows.map { row in
      let number: Int = try row.value("number")
      if let mapping = read[number] { return Item(number: number, mapping: mapping) }
      let file: String = try row.value("file")
      let source = try PeekedSource.unpacking(
        FileSource(path: place.path(file), file: place.shown(file)), file: place.shown(file))
      let mapping = try MappingShelf.mapping(source.head, file: place.shown(file))
      read[number] = mapping
      return Item(number: number, mapping: mapping)
    }
  }

  /// Adds one whose file has not got its own name yet.
  func add(_ mapping: CSVMapping, number: Int) { read[number] = mapping }

  /// Reads the mapping that begins, and ends, in `head`. Throws a `DiagnosticList` with all that is wrong.
  static func mapping(_ head: FileHead, file: String) throws -> CSVMapping {
    guard let text = String(validating: head.bytes, as: UTF8.self) else {
      throw DiagnosticList([
        Diagnostic(
          code: "not-utf-8", at: SourcePlace(file: file), "the text is not UTF-8", remedy: "Save the file as UTF-8.")
      ])
    }
    let checked = CSVMapping.read(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text, file: file)
    guard let mapping = checked.value else { throw DiagnosticList(checked.diagnostics) }
    return mapping
  }
}
