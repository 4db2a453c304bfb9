import ReportCore
import SitePublishing
import Testing

struct LedgerChecksGateTests {
  @Test(arguments: [("green", 0, 0), ("amber", 0, 0), ("red", 1, 0), ("unknown", 0, 1), ("notYetDue", 0, 0)])
  func `a red check stops, one that could not be made is named`(state: String, stops: Int, warns: Int) throws {
    var site = GateSite()
    site.files["2026/w47/numbers.json"] = GateSite.numbers(check: state)
    let findings = try site.findings(LedgerChecksGate())
    #expect(findings.count { $0.stops } == stops)
    #expect(findings.count { !$0.stops } == warns)
    #expect(findings.allSatisfy { $0.subject == "capture" })
  }

  @Test func `only the newest week counts`() throws {
    var site = GateSite()
    site.files["2026/w46/numbers.json"] = GateSite.numbers(check: "red").replacing("2026-W47", with: "2026-W46")
    #expect(try site.findings(LedgerChecksGate()) == [])
  }

  @Test func `a site without figures cannot be published`() throws {
    var site = GateSite()
    site.files["2026/w47/numbers.json"] = nil
    #expect(try site.findings(LedgerChecksGate()).map(\.stops) == [true])
  }

  @Test(arguments: [
    "", "{", "[]", "{ \"schema\": \"peil.numbers/1\" }", "{ \"schema\": \"x\", \"week\": \"2026-W47\" }",
  ])
  func `damaged figures are refused with their place`(text: String) throws {
    var site = GateSite()
    site.files["2026/w47/numbers.json"] = text
    let error = #expect(throws: Diagnostic.self) { try site.findings(LedgerChecksGate()) }
    #expect(error?.code == "numbers-json")
    #expect(error?.place?.file == "public/2026/w47/numbers.json")
  }

  @Test func `figures whose text was cut anywhere are refused`() throws {
    let whole = GateSite.numbers().utf8
    for length in stride(from: 0, to: whole.count - 2, by: 7) {
      var site = GateSite()
      site.files["2026/w47/numbers.json"] = String(decoding: whole.prefix(length), as: UTF8.self)
      #expect(throws: Diagnostic.self) { try site.findings(LedgerChecksGate()) }
    }
  }
}
