import ReportCore

/// The cells of a FOCUS table, strict first: what the standard does not allow and is yet clear is tolerated and said
/// once (formats.md 1.3 and 1.5).
struct FocusCells {
  let table: CSVTable
  var checks: RowChecks
  private var nulls = CountedOddity()
  private var times = CountedOddity()
  private var lastMoments = [LastMoment](repeating: LastMoment(), count: FocusColumn.allCases.count)

  /// Nil, with complaints, when the table is none or no column names the provider.
  init?(_ source: any ByteSource, file: String, problems: inout ProblemLog) throws {
    guard
      let table = try CSVTable(
        source, file: file, columns: FocusColumn.all, ignored: FocusColumn.ignored, problems: &problems,
        isPassedOver: { $0.hasPrefix("x_") })
    else { return nil }
    let names: [FocusColumn] = [.serviceProviderName, .providerName, .publisherName]
    guard names.contains(where: { table.places[$0.rawValue] != nil }) else {
      problems.add(
        Diagnostic(
          code: "missing-column", at: SourcePlace(file: file, line: 1, field: FocusColumn.providerName.name),
          "no column names the provider", found: table.header.joined(separator: ","),
          expected: names.map(\.name).joined(separator: ", or "),
          remedy: "Download the export again with all its columns."))
      return nil
    }
    self.table = table
    checks = RowChecks(file: file)
  }

  /// Moves to the next row; false behind the last one.
  mutating func next(_ problems: inout ProblemLog) throws -> Bool {
    while try table.reader.next(&problems) {
      if table.isHeaderAgain { continue }
      checks.begin(line: table.reader.line)
      return true
    }
    return false
  }

  func has(_ column: FocusColumn) -> Bool { table.places[column.rawValue] != nil }

  /// The cell; empty for the two ways in which databases write a null.
  mutating func cell(_ column: FocusColumn) -> ByteSlice {
    let cell = table.cell(column.rawValue)
    guard cell.equals("NULL") || cell.equals("(null)") else { return cell }
    nulls.add(line: checks.line)
    return .empty
  }

  mutating func text(_ column: FocusColumn, _ problems: inout ProblemLog) -> String {
    checks.text(cell(column), column.name, &problems)
  }

  /// The first of these columns that says something.
  mutating func text(firstOf columns: FocusColumn..., problems: inout ProblemLog) -> String {
    for column in columns {
      let cell = cell(column)
      if !cell.isEmpty { return checks.text(cell, column.name, &problems) }
    }
    return ""
  }

  mutating func nanos(_ column: FocusColumn, _ problems: inout ProblemLog) -> Int64 {
    checks.nanos(cell(column), column.name, &problems)
  }

  /// A moment; nil and a complaint when it is none, nil alone when it may be missing and is.
  mutating func moment(
    _ column: FocusColumn, isOptional: Bool = false, _ problems: inout ProblemLog
  ) -> Instant? {
    let cell = cell(column)
    if cell.isEmpty {
      if !isOptional { checks.missing(column.name, &problems) }
      return nil
    }
    if let moment = lastMoments[column.rawValue].read(cell), PlausibleDays.range.contains(moment.utcDay) {
      if cell.count != 20 || !cell.hasSuffix("Z") || cell.firstIndex(of: UInt8(ascii: "T")) != 10 {
        times.add(line: checks.line)
      }
      return moment
    }
    if FocusCells.isShortDate(cell) {
      checks.refuse(
        &problems, code: "ambiguous-date", field: column.name, "day and month cannot be told apart", found: cell.shown,
        expected: "2026-10-26T00:00:00Z",
        remedy: "Give the export as delivered: a spreadsheet may have rewritten its dates.")
    } else {
      checks.refuse(
        &problems, code: "not-a-moment", field: column.name, "this is not a moment", found: cell.shown,
        expected: "2026-10-26T00:00:00Z", remedy: "Download the export again.")
    }
    return nil
  }

  /// `5/1/25`, `10/26/2026`.
  private static func isShortDate(_ cell: ByteSlice) -> Bool {
    let parts = cell.buffer.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count == 3
      && parts.allSatisfy { part in (1...4).contains(part.count) && part.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// Columns that nobody reads, and what was tolerated.
  var warnings: [Diagnostic] {
    var warnings = UnknownNames.warnings(table.unknown, file: checks.file, line: 1)
    var tolerated: [String] = []
    if nulls.count > 0 { tolerated.append("NULL or (null) for nothing, first on line \(nulls.firstLine)") }
    if times.count > 0 { tolerated.append("times not written with T and Z, first on line \(times.firstLine)") }
    guard !tolerated.isEmpty else { return warnings }
    warnings.append(
      Diagnostic(
        .warning, code: "focus-lenient", at: SourcePlace(file: checks.file),
        "the file does not keep to the standard and was read all the same", found: tolerated.joined(separator: "; "),
        expected: "empty cells and times such as 2026-10-26T00:00:00Z", remedy: "Nothing to do: times count as UTC."))
    return warnings
  }
}
