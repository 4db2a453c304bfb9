import Foundation
import ReportCore

/// A site whose every name comes from a list, given by real exports, registers and checklists.
struct HostileSite {
  /// For what exports name: any text.
  let exported: [String]
  /// For what people write: one line each.
  let written: [String]

  static let hostile = HostileSite(exported: NaughtyStrings.all, written: NaughtyStrings.ofOneLine)

  /// As many names, of letters and digits only.
  static let harmless = HostileSite(
    exported: NaughtyStrings.all.indices.map { "name\(1000 + $0)" },
    written: NaughtyStrings.ofOneLine.indices.map { "name\(1000 + $0)" })

  /// Path below the site's folder → text.
  func files() throws -> [String: String] {
    [
      "content/site.yml": site(), "content/use-cases.yml": useCases(), "content/attribution.yml": attribution(),
      "content/budgets.yml": budgets(), "content/controls.yml": controls(), "content/roadmap.md": roadmap(),
      "content/pitfalls.md": pitfalls(), "content/action-plan.md": actionPlan(), "content/waivers.yml": waivers(),
      "content/ledger/gateway.jsonl": try spendLogs(), "content/ledger/gateway-2.csv": try spendLogsCSV(),
      "content/ledger/manual.csv": manual(),
    ]
  }

  private func text(_ index: Int) -> String { written[index % written.count] }

  /// A double-quoted YAML scalar, which JSON's strings are too.
  private func quoted(_ text: String) -> String {
    let data = try? JSONSerialization.data(withJSONObject: text, options: [.fragmentsAllowed, .withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  private func site() -> String {
    """
    company: \(quoted(text(0)))
    rollout_start: 2026-11-02
    action_plan_start: 2026-11-02
    exchange_rate_note: {nl: \(quoted(text(2))), en: \(quoted(text(3)))}
    owners:
      - {id: it, name: {nl: \(quoted(text(4))), en: \(quoted(text(5)))}}

    """
  }

  private func useCases() -> String {
    "use_cases:\n"
      + useCaseIndices.map { index in
        """
          - id: case-\(index)
            name: {nl: \(quoted(text(index))), en: \(quoted(text(index)))}
            short_name: {nl: \(quoted(short(index))), en: \(quoted(short(index)))}
            category: \(["content", "service", "personalisation", "other"][index % 4])
            customer_facing: \(index % 2 == 0)
            owner: it

        """
      }.joined()
  }

  /// Every third: a page of a hundred use cases is long enough.
  private var useCaseIndices: [Int] { Array(stride(from: 0, to: written.count, by: 3)) }

  /// What fits beside a chart.
  private func short(_ index: Int) -> String {
    let cut = text(index).prefix(18)
    return cut.contains { !$0.isWhitespace } ? String(cut) : "x"
  }

  /// By the key's alias, where a pattern can be written down.
  private func attribution() -> String {
    "rules:\n"
      + useCaseIndices.filter { !text($0).contains("*") }.map {
        "  - {use_case: case-\($0), match: {key: \(quoted(text($0)))}}\n"
      }.joined()
  }

  private func budgets() -> String {
    "budgets:\n"
      + [0, 3, 6].map { "  - {scope: case-\($0), period: day, amount: 1.00, valid_from: 2026-01-01}\n" }.joined()
      + "  - {scope: total, period: week, amount: 10.00, valid_from: 2026-01-01}\n"
  }

  private func controls() -> String {
    "controls:\n"
      + [0, 3, 6].map {
        "  - {use_case: case-\($0), kind: cache, active_from: 2026-01-01, evidence: \(quoted(text($0 + 20)))}\n"
      }.joined()
  }

  private func waivers() -> String {
    "waivers:\n"
      + [0, 1, 2].map {
        "  - {gate: secret, subject: \(quoted(text($0 + 30))), owner: it, reason: \(quoted(text($0 + 40))), "
          + "until: 2027-01-01}\n"
      }.joined()
  }

  /// Titles that a task can have: no braces, which begin its attributes.
  private func tasks(_ letter: String, _ range: Range<Int>) -> String {
    range.filter { !NaughtyStrings.ofOneLine[$0].contains { "{}".contains($0) } }.map {
      "- [ ] \(letter).\($0) x \(text($0)) {owner=it due=2026-11-20}\n"
    }.joined()
  }

  private func roadmap() -> String {
    let half = written.count / 2
    return
      "# x\n\n## Nulmeting {id=week-0}\n\n\(tasks("R0", 0..<half))\n## x {id=week-1}\n\n\(tasks("R1", half..<written.count))"
  }

  private func pitfalls() -> String { "# x\n\n## x {id=unlimited-chatbot}\n\n\(tasks("P1", 0..<written.count))" }

  private func actionPlan() -> String { "# x\n\n## x {id=day-0}\n\n\(tasks("A1", 0..<40))" }

  private func spendLogs() throws -> String {
    try exported.enumerated().map { index, name in
      try line([
        "request_id": "r\(index)", "call_type": "acompletion", "spend": 0.5 + Double(index) / 100,
        "total_tokens": 30, "prompt_tokens": 20, "completion_tokens": 10,
        "startTime": "2026-11-\(10 + index % 12)T10:00:00.000", "endTime": "2026-11-\(10 + index % 12)T10:00:01.000",
        "model": name, "custom_llm_provider": ["openai", "anthropic", "mistral"][index % 3], "cache_hit": "False",
        "request_tags": [name], "team_id": name, "end_user": "", "status": "success",
        "metadata": ["user_api_key_alias": name],
      ])
    }.joined()
  }

  private func line(_ object: [String: Any]) throws -> String {
    let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private func spendLogsCSV() throws -> String {
    let header =
      "request_id,call_type,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,"
      + "custom_llm_provider,cache_hit,request_tags,team_id,end_user,status,metadata\n"
    return try header
      + exported.enumerated().map { index, given in
        // A CSV file with a NUL is refused as a whole: it is no text.
        let name = given.replacing("\0", with: "")
        let metadata = try line(["user_api_key_alias": name]).trimmingCharacters(in: .newlines)
        let moment = "2026-11-\(10 + index % 12) 11:00:00.000"
        let cells = [
          "c\(index)", "acompletion", "0.25", "30", "20", "10", moment, moment, name, "openai", "False", "[]", name, "",
          "success", metadata,
        ]
        return cells.map(cell).joined(separator: ",") + "\n"
      }.joined()
  }

  private func manual() -> String {
    "date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind\n"
      + written.enumerated().map { index, name in
        ["2026-11-09", "2026-11-22", name, name, "\(index + 1).00", "EUR", name, name, name, "seat"].map(cell)
          .joined(separator: ",") + "\n"
      }.joined()
  }

  private func cell(_ text: String) -> String {
    let quote = UInt8(ascii: "\"")
    let doubled = text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
    return String(decoding: [quote] + doubled + [quote], as: UTF8.self)
  }
}
