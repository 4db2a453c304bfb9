import CostExports
import ReportCore
import Testing

private func head(_ text: String) -> FileHead { FileHead(Array(text.utf8)) }

private func complaint(_ bytes: [UInt8]) throws -> Diagnostic {
  try #require(throws: Diagnostic.self) { try CostExportFormats.recognise(FileHead(bytes), file: "a") }
}

private func complaint(_ text: String) throws -> Diagnostic { try complaint(Array(text.utf8)) }

private struct Known: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var text: String
  var importer: String

  init(_ description: String, _ text: String, _ importer: String) {
    testDescription = description
    self.text = text
    self.importer = importer
  }
}

struct RecognitionTests {
  @Test(arguments: [
    Known("spend logs as lines", Sample.spendLogsLines, "litellm-spend-logs/1"),
    Known("spend logs as an array", "[{\"request_id\":\"a\",\"call_type\":\"b\"}]", "litellm-spend-logs/1"),
    Known(
      "spend logs on several lines", "{\n  \"request_id\": \"a\",\n  \"call_type\": \"b\"\n}\n",
      "litellm-spend-logs/1"),
    Known(
      "spend logs as a page", "{\"data\":[{\"request_id\":\"a\",\"call_type\":\"b\"}],\"total\":1}",
      "litellm-spend-logs/1"),
    Known("spend logs behind blank lines", "\n\n" + Sample.spendLogsLines, "litellm-spend-logs/1"),
    Known("spend logs as a table", Sample.spendLogsTable, "litellm-spend-logs/1"),
    Known("OpenAI costs", Sample.openAICost, "openai-cost-csv/1"),
    Known("OpenAI without costs", "start_time,end_time,start_time_iso,end_time_iso\n", "openai-cost-csv/1"),
    Known("manual entries", Sample.manual, "manual-entries-csv/1"),
    Known("with a byte order mark", "\u{FEFF}" + Sample.manual, "manual-entries-csv/1"),
    Known("with CRLF", Sample.manual.replacing("\n", with: "\r\n"), "manual-entries-csv/1"),
    Known("rates", Sample.rates, "ecb-history-csv/1"),
    Known("rates of a day", "Date, USD, JPY, \n30 October 2026, 1.1172, 175.68, \n", "ecb-daily-csv/1"),
    Known(
      "rates as XML",
      "<?xml version=\"1.0\"?><gesmes:Envelope xmlns=\"http://www.ecb.int/vocabulary/2002-08-01/eurofxref\">",
      "ecb-rates-xml/1"),
    Known("FOCUS", Sample.focus, "focus/1"), Known("LiteLLM's FOCUS", Sample.liteLLMFocus, "litellm-focus/1"),
    Known("Azure", Sample.azure, "azure-actual-cost/1"), Known("AWS", Sample.aws, "aws-cost-and-usage/1"),
    Known("Google", Sample.google, "google-billing-export/1"),
  ])
  private func `knows a format by its content`(_ known: Known) throws {
    #expect(try CostExportFormats.recognise(head(known.text), file: "x").importer == known.importer)
  }

  @Test func `knows spend logs whose first row is longer than the head`() throws {
    let prompt = String(repeating: "x", count: FileHead.size)
    let line = "{\"request_id\":\"a\",\"call_type\":\"b\",\"messages\":\"\(prompt)\"}"
    let head = FileHead(Array(line.utf8.prefix(FileHead.size)), isWholeFile: false)
    #expect(try CostExportFormats.recognise(head, file: "x").name == "litellm-spend-logs")
  }

  @Test func `every format is found by its name, and no two share one`() {
    let names = CostExportFormats.all.map { $0.name } + RateFormats.all.map { $0.name }
    #expect(Set(names).count == names.count)
    for format in CostExportFormats.all {
      #expect(CostExportFormats.named(format.name) == format)
      #expect(!format.signatures.isEmpty && format.signatures.allSatisfy { !$0.required.isEmpty })
    }
    for format in RateFormats.all { #expect(RateFormats.named(format.name) == format) }
    #expect(CostExportFormats.named("x") == nil && RateFormats.named("x") == nil)
  }

  @Test(arguments: [
    ("", "empty-file"), ("\u{FEFF} \n", "empty-file"), ("<!DOCTYPE html><html>", "html-page"),
    (
      "<?xml version=\"1.0\"?><gesmes:Envelope xmlns:gesmes=\"http://www.gesmes.org/xml/2002-08-01\">", "unknown-format"
    ),
    ("<?xml version=\"1.0\"?><kosten/>", "unknown-format"), ("%PDF-1.7", "pdf-file"),
    ("{\"results\":[],\"metadata\":{}}", "unknown-format"),
    ("{'a':1}", "bad-json"),
    ("{\"prijs\":1}", "unknown-format"), ("{\"request_id\":\"a\"}", "unknown-format"),
    ("date_from\tdate_to\tvendor\n", "tab-separated"), ("naam,adres\n", "unknown-format"),
    ("BilledCost,EffectiveCost,ChargePeriodStart,x\n", "unknown-format"), ("a,\"b\n", "csv-unclosed-quote"),
  ])
  func `refuses what it cannot read`(_ text: String, _ code: String) throws {
    let complaint = try complaint(text)
    #expect(complaint.code == code)
    #expect(complaint.remedy != nil && complaint.place?.file == "a")
  }

  @Test(
    arguments: [
      ([0x50, 0x4B, 0x03, 0x04] + Array("cost.csv".utf8), "zip-file"),
      ([0x50, 0x4B, 0x03, 0x04] + Array("[Content_Types].xml".utf8), "excel-workbook"),
      ([0x1F, 0x8B, 0x08], "gzip-file"),
      ([0xD0, 0xCF, 0x11, 0xE0], "excel-workbook"), ([0xFF, 0xFE, 0x64, 0x00], "not-utf-8"),
      ([0x64, 0x00, 0x61], "not-utf-8"),
    ] as [([UInt8], String)])
  func `refuses packed, binary and UTF-16 files with advice`(_ bytes: [UInt8], _ code: String) throws {
    #expect(try complaint(bytes).code == code)
  }

  @Test func `says which format comes nearest and what it lacks`() throws {
    let text = Sample.openAICost.replacing("amount_value", with: "amount_val")
    #expect(
      try complaint(text).summary
        == "this looks like an OpenAI cost CSV, but column amount_value (the file has amount_val) is missing")
    let manual = try complaint("date_from,date_to,vendor,description,amount,currency\n")
    #expect(manual.summary == "this looks like a manual entries CSV, but column kind is missing")
    let lines = try complaint("{\"call_type\":\"x\",\"spend\":1}")
    #expect(lines.summary == "this looks like LiteLLM spend logs, but the key request_id is missing")
    #expect(lines.found == "call_type, spend")
  }

  @Test func `one column in common makes no resemblance`() throws {
    #expect(try complaint("Date,Ding,Verbruik\n").summary == "no format has these columns")
  }

  @Test func `says where the formats are listed when nothing comes near`() throws {
    let complaint = try complaint("naam,adres\n")
    #expect(complaint.summary == "no format has these columns" && complaint.found == "naam,adres")
    #expect(complaint.expected?.contains("peil import --help") == true)
    #expect(complaint.remedy?.contains("manual entries CSV") == true)
  }
}
