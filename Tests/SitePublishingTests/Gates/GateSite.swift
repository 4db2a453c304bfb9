import OutputTree
import ReportCore

@testable import SitePublishing

/// A small site in two languages, as the gates see it, to plant mistakes in.
struct GateSite {
  var files: [String: String]

  init() {
    let spend = "trace.html#spend--total---2026-w47"
    files = [
      "style-1.css": "body { color: black }\n",
      "2026/w47/numbers.json": GateSite.numbers(),
      "2026/w47/index.html": GateSite.page(
        "nl",
        "<h1>Uitgaven <a class=\"trace\" href=\"\(spend)\">€\u{A0}1.345</a></h1>"
          + "<table><tr id=\"row-1\"><td class=\"num\">€\u{A0}1.345</td><td class=\"num\">24\u{A0}%</td></tr></table>"),
      "en/2026/w47/index.html": GateSite.page(
        "en",
        "<h1>Spend <a class=\"trace\" href=\"\(spend)\">€1,345</a></h1>"
          + "<table><tr id=\"row-1\"><td class=\"num\">€1,345</td><td class=\"num\">24%</td></tr></table>", up: "../"),
      "2026/w47/trace.html": GateSite.page("nl", GateSite.trace("€\u{A0}1.345", "€\u{A0}0,13–0,16", "24\u{A0}%")),
      "en/2026/w47/trace.html": GateSite.page("en", GateSite.trace("€1,345", "€0.13–0.16", "24%"), up: "../"),
      "2026/w47/handout.html": GateSite.page("nl", "<p class=\"value\">€\u{A0}1.345</p>"),
      "en/2026/w47/handout.html": GateSite.page("en", "<p class=\"value\">€1,345</p>", up: "../"),
      "2026/w47/metrics.csv":
        "\u{FEFF}Stuurcijfer;Kenmerk;Waarde;Onder;Boven\r\nPer sessie;mt.cost-per-session;0,14;0,134;0,1552\r\n",
      "en/2026/w47/metrics.csv":
        "Metric,Id,Value,Lower,Upper\r\nPer session,mt.cost-per-session,0.14,0.134,0.1552\r\n",
    ]
  }

  /// The figures; `check` is the state of the only check.
  static func numbers(check: String = "green") -> String {
    """
    { "schema": "peil.numbers/1", "week": "2026-W47", "timeZone": "Europe/Amsterdam", "asOf": "2026-11-23T06:00:00Z",
      "ledger": { "imports": 1, "entries": 2, "digest": "sha256:00" },
      "figures": [
        \(figure("spend.total", unit: "EUR", value: "1344.9")),
        \(figure("mt.cost-per-session", unit: "EUR", value: "0.14", lower: "0.134", upper: "0.1552")),
        \(figure("budget.used", unit: "ratio", value: "0.2412")),
        \(figure("quality.check", scope: "{ \"check\": \"capture\" }", unit: "state", value: nil, state: check))
      ] }

    """
  }

  private static func figure(
    _ id: String, scope: String = "{}", unit: String, value: String?, lower: String? = nil, upper: String? = nil,
    state: String? = nil
  ) -> String {
    let text = { (value: String?) in value.map { "\"\($0)\"" } ?? "null" }
    return """
      { "id": "\(id)", "item": null, "scope": \(scope), "period": "2026-W47", "unit": "\(unit)", \
      "value": \(text(value)), "lower": \(text(lower ?? value)), "upper": \(text(upper ?? value)), \
      "state": \(text(state)), "reason": null, "target": null, "guide": null, "trend": null, "rows": 2, \
      "formula": "", "from": [] }
      """
  }

  private static func trace(_ total: String, _ session: String, _ used: String) -> String {
    """
    <section class="traced evidence" id="spend--total---2026-w47"><p class="formula"><strong>\(total)</strong></p></section>
    <table><tr id="mt--cost-per-session---2026-w47"><td class="num">\(session)</td><td class="num">12</td></tr>
    <tr id="budget--used---2026-w47"><td class="num">\(used)</td></tr></table>
    """
  }

  static func page(_ language: String, _ main: String, up: String = "") -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language)">
    <head><link rel="icon" href="data:,"><link rel="stylesheet" href="../../\(up)style-1.css"></head>
    <body><a href="#content">x</a><a href="index.html">y</a>
    <main id="content">\(main)</main>
    </body></html>

    """
  }

  func tree() throws -> OutputTree {
    var tree = OutputTree()
    for (path, text) in files { try tree.add(Array(text.utf8), at: try OutputPath(path)) }
    return tree
  }

  func findings(_ gate: some PublishingGate) throws -> [GateFinding] {
    try gate.findings(in: SiteFiles(try tree())).sorted()
  }

  /// `file subject: found`.
  func short(_ gate: some PublishingGate) throws -> [String] {
    try findings(gate).map { "\($0.file) \($0.subject)\($0.found.map { ": \($0)" } ?? "")" }
  }
}
