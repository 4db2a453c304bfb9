import CostExports
import GRDB
public import ReportCore

/// The part of a ledger an edition rests on, as CSV files that a person can read and from which a ledger can be made
/// again: acts, dimensions, roll-ups, days spoken for, peaks, rates, ceilings, original amounts; and, as a record that
/// nothing reads back, the entries of the week in FOCUS columns. The same ledger gives the same bytes. Money is exact;
/// nothing in it is personal.
public struct LedgerSlice: Sendable {
  /// Sorted by name.
  public let files: [(name: String, bytes: [UInt8])]

  /// Cuts what editions read that read `days` (a day wider on both sides) as known at `asOf`, with the entries in force
  /// that touch `entriesOn`. `since` adds all acts recorded from then on (nil: from the first of `days`), `originalsOn`
  /// says for which days amounts in the currencies of the exports are wanted (nil: for all).
  public init(
    of ledger: Ledger, asOf: Instant, days: ClosedRange<CalendarDay>, entriesOn: ClosedRange<CalendarDay>,
    since: Instant? = nil, originalsOn: [ClosedRange<CalendarDay>]? = nil
  ) throws {
    let cut = try SliceCut(
      ledger, asOf: asOf, days: days, since: since ?? Instant(startOf: days.lowerBound.advanced(by: -1)),
      originalsOn: originalsOn ?? [days])
    let entries = try SliceEntries.table(ledger, on: entriesOn, asOf: asOf)
    let tables = cut.tables + [entries]
    files =
      (tables.map { ($0.name + ".csv", $0.bytes) } + [("README.txt", Array(SliceReadme.text.utf8))])
      .sorted { $0.name < $1.name }
  }
}

/// A table of a slice: text cells, a header, no cell changed but for the apostrophe that keeps spreadsheets from running
/// it.
struct SliceTable {
  let name: String
  let columns: [String]
  private(set) var bytes: [UInt8]

  init(_ name: String, _ columns: [String]) {
    self.name = name
    self.columns = columns
    bytes = []
    append(columns)
  }

  /// Adds a row of texts, numbers and days as they are, by `SliceCell`.
  mutating func add(_ cells: [SliceCell]) { append(cells.map(\.text)) }

  private mutating func append(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      if cell.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) {
        bytes.append(0x22)
        for byte in cell.utf8 {
          if byte == 0x22 { bytes.append(0x22) }
          bytes.append(byte)
        }
        bytes.append(0x22)
      } else {
        bytes.append(contentsOf: cell.utf8)
      }
    }
    bytes.append(0x0A)
  }
}

/// A cell of a slice's table.
enum SliceCell {
  /// Words of others: what a spreadsheet could take for a formula gets an apostrophe in front, and so does what begins
  /// with one.
  case words(String)
  /// Numbers, days and names of our own.
  case plain(String)

  var text: String {
    switch self {
    case .plain(let text): text
    case .words(let text): SliceCell.isGuarded(text) ? "'" + text : text
    }
  }

  static func number(_ value: Int) -> SliceCell { .plain(String(value)) }
  static func number(_ value: Int?) -> SliceCell { .plain(value.map(String.init) ?? "") }
  static func day(_ day: CalendarDay?) -> SliceCell { .plain(day?.description ?? "") }
  static func money(_ nanos: Int64?) -> SliceCell {
    .plain(nanos.map { FixedDecimal(nanos: Int128($0)).description } ?? "")
  }

  /// What stood there before the apostrophe.
  static func unguarded(_ text: String) -> String { text.first == "'" ? String(text.dropFirst()) : text }

  private static let signs: Set<Unicode.Scalar> = ["=", "+", "-", "@", "'", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

  private static func isGuarded(_ text: String) -> Bool {
    text.unicodeScalars.first.map { signs.contains($0) } ?? false
  }
}
