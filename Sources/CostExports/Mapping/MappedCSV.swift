import ReportCore
import YAMLDocuments

extension CSVMapping {
  /// Hands over the rows of `source` in file order, as a format does: errors go to `problems`, and their rows are left
  /// out. Throws what `source` and `row` throw.
  public func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    let text: any ByteSource = encoding == .utf8 ? source : Windows1252Source(source)
    let columns = self.columns.enumerated().map { index, name in
      CSVColumn(name: name, isRequired: signature.contains(name) || isNeeded(index))
    }
    guard
      let table = try CSVTable(
        text, file: file, columns: columns, ignored: ignored, problems: &problems, separator: separator)
    else { return ExportSummary() }
    var rows = MappedRows(self, table, file: file)
    while try table.reader.next(&problems) {
      if let found = rows.row(&problems) { try row(found) }
    }
    return rows.summary()
  }

  /// Without these a row would be read wrongly, not only less.
  private func isNeeded(_ place: Int) -> Bool {
    let fields: [MappedField] = [
      .date, .dateFrom, .dateTo, .timestamp, .provider, .id, .amount, .currency, .charge, .invoice,
    ]
    return fields.contains { places[$0] == place } || exclusions.contains { $0.column == place }
  }
}

/// Reads the rows of one file.
private struct MappedRows {
  private let mapping: CSVMapping
  private let table: CSVTable
  private let file: String
  private var checks: RowChecks
  private var coverage = CoverageDays()
  private var scopes: Set<String> = []
  private var count = 0
  private var leftOut = 0
  private var withoutAmount = 0
  private var firstWithoutAmount = 0
  private var overlaps = OverlapWarning()

  init(_ mapping: CSVMapping, _ table: CSVTable, file: String) {
    self.mapping = mapping
    self.table = table
    self.file = file
    checks = RowChecks(file: file)
  }

  /// The row that stands here; nil when it is left out or has errors.
  mutating func row(_ problems: inout ProblemLog) -> ExportRow? {
    checks.begin(line: table.reader.line)
    if mapping.exclusions.contains(where: { table.cell($0.column).trimmed.equals($0.value) }) {
      leftOut += 1
      return nil
    }
    var row = ExportRow()
    row.line = checks.line
    row.dimension.source = mapping.source
    let time = time(&problems)
    for (field, path) in MappedField.texts { row.dimension[keyPath: path] = text(field, &problems) }
    row.dimension.tags = tags(&problems)
    row.region = text(.region, &problems)
    if row.dimension.provider.isEmpty { checks.missing(name(of: .provider), &problems) }
    quantities(&row, &problems)
    money(&row, &problems)
    let invoice = text(.invoice, &problems)
    if mapping.places[.id] != nil { row.id = identifier(&problems) }
    guard checks.isGood, let time else { return nil }
    row.time = time
    let days = days(of: time)
    if let parts = mapping.scope {
      row.scope = scope(parts, row.dimension, invoice, days.lowerBound)
      scopes.insert(row.scope)
    }
    let replaces = mapping.rank == .providerUsage || mapping.rank == .bill && row.charge == .usage
    coverage.add(
      provider: row.dimension.provider, account: row.dimension.account, replacesLowerRanks: replaces, days: days)
    count += 1
    return row
  }

  /// What the file turned out to hold.
  func summary() -> ExportSummary {
    var summary = ExportSummary()
    summary.rows = count
    summary.scopes = scopes
    summary.coverage =
      mapping.rank == .gateway ? coverage.span(rank: mapping.rank) : coverage.coverage(rank: mapping.rank)
    for index in summary.coverage.indices { summary.coverage[index].isReport = mapping.rank != .bill }
    summary.warnings = UnknownNames.warnings(table.unknown, file: file, line: 1) + overlaps.warnings
    if withoutAmount > 0 {
      summary.warnings.append(
        Diagnostic(
          .warning, code: "amount-missing", at: SourcePlace(file: file, line: firstWithoutAmount),
          "rows have no amount; what they cost is unknown until a price is", found: "\(withoutAmount) rows",
          remedy: "Nothing to do when a price book knows the models; else leave the rows out in the mapping."))
    }
    if count == 0 {
      summary.warnings.append(
        Diagnostic(
          .warning, code: "no-data", at: SourcePlace(file: file), "the file has no row to book",
          found: "\(leftOut) rows left out", remedy: "Download it again if you expected rows."))
    }
    return summary
  }
}

