public import ReportCore
import YAMLDocuments

extension CSVMapping {
  private static let keys = [
    "format", "name", "rank", "encoding", "separator", "decimal", "dates", "time_zone", "last_day", "signature",
    "columns", "constants", "charges", "amount_divisor", "amount_sign", "input_includes_cache", "scope", "leave_out",
    "ignore",
  ]

  /// Reads a mapping. Nil, with complaints, when anything in it is wrong: half a mapping reads money wrongly.
  public static func read(_ text: String, file: String) -> Checked<CSVMapping?> {
    let problems = DocumentProblems()
    guard let entry = YAMLDocument.mapping(of: text, known: keys, file: file, problems: problems) else {
      if problems.list.isEmpty {
        problems.error("empty-file", at: SourcePlace(file: file), "the mapping is empty", remedy: "Fill it in.")
      }
      return Checked(nil, problems.sorted)
    }
    let mapping = MappingReading(entry).mapping()
    let hasErrors = problems.list.contains { $0.severity == .error }
    return Checked(hasErrors ? nil : mapping, problems.sorted)
  }
}

/// Reads one mapping key by key. What is missing or contradicts itself is said in the mapping's own lines.
private struct MappingReading {
  private enum Rank: String, CaseIterable { case bill, providerUsage = "provider-usage", gateway }
  private enum Separator: String, CaseIterable { case comma = ",", semicolon = ";", tab, bar = "|" }
  private enum LastDay: String, CaseIterable { case inclusive, exclusive }
  private enum Sign: String, CaseIterable { case positive, negative }

  private static let divisors = ["1", "10", "100", "1000", "10000", "100000", "1000000"]

  let entry: YAMLEntry

  init(_ entry: YAMLEntry) { self.entry = entry }

  func mapping() -> CSVMapping? {
    checkFormat()
    let name = entry.identifier("name")
    let rank = entry.choice("rank", Rank.self, required: true)
    let columns = fields("columns", among: MappedField.allCases, required: true)
    let constants = fields("constants", among: MappedField.constants, required: false)
    let dates = entry.choice("dates", MappedDates.self, required: true)
    checkFields(columns, constants)
    let names = columns.map(\.text).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let excluded = exclusions()
    let read =
      names
      + excluded.map(\.column).reduce(into: []) { list, column in
        if !names.contains(column), !list.contains(column) { list.append(column) }
      }
    let scope = scope(columns, constants)
    let charges = charges(isNeeded: columns.contains { $0.field == .charge })
    checkConstants(constants)
    let signature = signature() ?? names
    let includesCache = entry.flag("input_includes_cache", required: needsCacheRule(columns))
    let lastDay = entry.choice("last_day", LastDay.self, required: columns.contains { $0.field == .dateTo })
    let zone = zone()
    guard let name, let rank, let dates else { return nil }
    return CSVMapping(
      name: name, rank: rank == .bill ? .bill : rank == .gateway ? .gateway : .providerUsage,
      encoding: entry.choice("encoding", CSVMapping.Encoding.self) ?? .utf8, separator: separator(),
      signature: signature, columns: read,
      places: columns.reduce(into: [:]) { $0[$1.field] = read.firstIndex(of: $1.text) },
      constants: constants.reduce(into: [:]) { $0[$1.field] = $1.text },
      ignored: Set((entry.words("ignore", expected: "a list of columns") ?? []).map(\.text)),
      exclusions: excluded.compactMap { item in
        read.firstIndex(of: item.column).map { CSVMapping.Exclusion(column: $0, value: Array(item.value.utf8)) }
      },
      dates: dates, zone: zone, isLastDayExclusive: lastDay == .exclusive,
      numbers: entry.choice("decimal", MappedNumbers.self) ?? .point, amountPlaces: amountPlaces(),
      isSpendingNegative: entry.choice("amount_sign", Sign.self) == .negative,
      inputIncludesCache: includesCache ?? false, charges: charges, scope: scope)
  }

  private func checkFormat() {
    guard let format = entry.text("format", required: true), format != CSVMapping.importer else { return }
    entry.refuse(
      "format", "unknown-format", "this version reads other mappings", found: format, expected: CSVMapping.importer)
  }

  private typealias Named = (field: MappedField, text: String)

  private func fields(_ key: String, among known: [MappedField], required: Bool) -> [Named] {
    let names = known.map(\.rawValue)
    let pairs = entry.pairs(key, expected: "field: \(key == "columns" ? "column" : "text")", required: required) ?? []
    return pairs.compactMap { pair in
      guard let field = MappedField(rawValue: pair.key), known.contains(field) else {
        complain(
          pair.line, key, "unknown-field", "there is no such field here", found: pair.key,
          expected: DocumentWords.oneOf(names), remedy: DocumentWords.remedy(for: pair.key, among: names))
        return nil
      }
      return (field, pair.text)
    }
  }

  /// What a row must have, and have once.
  private func checkFields(_ columns: [Named], _ constants: [Named]) {
    let mapped = Set(columns.map(\.field))
    let fixed = Set(constants.map(\.field))
    for twice in MappedField.constants where mapped.contains(twice) && fixed.contains(twice) {
      entry.refuse(
        "constants", "field-twice", "\(twice.rawValue) has a column and a constant", found: twice.rawValue,
        expected: "one of the two")
    }
    let times = [MappedField.date, .dateFrom, .timestamp].filter(mapped.contains)
    if entry.has("columns"), times.count != 1 || mapped.contains(.dateTo) != mapped.contains(.dateFrom) {
      entry.refuse(
        "columns", "time-unclear", "a row needs exactly one time", found: times.map(\.rawValue).joined(separator: ", "),
        expected: "date, or date_from and date_to, or timestamp")
    }
    if !mapped.contains(.provider), !fixed.contains(.provider) {
      entry.refuse(
        "constants", "missing-field", "the provider is missing", found: nil,
        expected: "a column or a constant for provider")
    }
    if mapped.contains(.amount), !mapped.contains(.currency), !fixed.contains(.currency) {
      entry.refuse(
        "constants", "missing-field", "the currency of the amounts is missing", found: nil,
        expected: "a column or a constant for currency, such as currency: EUR")
    }
    if entry.has("columns"), !MappedField.quantities.contains(where: mapped.contains) {
      entry.refuse(
        "columns", "missing-field", "no column says how much was used or paid", found: nil,
        expected: "a column for \(DocumentWords.oneOf(MappedField.quantities.map(\.rawValue)))")
    }
  }

