import Editions
import Foundation
import LedgerStore
import PlaybookRules
import Registers
import ReportCore
import Roadmaps

/// A site with a year of random exports: a gateway's log, a provider's bill, entries typed over, rates that come late,
/// files that correct older ones, files that are taken back.
final class RandomSite {
  let path: String
  let registers: Registers
  private var current: Ledger?
  /// Moments between the acts, oldest first.
  private(set) var moments: [Instant] = []

  private var random: Generator
  private static let firstDay = CalendarDay("2025-06-02") ?? CalendarDay(number: 0)

  init(seed: Int, weeks: Int) throws {
    random = Generator(state: UInt64(seed))
    path = FileManager.default.temporaryDirectory.appendingPathComponent("editions-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path + "/content/ledger", withIntermediateDirectories: true)
    registers = RandomSite.registers
    for week in 0..<weeks {
      let monday = Self.firstDay.advanced(by: 7 * week)
      try write(monday, week)
      let now = Instant(seconds: Int64(monday.number + 7) * 86_400 + 21_600)
      current = try LedgerFolder(site: path).bringUpToDate(now: now).ledger
      moments.append(now)
      guard week > 3, Int.random(in: 0..<7, using: &random) == 0 else { continue }
      let number = Int.random(in: 1...2 * week, using: &random)
      // Some cannot be taken back: others rest on them.
      let later = Instant(seconds: now.seconds + 7_200)
      if let update = try? LedgerFolder(site: path).withdraw(number: number, reason: "a mistake", now: later).update {
        current = update.ledger
        moments.append(later)
      }
    }
  }

  var ledger: Ledger {
    guard let current else { preconditionFailure("no weeks") }
    return current
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func builder(_ ledger: Ledger? = nil, asOf: Instant? = nil) throws -> EditionBuilder {
    guard let amsterdam = SiteCalendar(identifier: "Europe/Amsterdam") else { preconditionFailure("no zone database") }
    return try EditionBuilder(
      registers: registers, checklists: Checklists(), calendar: amsterdam, ledger: ledger ?? self.ledger, asOf: asOf)
  }

  private func write(_ monday: CalendarDay, _ week: Int) throws {
    let late = Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 0...5, using: &random) : 0
    try save("gateway-\(week)", gateway(monday))
    if late == 0 || week % 3 > 0 { try save("bill-\(week)", bill(monday)) }
    if late > 0, week > late { try save("bill-\(week)-late", bill(monday.advanced(by: -7 * late))) }
    if week % 4 == 1 { try save("manual-\(week)", manual(monday, week)) }
    // Rates may come a week after the use they are for.
    if week % 5 != 2 { try save("rates-\(week)", rates(monday.advanced(by: -10)...monday.advanced(by: 6))) }
  }

  private func save(_ name: String, _ lines: [String]) throws {
    let text = lines.joined(separator: "\n") + "\n"
    try text.write(toFile: "\(path)/content/ledger/\(name).csv", atomically: true, encoding: .utf8)
  }

  private func gateway(_ monday: CalendarDay) -> [String] {
    ["request_id,call_type,spend,startTime,model,prompt_tokens,completion_tokens,custom_llm_provider,status,team_id"]
      + (0..<Int.random(in: 5...14, using: &random)).map { _ in
        let day = monday.advanced(by: Int.random(in: 0...6, using: &random))
        let time = "\(day)T\(["00", "09", "13", "22", "23"].randomElement(using: &random) ?? "00"):30:00Z"
        let model = ["gpt-5", "gpt-5-mini", "nova-9"].randomElement(using: &random) ?? ""
        // What has no price costs nothing here.
        let dollars = model == "nova-9" ? "0" : "0.\(Int.random(in: 10...99, using: &random))"
        let team = ["content", "support", ""].randomElement(using: &random) ?? ""
        let status = Int.random(in: 0..<9, using: &random) == 0 ? "failure" : "success"
        let id = Int.random(in: 0..<60, using: &random)
        return "\(day)-\(id),acompletion,\(dollars),\(time),\(model),100,\(id),openai,\(status),\(team)"
      }
  }

  private func bill(_ monday: CalendarDay) -> [String] {
    ["start_time,end_time,amount_value,amount_currency,line_item,project_id,organization_id"]
      + (0..<7).map { offset in
        let start = (monday.number + offset) * 86_400
        let dollars = "\(Int.random(in: 0...3, using: &random)).\(Int.random(in: 10...99, using: &random))"
        return "\(start),\(start + 86_400),\(dollars),usd,\"gpt-5, input\",proj,org-1"
      }
  }

  private func manual(_ monday: CalendarDay, _ week: Int) -> [String] {
    let fee = Int.random(in: 20...90, using: &random)
    return [
      "date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind",
      "\(monday),\(monday.advanced(by: 60)),Beeldmaker,Seats,\(fee).00,EUR,content,,F-\(week),seat",
      "\(monday),\(monday.advanced(by: 1)),OpenAI Ireland,Use,\(fee).10,EUR,,,U-\(week),usage",
    ]
  }

  private func rates(_ days: ClosedRange<CalendarDay>) -> [String] {
    ["Date,USD,"]
      + days.reversed().filter { $0.weekday < 6 }.map { "\($0),1.\(10 + $0.number % 9)," }
  }

  private static var registers: Registers {
    let start = firstDay
    func useCase(_ id: String, goLive: Int) -> UseCase {
      UseCase(
        id: id, name: [:], shortName: [:], category: .other, taskKind: .basic, customerFacing: id == "chat",
        critical: nil, owner: "it", goLive: start.advanced(by: goLive), expects: [], expectsReturns: true, line: 1)
    }
    func source(_ id: String, _ format: String, from: Int) -> SourceExpectation {
      SourceExpectation(
        id: id, format: format, providers: [], cadence: .daily, expectedFrom: start.advanced(by: from),
        maximumAgeDays: 10, owner: "finance")
    }
    let invoices = (0..<12).map { index in
      let month = CalendarMonth(containing: start.advanced(by: 30 * index + 3))
      // Some for days around the month, some in dollars, one for half a year.
      let first = month.firstDay.advanced(by: -(index % 3) * 4)
      let last = index == 5 ? first.advanced(by: 180) : month.lastDay.advanced(by: -(index % 2) * 5)
      return Invoice(
        date: month.lastDay.advanced(by: 4), provider: "openai", number: "\(index)", period: first...last,
        amount: Money(nanos: 60_000_000_000, currency: index % 2 == 0 ? .dollar : .euro),
        booked: index % 2 == 0 ? nil : .euro(nanos: 60_000_000_000), line: index + 2)
    }
    return Registers(
      site: SiteRegister(company: "Proef"),
      sources: [
        source("gateway", "litellm-spend-logs", from: 7), source("bill", "openai-cost-csv", from: 14),
        source("never", "anthropic-cost-csv", from: 90),
      ],
      attribution: [
        AttributionRule(useCase: "copy", match: ["team": "content"], validFrom: nil, line: 1),
        AttributionRule(useCase: "chat", match: ["team": "support"], validFrom: nil, line: 2),
      ], useCases: [useCase("copy", goLive: 40), useCase("chat", goLive: 160)],
      budgets: [
        Budget(
          scope: "total", period: .week, amount: .euro(nanos: 8_000_000_000), validFrom: start, approvedBy: nil, line: 1
        )
      ], invoices: invoices)
  }

  /// The same numbers each time.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
