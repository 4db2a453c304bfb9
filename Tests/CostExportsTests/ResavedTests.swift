import ReportCore
import Testing

@testable import CostExports

private func complaint(_ bytes: [UInt8], names: [String] = []) throws -> Diagnostic {
  var head = FileHead(bytes)
  head.archiveNames = names
  return try #require(throws: Diagnostic.self) { try CostExportFormats.recognise(head, file: "a") }
}

private func complaint(_ text: String) throws -> Diagnostic { try complaint(Array(text.utf8)) }

struct ResavedTests {
  private static let semicolons = Sample.manual.replacing(",", with: ";").replacing("145.00", with: "145,00")
  private static let logs = """
    generation_id,model_slug,cost_total,created_at,model
    123456789012345,acompletion,1.82e-05,2026-10-26 08:15:02,gpt-5

    """

  @Test func `semicolons and decimal commas give a spreadsheet away`() throws {
    #expect(
      try complaint(Self.semicolons).description
        == """
        a:1: error: this looks like a manual entries CSV, saved again by a spreadsheet [semicolon-separated]
          found:    semicolons; decimal comma 145,00
          expected: commas and decimal points
          remedy:   Give the original CSV as downloaded from the source: a spreadsheet changes numbers, dates and ids when it saves.
        """)
  }

  @Test(arguments: [
    (
      "\u{FEFF}generation_id;model_slug;cost_total;created_at;model\n1,23457E+14;a;1,82E-05;26-10-2026 08:15;gpt-5\n",
      "semicolons; decimal comma 1,82E-05; date 26-10-2026; rounded id 1,23457E+14", "semicolon-separated"
    ),
    (
      "generation_id\tmodel_slug\tcost_total\tcreated_at\nr\ta\t0,5\t26/10/2026 8:15:00\n",
      "tabs; decimal comma 0,5; date 26/10/2026", "tab-separated"
    ),
    (
      "sep=;\r\ngeneration_id;model_slug;cost_total;created_at\r\nr;a;0,5;x\r\n", "semicolons; decimal comma 0,5",
      "semicolon-separated"
    ),
    (
      "\"generation_id\";\"model_slug\";\"cost_total\";\"created_at\"\n\"r\";\"a\";\"0,5\";\"x\"\n",
      "semicolons; decimal comma 0,5", "semicolon-separated"
    ),
    ("generation_id;model_slug;cost_total;created_at\n", "semicolons", "semicolon-separated"),
  ])
  func `names what it saw`(_ text: String, _ found: String, _ code: String) throws {
    let refusal = try complaint(text)
    #expect(refusal.code == code && refusal.found == found)
    #expect(refusal.summary == "this looks like \(OpenRouterLog.title), saved again by a spreadsheet")
  }

  @Test func `a source that shares its columns with another is told by its first row`() throws {
    let columns = try #require(LiteLLMFocusExport.signatures.first { !$0.firstRow.isEmpty })
    let row = columns.required.map { columns.firstRow[$0] ?? "0,003835980000000000000000000000" }
    func saved(_ row: [String]) -> String {
      columns.required.joined(separator: ";") + "\n" + row.joined(separator: ";") + "\n"
    }
    #expect(try complaint(saved(row)).summary.contains(LiteLLMFocusExport.title))
    let other = try complaint(saved(row.map { _ in "0,003835980000000000000000000000" }))
    #expect(!other.summary.contains(LiteLLMFocusExport.title))
    #expect(other.found?.contains("decimal comma 0,0038") == true)
  }

  @Test func `text in Windows-1252 is one of the signs`() throws {
    var bytes = Array("generation_id;model_slug;cost_total;created_at;team_id\nr;a;0,5;x;Co".utf8)
    bytes += [0xF6] + Array("rdinatie\n".utf8)
    #expect(try complaint(bytes).found == "semicolons; decimal comma 0,5; not UTF-8")
  }

  @Test func `semicolons of an unknown table lead to a mapping`() throws {
    let found = try complaint("Datum;Bedrag\n26-10-2026;1,00\n")
    #expect(found.code == "semicolon-separated" && found.remedy?.contains("content/mappings/") == true)
    #expect(
      try complaint(Self.semicolons.replacing("vendor", with: "leverancier")).found?.hasPrefix("date_from;") == true)
  }

  @Test(arguments: ["1.23457E+14", "1,23457E+14", "1E+14"])
  func `commas do not hide a rounded id`(_ id: String) throws {
    let text = Self.logs.replacing("123456789012345", with: id.contains(",") ? "\"\(id)\"" : id)
    let found = try complaint(text)
    #expect(found.code == "mangled-id")
    #expect(found.place == SourcePlace(file: "a", line: 2, field: "generation_id"))
    #expect(found.found == "commas; rounded id \(id)")
  }

  @Test(arguments: [
    logs, logs.replacing("gpt-5", with: "1.5E+14"), logs.replacing("123456789012345", with: "1.5E-14"),
    logs.replacing("123456789012345", with: "req-1.5E+14"),
  ])
  func `other numbers are no rounded ids`(_ text: String) throws {
    #expect(try CostExportFormats.recognise(FileHead(Array(text.utf8)), file: "a").name == OpenRouterLog.name)
  }

  @Test(arguments: [true, false], [true, false])
  func `UTF-16 is told by its mark or its zeros, and what it was by its columns`(_ isBig: Bool, _ hasMark: Bool) throws
  {
    func utf16(_ text: String) -> [UInt8] {
      ((hasMark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
        let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        return isBig ? bytes : bytes.reversed()
      }
    }
    let saved = try complaint(utf16("generation_id\tmodel_slug\tcost_total\tcreated_at\nr\ta\t0,5\tx\n"))
    #expect(saved.code == "not-utf-8" && saved.found == "UTF-16; tabs; decimal comma 0,5")
    #expect(saved.summary == "this looks like \(OpenRouterLog.title), saved again by a spreadsheet as \"Unicode text\"")
    #expect(try complaint(utf16("naam\tadres\n")).code == "not-utf-8")
  }

  @Test func `other packings are named`() throws {
    #expect(try complaint([0x28, 0xB5, 0x2F, 0xFD, 0]).code == "packed-file")
    #expect(try complaint(Array("BZh91AY".utf8)).found == nil)
    #expect(try complaint(Array("PAR1".utf8)).summary == "the file is compressed with Parquet")
  }
}