  private func checkConstants(_ constants: [Named]) {
    for (field, text) in constants where field == .currency && Currency(text) == nil {
      entry.refuse(
        "constants", "not-a-currency", "this is not a currency code", found: text, expected: "such as EUR or USD")
    }
    for (field, text) in constants where field == .charge && ChargeKind(word: text) == nil {
      entry.refuse(
        "constants", "unknown-value", "there is no such kind of charge", found: text,
        expected: DocumentWords.oneOf(ChargeKind.words),
        remedy: DocumentWords.remedy(for: text, among: ChargeKind.words))
    }
  }

  private func needsCacheRule(_ columns: [Named]) -> Bool {
    columns.contains { $0.field == .inputTokens }
      && columns.contains { $0.field == .cacheReadTokens || $0.field == .cacheWriteTokens }
  }

  private func charges(isNeeded: Bool) -> [String: ChargeKind] {
    let expected = "the source's word: one of \(ChargeKind.words.joined(separator: ", "))"
    let pairs = entry.pairs("charges", expected: expected, required: isNeeded) ?? []
    var charges: [String: ChargeKind] = [:]
    for pair in pairs {
      guard let kind = ChargeKind(word: pair.text) else {
        complain(
          pair.line, "charges", "unknown-value", "there is no such kind of charge", found: pair.text,
          expected: DocumentWords.oneOf(ChargeKind.words),
          remedy: DocumentWords.remedy(for: pair.text, among: ChargeKind.words))
        continue
      }
      charges[pair.key] = kind
    }
    return charges
  }

  /// Nil when rows have ids: then the id says what a later row replaces.
  private func scope(_ columns: [Named], _ constants: [Named]) -> [MappedScope]? {
    let hasID = columns.contains { $0.field == .id }
    let names = MappedScope.allCases.map(\.rawValue)
    guard let words = entry.words("scope", expected: "a list of \(DocumentWords.oneOf(names))", required: !hasID) else {
      return hasID ? nil : []
    }
    if hasID {
      entry.refuse(
        "scope", "id-and-scope", "rows with an id replace one another by id", found: "scope", expected: "no scope")
    }
    let known = Set((columns + constants).map(\.field.rawValue))
    return words.compactMap { word in
      guard let part = MappedScope(rawValue: word.text), part == .day || part == .month || known.contains(word.text)
      else {
        let known = names.filter { $0 == "day" || $0 == "month" || known.contains($0) }
        complain(
          word.line, "scope", "unknown-field", "this cannot be part of a scope here", found: word.text,
          expected: DocumentWords.oneOf(known), remedy: DocumentWords.remedy(for: word.text, among: known))
        return nil
      }
      return part
    }
  }

  /// Columns that must be there; nil when all that are read must be.
  private func signature() -> [String]? {
    guard let words = entry.words("signature", expected: "a list of columns") else { return nil }
    if words.count < 2 {
      entry.refuse(
        "signature", "short-signature", "too little to know the file by", found: "\(words.count) columns",
        expected: "at least two columns")
    }
    return words.map(\.text)
  }

  private func exclusions() -> [(column: String, value: String)] {
    (entry.entries("leave_out", known: ["column", "equals"]) ?? []).compactMap { item in
      let value = item.scalar("equals", expected: "a text, \"\" for an empty cell", required: true)
      guard let column = item.text("column", required: true), let value else { return nil }
      return (column, value)
    }
  }

  private func separator() -> UInt8 {
    switch entry.choice("separator", Separator.self) ?? .comma {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    case .bar: UInt8(ascii: "|")
    }
  }

  private func zone() -> SiteCalendar? {
    guard let name = entry.text("time_zone"), name != "UTC" else { return nil }
    let zone = SiteCalendar(identifier: name)
    if zone == nil {
      entry.refuse(
        "time_zone", "unknown-time-zone", "there is no such time zone", found: name,
        expected: "UTC or a name such as Europe/Amsterdam")
    }
    return zone
  }

  private func amountPlaces() -> Int {
    guard let text = entry.scalar("amount_divisor", expected: "a power of ten") else { return 0 }
    guard let places = Self.divisors.firstIndex(of: text) else {
      entry.refuse(
        "amount_divisor", "unknown-value", "amounts cannot be divided by this", found: text,
        expected: DocumentWords.oneOf(Self.divisors), remedy: "write 100 when the amounts are in cents")
      return 0
    }
    return places
  }

  private func complain(
    _ line: Int, _ key: String, _ code: String, _ summary: String, found: String, expected: String, remedy: String
  ) {
    entry.problems.error(
      code, at: SourcePlace(file: entry.file, line: line, field: key), summary, found: found, expected: expected,
      remedy: remedy)
  }
}

extension ChargeKind {
  /// The words for kinds of charges in mappings.
  static let words = ["usage", "subscription", "purchase", "credit", "tax", "correction"]

  /// Nil for any other word.
  init?(word: String) {
    guard let index = ChargeKind.words.firstIndex(of: word) else { return nil }
    self.init(rawValue: index)
  }
}