// MARK: - Values

extension MappedRows {
  private func cell(_ field: MappedField) -> ByteSlice {
    mapping.places[field].map { table.cell($0).trimmed } ?? .empty
  }

  /// The column's name, as the person knows it.
  private func name(of field: MappedField) -> String {
    mapping.places[field].map { mapping.columns[$0] } ?? field.rawValue
  }

  private mutating func text(_ field: MappedField, _ problems: inout ProblemLog) -> String {
    if let constant = mapping.constants[field] { return constant }
    let slice = cell(field)
    guard !slice.isEmpty else { return "" }
    guard !slice.isEmailAddress else {
      checks.refuse(
        &problems, code: "email-address", field: name(of: field), "e-mail addresses are not kept",
        remedy: "Map another column to \(field.rawValue): a key's, team's or project's name.")
      return ""
    }
    return checks.text(slice, name(of: field), &problems)
  }

  private mutating func tags(_ problems: inout ProblemLog) -> String {
    let parts = text(.tags, &problems).split { $0 == "," || $0 == ";" }
    let tags = parts.map { part in String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    return Set(tags.filter { !$0.isEmpty && !RequestTags.isMachineMade($0) }).sorted().joined(separator: ",")
  }

  private mutating func identifier(_ problems: inout ProblemLog) -> String? {
    let slice = cell(.id)
    guard !slice.isEmpty else {
      checks.missing(name(of: .id), &problems)
      return nil
    }
    if MangledNumbers.isMangled(slice) { checks.refuseMangled(slice, name(of: .id), &problems) }
    return checks.text(slice, name(of: .id), &problems)
  }

  private mutating func time(_ problems: inout ProblemLog) -> RowTime? {
    if mapping.places[.timestamp] != nil {
      let slice = cell(.timestamp)
      guard let moment = mapping.dates.moment(slice, zone: mapping.zone), PlausibleDays.range.contains(moment.utcDay)
      else {
        refuseTime(slice, .timestamp, &problems)
        return nil
      }
      return .moment(moment)
    }
    if mapping.places[.date] != nil { return days(.date, &problems).map { .days($0.lowerBound, $0.upperBound) } }
    let from = days(.dateFrom, &problems)
    let to = days(.dateTo, &problems)
    guard let from, let to else { return nil }
    // A month is over with its last day, however `last_day` counts single days.
    let isExclusive = mapping.isLastDayExclusive && to.lowerBound == to.upperBound
    let last = isExclusive ? to.lowerBound.advanced(by: -1) : to.upperBound
    guard from.lowerBound <= last, from.lowerBound.distance(to: last) < 3660 else {
      checks.refuse(
        &problems, code: "bad-period", field: name(of: .dateTo),
        from.lowerBound <= last ? "the period is longer than ten years" : "the period ends before it has begun",
        found: "\(from.lowerBound) to \(to.upperBound)",
        expected: mapping.isLastDayExclusive ? "the day after the last one" : "the last day",
        remedy: "Check the row, and last_day in the mapping.")
      return nil
    }
    return .days(from.lowerBound, last)
  }

  private mutating func days(_ field: MappedField, _ problems: inout ProblemLog) -> ClosedRange<CalendarDay>? {
    let slice = cell(field)
    if let days = mapping.dates.days(slice, zone: mapping.zone), PlausibleDays.range.contains(days.lowerBound) {
      return days
    }
    refuseTime(slice, field, &problems)
    return nil
  }

  private mutating func refuseTime(_ slice: ByteSlice, _ field: MappedField, _ problems: inout ProblemLog) {
    guard !slice.isEmpty else { return checks.missing(name(of: field), &problems) }
    checks.refuse(
      &problems, code: "not-a-date", field: name(of: field), "this is not a date as the mapping describes it",
      found: slice.shown, expected: "\(mapping.dates.example), from 1999 to 2099",
      remedy: "Correct the file, or describe its dates in a new mapping.")
  }

  private func days(of time: RowTime) -> ClosedRange<CalendarDay> {
    switch time {
    case .moment(let moment): moment.utcDay...moment.utcDay
    case .days(let first, let last): first...last
    }
  }

  private mutating func quantities(_ row: inout ExportRow, _ problems: inout ProblemLog) {
    row.calls = number(.calls, &problems)
    row.errors = number(.errors, &problems)
    let input = number(.inputTokens, &problems)
    let read = number(.cacheReadTokens, &problems)
    let write = number(.cacheWriteTokens, &problems)
    let output = number(.outputTokens, &problems)
    let reasoning = number(.reasoningTokens, &problems)
    if mapping.inputIncludesCache {
      row.tokens = overlaps.tokens(
        prompt: input, cacheRead: read, cacheWrite: write, output: output, reasoning: reasoning,
        at: checks.place(name(of: .inputTokens)))
    } else {
      row.tokens = TokenUsage(
        inputUncached: input, inputCacheRead: read, inputCacheWrite: write, output: output,
        outputReasoning: min(reasoning, output))
    }
  }

  /// A count as the mapping writes numbers; nothing is zero.
  private mutating func number(_ field: MappedField, _ problems: inout ProblemLog) -> Int {
    let slice = cell(field)
    guard !slice.isEmpty else { return 0 }
    if let count = mapping.numbers.number(slice)?.wholeNumber, (0...1_000_000_000_000).contains(count) { return count }
    checks.refuse(
      &problems, code: "not-a-count", field: name(of: field), "this is not a count", found: slice.shown,
      expected: "a whole number from 0 to 1000000000000", remedy: "Correct the file, or map another column.")
    return 0
  }

  private mutating func money(_ row: inout ExportRow, _ problems: inout ProblemLog) {
    row.charge = charge(&problems)
    let slice = cell(.amount)
    guard !slice.isEmpty else {
      if mapping.places[.amount] != nil {
        if withoutAmount == 0 { firstWithoutAmount = checks.line }
        withoutAmount += 1
      }
      return row.leaveUnpriced()
    }
    let currency =
      mapping.constants[.currency].flatMap(Currency.init)
      ?? checks.currency(cell(.currency), name(of: .currency), &problems)
    guard let exact = mapping.numbers.number(slice), let nanos = exact.movingPoint(mapping.amountPlaces).nanos,
      nanos > Int64.min
    else {
      checks.refuse(
        &problems, code: "not-a-number", field: name(of: .amount), "this is not an amount as the mapping describes it",
        found: slice.shown, expected: "such as \(mapping.numbers.example)",
        remedy: "Correct the file, or describe its numbers in a new mapping.")
      return
    }
    guard let currency else { return }
    let spent = mapping.isSpendingNegative ? -nanos : nanos
    row.state((spent, exact.mantissa == 0), currency)
    // Money back is a credit; a top-up paid back stays what it was, or prepaid money would become spend.
    if spent < 0, row.charge == .usage || row.charge == .subscription { row.charge = .credit }
  }

  private mutating func charge(_ problems: inout ProblemLog) -> ChargeKind {
    guard mapping.places[.charge] != nil else {
      return mapping.constants[.charge].flatMap(ChargeKind.init(word:)) ?? .usage
    }
    let slice = cell(.charge)
    if let kind = slice.text.flatMap({ mapping.charges[$0] }) { return kind }
    checks.refuse(
      &problems, code: "unknown-kind", field: name(of: .charge), "the mapping does not know this kind of charge",
      found: slice.shown, expected: DocumentWords.oneOf(mapping.charges.keys.sorted()),
      remedy: "Add the word to charges in a new mapping, or leave such rows out there.")
    return .usage
  }

  private func scope(_ parts: [MappedScope], _ dimension: Dimension, _ invoice: String, _ day: CalendarDay) -> String {
    // A scope has a name even when the whole of the source is one.
    guard !parts.isEmpty else { return "all" }
    return parts.map { part in
      switch part {
      case .provider: scopePart(dimension.provider)
      case .account: scopePart(dimension.account)
      case .key: scopePart(dimension.keyAlias)
      case .team: scopePart(dimension.team)
      case .project: scopePart(dimension.project)
      case .model: scopePart(dimension.model)
      case .invoice: scopePart(invoice)
      case .day: day.description
      case .month: String(day.description.prefix(7))
      }
    }.joined(separator: "|")
  }
}
