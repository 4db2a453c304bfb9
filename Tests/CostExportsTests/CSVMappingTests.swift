import ReportCore
import Testing

@testable import CostExports

/// A mapping with the usual parts, for tests that change one of them.
enum MappingSample {
  static let text = """
    # Verbruik van Beeldmaker, van de pagina Facturatie.
    format: csv-mapping/1
    name: beeldmaker
    rank: bill
    separator: ";"
    decimal: comma
    dates: day-first
    columns:
      date: Datum
      project: Project
      operation: Soort
      amount: Bedrag
      charge: Soort
      calls: Aantal
    constants:
      provider: Beeldmaker BV
      currency: EUR
    charges:
      Beelden: usage
      Licentie: subscription
      Tegoed: purchase
    scope: [project, month]
    leave_out:
      - {column: Project, equals: Totaal}
    ignore: [Opmerking]

    """

  static let csv = """
    Datum;Project;Soort;Aantal;Bedrag;Opmerking
    26-10-2026;herfst;Beelden;1.200;1.234,56;
    27-10-2026;herfst;Licentie;;49,00;vijf plaatsen
    28-10-2026;Totaal;Beelden;1.200;1.283,56;
    28-10-2026;winter;Beelden;;-1,50;teruggave

    """

  static func mapping(_ text: String = text) throws -> CSVMapping {
    let checked = CSVMapping.read(text, file: "m.yml")
    #expect(checked.diagnostics == [])
    return try #require(checked.value)
  }

  static func reading(_ mapping: CSVMapping, _ csv: [UInt8]) throws -> Reading {
    var reading = Reading()
    var problems = ProblemLog(file: "a.csv")
    var rows: [ExportRow] = []
    reading.summary = try mapping.read(MemorySource(csv, chunk: 100), file: "a.csv", problems: &problems) {
      rows.append($0)
    }
    reading.rows = rows
    reading.problems = problems.diagnostics
    return reading
  }

  static func reading(_ mapping: CSVMapping, _ csv: String) throws -> Reading {
    try reading(mapping, Array(csv.utf8))
  }
}

struct CSVMappingTests {
  private static func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  @Test func `a Dutch table becomes rows`() throws {
    let mapping = try MappingSample.mapping()
    #expect(mapping.source == "mapped-beeldmaker" && mapping.basis == .invoice)
    let reading = try MappingSample.reading(mapping, MappingSample.csv)
    #expect(reading.problems == [] && reading.summary.warnings == [])
    // 1234.56 + 49.00 - 1.50 by hand.
    #expect(reading.rows.compactMap(\.cost?.nanos).reduce(0, +) == 1_282_060_000_000)
    #expect(reading.rows.map(\.charge) == [.usage, .subscription, .credit])
    #expect(reading.rows.map(\.calls) == [1200, 0, 0])
    #expect(reading.rows.map(\.line) == [2, 3, 5])
    #expect(reading.rows.map(\.scope) == ["herfst|2026-10", "herfst|2026-10", "winter|2026-10"])
    let row = try #require(reading.rows.first)
    #expect(row.time == .days(try Self.day("2026-10-26"), try Self.day("2026-10-26")))
    #expect(row.dimension.provider == "Beeldmaker BV" && row.dimension.project == "herfst")
    #expect(row.dimension.operation == "Beelden" && row.dimension.source == "mapped-beeldmaker")
    #expect(row.billed == row.cost && row.cost?.currency == .euro && row.priceStatus == .priced && row.id == nil)
    #expect(reading.summary.rows == 3 && reading.summary.scopes == ["herfst|2026-10", "winter|2026-10"])
    let bill = try #require(reading.summary.coverage.first { $0.replacesLowerRanks })
    #expect(bill.rank == .bill && !bill.isReport && bill.provider == "Beeldmaker BV")
    #expect(bill.days == (try Self.day("2026-10-26"))...(try Self.day("2026-10-26")))
  }

  @Test func `Windows-1252 becomes text`() throws {
    let mapping = try MappingSample.mapping(
      MappingSample.text.replacing("rank: bill", with: "rank: bill\nencoding: windows-1252")
        .replacing("project: Project", with: "project: Coördinatie")
        .replacing("column: Project", with: "column: Coördinatie"))
    // ö is F6, € is 80, é is E9, the curly apostrophe 92; 81 is nothing.
    var csv = Array("Datum;Co".utf8) + [0xF6] + Array("rdinatie;Soort;Aantal;Bedrag;Opmerking\n1-2-2026;".utf8)
    csv += [0x80, 0x20, 0xE9, 0x92, 0x81] + Array(";Beelden;;1,00;\n".utf8)
    #expect(mapping.fits(FileHead(csv)))
    let reading = try MappingSample.reading(mapping, csv)
    #expect(reading.rows.map(\.dimension.project) == ["€ é’\u{FFFD}"])
    #expect(reading.rows.first?.time == .days(try Self.day("2026-02-01"), try Self.day("2026-02-01")))
  }

