import ReportCore
import Testing

@testable import CostExports

struct MappingMistakeTests {
  /// What a mapping with one thing changed is told: line and code of each complaint.
  @Test(arguments: [
    ("format: csv-mapping/1", "format: csv-mapping/2", ["2 unknown-format"]),
    ("name: beeldmaker", "name: Beeld Maker", ["3 bad-id"]), ("name: beeldmaker\n", "", ["2 missing-key"]),
    ("rank: bill", "rank: invoice", ["4 unknown-value"]), ("separator: \";\"", "separator: x", ["5 unknown-value"]),
    ("decimal: comma", "decimal: \",\"", ["6 unknown-value"]),
    ("dates: day-first", "dates: dd-mm", ["7 unknown-value"]),
    ("dates: day-first", "dates: day-first\ntime_zone: Europe/Amstelveen", ["8 unknown-time-zone"]),
    ("date: Datum", "datum: Datum", ["9 unknown-field", "8 time-unclear"]),
    ("date: Datum", "date: Datum\n  timestamp: Tijd", ["8 time-unclear"]),
    ("date: Datum", "date_from: Datum", ["8 time-unclear"]),
    ("date: Datum", "date_from: Datum\n  date_to: Tot", ["2 missing-key"]),
    ("date: Datum", "date: Datum\n  date: Dag", ["9 duplicate-key"]),
    ("provider: Beeldmaker BV", "account: a", ["15 missing-field"]),
    ("provider: Beeldmaker BV", "provider: Beeldmaker BV\n  project: x", ["15 field-twice"]),
    ("currency: EUR", "account: a", ["15 missing-field"]), ("currency: EUR", "currency: euro", ["15 not-a-currency"]),
    ("  amount: Bedrag\n", "", ["13 unused"]),
    ("Licentie: subscription", "Licentie: seat", ["20 unknown-value"]),
    ("charges:\n  Beelden: usage\n  Licentie: subscription\n  Tegoed: purchase\n", "", ["2 missing-key"]),
    ("scope: [project, month]\n", "", ["2 missing-key"]), ("[project, month]", "[team]", ["22 unknown-field"]),
    ("date: Datum", "date: Datum\n  id: Nr", ["23 id-and-scope"]),
    ("{column: Project, equals: Totaal}", "{column: Project}", ["24 missing-key"]),
    ("{column: Project, equals: Totaal}", "{kolom: Project, equals: Totaal}", ["24 unknown-key", "24 missing-key"]),
    ("ignore: [Opmerking]", "ignore: Opmerking", ["25 wrong-type"]),
    ("ignore: [Opmerking]", "signature: [Datum]", ["25 short-signature"]),
    ("ignore: [Opmerking]", "amount_divisor: 60", ["25 unknown-value"]),
    ("ignore: [Opmerking]", "ignored: []", ["25 unknown-key"]),
    ("  calls: Aantal", "  input_tokens: In\n  cache_read_tokens: Cache", ["2 missing-key"]),
    ("columns:", "columns: {}\nkolommen:", ["9 unknown-key"]),
  ])
  func `says what is wrong, and reads nothing then`(_ good: String, _ bad: String, _ complaints: [String]) {
    let text = MappingSample.text.replacing(good, with: bad, maxReplacements: 1)
    #expect(text != MappingSample.text)
    let checked = CSVMapping.read(text, file: "m.yml")
    if complaints.first?.hasSuffix("unused") == true {
      #expect(checked.value != nil)
      return
    }
    #expect(checked.value == nil)
    let found = checked.diagnostics.map { "\($0.place?.line ?? 0) \($0.code)" }
    #expect(Set(found).isSuperset(of: complaints), "\(found)")
  }

  @Test(arguments: ["", "# niets\n", "~\n"])
  func `an empty mapping is none`(_ text: String) {
    let checked = CSVMapping.read(text, file: "m.yml")
    #expect(checked.value == nil && checked.diagnostics.count == 1)
  }

  @Test func `a mapping needs to say how much`() {
    let text = MappingSample.text.replacing("  amount: Bedrag\n", with: "").replacing("  calls: Aantal\n", with: "")
    #expect(CSVMapping.read(text, file: "m.yml").diagnostics.map(\.code) == ["missing-field"])
  }

  @Test(arguments: [
    ("format: csv-mapping/1\nname: a\n", "csv-mapping"), ("---\nname: a\ncolumns:\n  x: y\n", "csv-mapping"),
    ("# x\n\ncolumns: {}\n", "csv-mapping"), ("\u{FEFF}columns:\n", "csv-mapping"),
    ("budgets:\n  - scope: total\n", "unknown-document"), ("---\na b\n", "unknown-format"),
    ("kop:waarde,b\n", "unknown-format"),
  ])
  func `a document is known by its keys`(_ text: String, _ expected: String) {
    do {
      #expect(try CostExportFormats.recognise(FileHead(Array(text.utf8)), file: "x").name == expected)
    } catch {
      #expect(error.code == expected)
    }
  }

  @Test func `a mapping that goes on and on is refused`() {
    let bytes = Array((MappingSample.text + String(repeating: "# meer\n", count: 10_000)).utf8.prefix(FileHead.size))
    #expect {
      try CostExportFormats.recognise(FileHead(bytes, isWholeFile: false), file: "x")
    } throws: {
      ($0 as? Diagnostic)?.code == "document-too-large"
    }
  }
}
