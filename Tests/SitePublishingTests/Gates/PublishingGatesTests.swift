import Foundation
import OutputTree
import ReportCore
import SitePublishing
import Testing

struct PublishingGatesTests {
  private let day = CalendarDay(number: 20_780)

  private func waiver(_ gate: GateName, _ subject: String? = nil, from: Int? = nil, until: Int, line: Int = 2) -> Waiver
  {
    Waiver(
      gate: gate, subject: subject, owner: "finance", reason: "bekend, wordt hersteld",
      validFrom: from.map { day.advanced(by: $0) }, until: day.advanced(by: until), line: line)
  }

  private func report(_ waivers: [Waiver], mail: Bool = true) throws -> GateReport {
    var site = GateSite()
    site.files["2026/w47/numbers.json"] = GateSite.numbers(check: "red")
    if mail { site.files["2026/w47/notes.html"] = GateSite.page("nl", "jan@voorbeeld.nl") }
    return try PublishingGates.findings(in: SiteFiles(try site.tree()), waivers: waivers, on: day)
  }

  @Test func `what no waiver lets pass stops, in the order of the gates`() throws {
    let report = try report([])
    #expect(report.stopping.map(\.gate) == [.ledgerChecks, .personalData])
    #expect(!report.passes)
    #expect(report.diagnostics.map(\.severity) == [.error, .error])
  }

  @Test func `a waiver lets its gate pass, until its last day, and is named`() throws {
    let report = try report([waiver(.ledgerChecks, until: 0), waiver(.personalData, "mail-address", until: 30)])
    #expect(report.passes)
    #expect(report.waived.map(\.finding.subject) == ["capture", "mail-address"])
    #expect(report.diagnostics.first?.remedy == "waived by finance until 2026-11-23: bekend, wordt hersteld")
    #expect(report.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test func `a waiver names a subject or a file`() throws {
    #expect(try report([waiver(.personalData, "2026/w47/notes.html", until: 9)]).waived.count == 1)
    #expect(try report([waiver(.personalData, "2026/w47/index.html", until: 9)]).waived.isEmpty)
    #expect(try report([waiver(.personalData, "telephone", until: 9)]).waived.isEmpty)
  }

  @Test func `a waiver that has ended, has not begun or lets nothing pass does not help, and is named`() throws {
    let ended = try report([waiver(.ledgerChecks, until: -1)])
    #expect(ended.stopping.count == 2)
    #expect(ended.idleWaivers.map(\.code) == ["waiver-ended"])
    #expect(ended.idleWaivers.first?.remedy?.contains("renew") == true)
    let early = try report([waiver(.ledgerChecks, from: 1, until: 9)])
    #expect(early.stopping.count == 2)
    #expect(early.idleWaivers.isEmpty)
    let idle = try report([waiver(.brokenLink, until: 9, line: 7)])
    #expect(idle.idleWaivers.map(\.code) == ["waiver-idle"])
    #expect(idle.idleWaivers.first?.place == SourcePlace(file: "content/waivers.yml", line: 7, field: "broken-link"))
  }

  @Test func `a waiver for a gate that was not asked is not named`() throws {
    let report = try PublishingGates.findings(
      in: SiteFiles(try GateSite().tree()), waivers: [waiver(.brokenLink, until: 9), waiver(.secret, until: 9)],
      on: day,
      gates: [SensitiveGate(.secret)])
    #expect(report.idleWaivers.map(\.place?.field) == ["secret"])
  }

  @Test func `a folder is read as its list says`() throws {
    let scratch = try Scratch()
    let tree = try GateSite().tree()
    _ = try SiteWriter.write(tree, to: scratch.site)
    #expect(try PublishingGates.findings(of: scratch.site, waivers: [], on: day).passes)
    try scratch.put("klant@voorbeeld.nl", "foreign.html")
    #expect(try PublishingGates.findings(of: scratch.site, waivers: [], on: day).passes)
    try scratch.put(GateSite.page("nl", "klant@voorbeeld.nl 12"), "2026/w47/index.html")
    #expect(try !PublishingGates.findings(of: scratch.site, waivers: [], on: day).passes)
  }

  @Test func `a folder without a site, or with a file missing or replaced by a link, is refused`() throws {
    let scratch = try Scratch()
    #expect(throws: DiagnosticList.self) { try PublishingGates.findings(of: scratch.site, waivers: [], on: day) }
    _ = try SiteWriter.write(try GateSite().tree(), to: scratch.site)
    try FileManager.default.removeItem(atPath: scratch.path("2026/w47/metrics.csv"))
    #expect(throws: DiagnosticList.self) { try PublishingGates.findings(of: scratch.site, waivers: [], on: day) }
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path("2026/w47/metrics.csv"), withDestinationPath: scratch.path("2026/w47/index.html"))
    #expect(throws: DiagnosticList.self) { try PublishingGates.findings(of: scratch.site, waivers: [], on: day) }
  }
}