  @Test func `requests have moments, ids and disjoint tokens`() throws {
    let text = """
      format: csv-mapping/1
      name: router
      rank: gateway
      dates: year-first
      time_zone: Europe/Amsterdam
      amount_divisor: 100
      amount_sign: negative
      input_includes_cache: true
      columns: {timestamp: when, id: request, provider: vendor, model: model, key: key, tags: labels, amount: cents,
        input_tokens: in, cache_read_tokens: cached, output_tokens: out, reasoning_tokens: think, calls: n, errors: bad}
      constants: {currency: USD}
      """
    let csv = """
      when,request,vendor,model,key,labels,cents,in,cached,out,think,n,bad
      2026-10-25 02:30:00,r1,openai,gpt-5,chat,"b, a ;User-Agent: x,b",-12.345,1000,300,50,20,1,0
      2026-07-01T12:00:00Z,r2,openai,gpt-5,chat,,0,0,0,0,0,1,1
      2026-07-01 12:00,r3,openai,gpt-5,,,,10,20,5,9,1,0

      """
    let reading = try MappingSample.reading(try MappingSample.mapping(text), csv)
    #expect(reading.problems == [])
    #expect(reading.rows.map(\.id) == ["r1", "r2", "r3"] && reading.rows.allSatisfy { $0.scope.isEmpty })
    // The hour that comes twice counts as winter time; summer time is two hours ahead.
    #expect(
      reading.rows.map(\.time) == [
        .moment(try #require(Instant("2026-10-25T01:30:00Z"))), .moment(try #require(Instant("2026-07-01T12:00:00Z"))),
        .moment(try #require(Instant("2026-07-01T10:00:00Z"))),
      ])
    #expect(reading.rows.map(\.cost?.nanos) == [123_450_000, 0, nil])
    #expect(reading.rows.map(\.priceStatus) == [.priced, .free, .unpriced])
    #expect(
      reading.rows.first?.tokens
        == TokenUsage(inputUncached: 700, inputCacheRead: 300, output: 50, outputReasoning: 20))
    #expect(
      reading.rows.last?.tokens == TokenUsage(inputUncached: 10, inputCacheRead: 20, output: 5, outputReasoning: 5))
    #expect(reading.rows.map(\.dimension.tags) == ["a,b", "", ""] && reading.rows.map(\.errors) == [0, 1, 0])
    #expect(reading.warningCodes == ["cache-exceeds-prompt", "amount-missing"])
    #expect(reading.summary.coverage.count == 1 && reading.summary.coverage.allSatisfy { !$0.replacesLowerRanks })
    #expect(reading.summary.coverage.first?.days == (try Self.day("2026-07-01"))...(try Self.day("2026-10-25")))
  }

  @Test(arguments: [("exclusive", "2026-10-31"), ("inclusive", "2026-11-01")])
  func `a period ends as the mapping says`(_ lastDay: String, _ last: String) throws {
    let text = MappingSample.text.replacing("  date: Datum", with: "  date_from: Datum\n  date_to: Tot")
      .replacing("rank: bill", with: "rank: bill\nlast_day: \(lastDay)")
    let mapping = try MappingSample.mapping(text)
    let header = "Datum;Tot;Project;Soort;Aantal;Bedrag\n"
    let good = try MappingSample.reading(mapping, header + "01-10-2026;01-11-2026;p;Beelden;;1,00\n")
    #expect(good.rows.map(\.time) == [.days(try Self.day("2026-10-01"), try Self.day(last))])
    let bad = try MappingSample.reading(mapping, header + "01-11-2026;01-10-2026;p;Beelden;;1,00\n")
    #expect(bad.codes == ["bad-period"])
  }

  @Test(arguments: [
    ("32-10-2026;p;Beelden;;1,00;", "not-a-date", "Datum"), ("2026-10-26;p;Beelden;;1,00;", "not-a-date", "Datum"),
    (";p;Beelden;;1,00;", "missing-value", "Datum"), ("01-10-1990;p;Beelden;;1,00;", "not-a-date", "Datum"),
    ("01-10-2026;p;Anders;;1,00;", "unknown-kind", "Soort"),
    ("01-10-2026;p;Beelden;;1.00;", "not-a-number", "Bedrag"), ("01-10-2026;p;Beelden;;een;", "not-a-number", "Bedrag"),
    ("01-10-2026;p;Beelden;;9999999999999,00;", "not-a-number", "Bedrag"),
    ("01-10-2026;p;Beelden;-1;1,00;", "not-a-count", "Aantal"),
    ("01-10-2026;p;Beelden;1,5;1,00;", "not-a-count", "Aantal"),
    ("01-10-2026;jan@bedrijf.nl;Beelden;;1,00;", "email-address", "Project"),
    ("01-10-2026;Jan <jan@bedrijf.nl>;Beelden;;1,00;", "email-address", "Project"),
  ])
  func `refuses a row it cannot read, by its column's own name`(_ row: String, _ code: String, _ field: String) throws {
    let header = "Datum;Project;Soort;Aantal;Bedrag;Opmerking\n"
    let reading = try MappingSample.reading(
      try MappingSample.mapping(), "\(header)\(row)\n02-10-2026;p;Beelden;;1,00;\n")
    #expect(reading.codes == [code])
    #expect(reading.problems.first?.place == SourcePlace(file: "a.csv", line: 2, field: field))
    #expect(reading.problems.first?.remedy != nil)
    #expect(reading.problems.first?.found?.contains("@") != true)
    #expect(reading.rows.count == 1)
  }

  @Test func `an id that a spreadsheet rounded is refused`() throws {
    let text = MappingSample.text.replacing("  date: Datum", with: "  date: Datum\n  id: Nr")
      .replacing("scope: [project, month]\n", with: "")
    let reading = try MappingSample.reading(
      try MappingSample.mapping(text),
      "Datum;Nr;Project;Soort;Aantal;Bedrag\n01-10-2026;1,23457E+15;p;Beelden;;1,00\n01-10-2026;;p;Beelden;;1,00\n")
    #expect(reading.codes == ["mangled-id", "missing-value"])
  }

  @Test func `unknown columns are named once, missing ones are missed`() throws {
    let mapping = try MappingSample.mapping()
    let reading = try MappingSample.reading(
      mapping, "Datum;Project;Soort;Aantal;Bedrag;Extra;Opmerking\n01-10-2026;p;Beelden;;1,00;x;\n")
    #expect(reading.warningCodes == ["unknown-column"] && reading.summary.warnings.first?.place?.field == "Extra")
    #expect(try MappingSample.reading(mapping, "Datum;Project;Soort;Aantal\n").codes == ["missing-column"])
    #expect(try MappingSample.reading(mapping, "Datum;Project;Soort;Aantal;Bedrag\n").warningCodes == ["no-data"])
  }

  @Test func `fits by its signature alone`() throws {
    let mapping = try MappingSample.mapping()
    func fits(_ text: String) -> Bool { mapping.fits(FileHead(Array(text.utf8))) }
    #expect(fits(MappingSample.csv) && fits("\u{FEFF}" + MappingSample.csv))
    #expect(fits("Bedrag;Aantal;Soort;Project;Datum;Meer\r\n"))
    #expect(!fits(MappingSample.csv.replacing(";", with: ",")) && !fits("") && !fits("\"Datum;"))
    #expect(!fits(MappingSample.csv.replacing("Bedrag", with: "Bedragen")))
    let narrow = try MappingSample.mapping(MappingSample.text + "signature: [Datum, Bedrag]\n")
    #expect(narrow.fits(FileHead(Array("Bedrag;Datum\n".utf8))))
  }

  @Test func `recognition knows the mapping and what it reads`() throws {
    let mapping = try MappingSample.mapping()
    func importer(_ text: String, prefers: Bool = false) throws -> String {
      try CostExportFormats.recognise(
        FileHead(Array(text.utf8)), file: "x", mappings: [mapping], prefersMappings: prefers
      ).importer
    }
    #expect(try importer(MappingSample.text) == "csv-mapping/1")
    #expect(try importer(MappingSample.csv) == "mapped-csv/1")
    #expect(try importer(Sample.manual) == "manual-entries-csv/1")
    // A format of this version goes before a mapping, unless a mapping read the file before.
    let both = Sample.manual.replacing("\n", with: ",x\n", maxReplacements: 1)
    let greedy = try MappingSample.mapping(
      MappingSample.text.replacing("\";\"", with: "\",\"") + "signature: [date_from, amount]\n")
    let head = FileHead(Array(both.utf8))
    #expect(try CostExportFormats.recognise(head, file: "x", mappings: [greedy]).name == "manual-entries-csv")
    #expect(
      try CostExportFormats.recognise(head, file: "x", mappings: [greedy], prefersMappings: true).name == "mapped-csv")
  }
}