struct ZipDirectoryTests {
  private static func entry(_ name: String, local: Bool, size: Int = 0, isStreamed: Bool = false) -> [UInt8] {
    let bytes = Array(name.utf8)
    func two(_ number: Int) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)] }
    if local {
      let flags = isStreamed ? 8 : 0
      return [0x50, 0x4B, 3, 4] + two(20) + two(flags) + two(0) + [UInt8](repeating: 0, count: 8) + two(size) + two(0)
        + [UInt8](repeating: 0, count: 4) + two(bytes.count) + two(0) + bytes + [UInt8](repeating: 0x41, count: size)
    }
    return [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0, count: 24) + two(bytes.count) + two(0) + two(0)
      + [UInt8](repeating: 0, count: 12) + bytes
  }

  private static func archive(_ names: [String], comment: String = "") -> [UInt8] {
    func four(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(number >> (8 * $0) & 0xFF) } }
    let files = names.flatMap { entry($0, local: true) }
    let directory = names.flatMap { entry($0, local: false) }
    return files + directory + [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 8) + four(directory.count)
      + four(files.count) + [UInt8(comment.utf8.count), 0] + Array(comment.utf8)
  }

  private func names(_ bytes: [UInt8]) -> [String] {
    ZipDirectory.names(size: bytes.count) { Array(bytes[$0..<min(bytes.count, $0 + $1)]) }
  }

  @Test func `lists files in the archive's order, without folders`() throws {
    let bytes = Self.archive(["kosten/", "kosten/a.csv", "__MACOSX/kosten/._a.csv", "b.jsonl"], comment: "PK")
    #expect(names(bytes) == ["kosten/a.csv", "b.jsonl"])
    let refusal = try complaint(bytes, names: names(bytes))
    #expect(refusal.code == "zip-file" && refusal.found == "2 files: kosten/a.csv, b.jsonl")
    #expect(refusal.remedy == "Unpack it (`unzip FILE`) and give what is inside: kosten/a.csv, b.jsonl.")
  }

  @Test func `without its end the beginning still tells`() throws {
    let head = Self.entry("a.csv", local: true, size: 10) + Self.entry("b.csv", local: true)
    #expect(ZipDirectory.names(inHead: head) == ["a.csv", "b.csv"])
    #expect(try complaint(head).found == "2 files: a.csv, b.csv")
    let streamed = Self.entry("a.csv", local: true, isStreamed: true) + Self.entry("b.csv", local: true)
    #expect(ZipDirectory.names(inHead: streamed) == ["a.csv"])
  }

  @Test func `a workbook is told by its parts`() throws {
    #expect(try complaint(Self.archive(["[Content_Types].xml", "xl/workbook.xml"])).code == "excel-workbook")
    let open = Self.archive(["mimetype"]) + Array("application/vnd.oasis.opendocument.spreadsheet".utf8)
    #expect(try complaint(open).code == "open-document")
  }

  @Test func `hostile archives give fewer names and nothing worse`() {
    #expect(names(Self.archive((0..<1000).map { "\($0).csv" })).count == ZipDirectory.limit)
    let good = Self.archive(["a.csv", "b.csv"])
    for length in 0..<good.count { _ = names(Array(good[..<length])) }
    for index in good.indices {
      for value in [0, 1, 0x7F, 0xFF] as [UInt8] {
        var bytes = good
        bytes[index] = value
        #expect(names(bytes).count <= 2)
        _ = ZipDirectory.names(inHead: bytes)
      }
    }
  }
}
