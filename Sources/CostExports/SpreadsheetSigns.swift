import ReportCore

/// What gives away that a spreadsheet has saved an export again. Shows amounts, dates and rounded ids only: any other
/// cell may be about a person.
struct SpreadsheetSigns {
  /// Records looked at.
  private static let records = 200

  /// An amount such as `145,00`.
  private(set) var decimalComma: String?
  /// A date such as `26-10-2026`.
  private(set) var date: String?
  /// An id such as `1,23457E+15`, with its line and column.
  private(set) var roundedID: (text: String, line: Int, column: String)?
  /// True when some cell is not UTF-8: most likely it is Windows-1252.
  private(set) var hasOtherText = false

  /// Looks at the first records of `bytes`, the header among them.
  init(_ bytes: [UInt8], separator: UInt8, file: String) {
    var problems = ProblemLog(file: file)
    let reader = CSVReader(MemorySource(bytes), file: file, separator: separator, capacity: max(4, bytes.count))
    var names: [String] = []
    // Memory cannot fail to be read, and what is wrong with records is no matter here.
    while reader.line < SpreadsheetSigns.records, (try? reader.next(&problems)) == true {
      let cells = (0..<min(reader.cellCount, ByteLimits.cells)).map { reader.cell($0).trimmed }
      if cells.contains(where: { !$0.isUTF8 }) { hasOtherText = true }
      guard !names.isEmpty else {
        names = cells.map { String(decoding: $0.buffer.prefix(200), as: UTF8.self) }
        continue
      }
      for (name, cell) in zip(names, cells) { look(at: cell, name, reader.line) }
    }
  }

  private mutating func look(at cell: ByteSlice, _ name: String, _ line: Int) {
    guard (3...64).contains(cell.count), cell.buffer.contains(where: { $0 &- 0x30 <= 9 }) else { return }
    if MangledNumbers.isMangled(cell) {
      if roundedID == nil, SpreadsheetSigns.isID(name) { roundedID = (cell.shown, line, name) }
    } else if decimalComma == nil, cell.buffer.contains(UInt8(ascii: ",")), MappedNumbers.comma.number(cell) != nil {
      decimalComma = cell.shown
    } else if date == nil, MappedDates.dayFirst.days(cell, zone: nil) != nil {
      date = String(decoding: cell.buffer.prefix(10), as: UTF8.self)
    }
  }

  /// `request_id`, `SubAccountId`, `id`: never a quantity.
  private static func isID(_ name: String) -> Bool {
    name.lowercased() == "id" || name.hasSuffix("_id") || name.hasSuffix("Id") || name.hasSuffix("ID")
      || name.hasSuffix(" id")
  }

  /// The signs in a few words, for what was found.
  func words(separator: String) -> String {
    let signs = [
      separator, decimalComma.map { "decimal comma \($0)" }, date.map { "date \($0)" },
      roundedID.map { "rounded id \($0.text)" }, hasOtherText ? "not UTF-8" : nil,
    ]
    return signs.compactMap { $0 }.joined(separator: "; ")
  }
}
