import Crypto
import Foundation
import ReportCore
import Testing

@testable import SampleCompany

private let company = SampleCompany()

/// The repository, three folders above this file.
private let site = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

private func text(_ name: String) throws -> String {
  let file = try #require(company.files.first { $0.path.hasSuffix("/\(name)") })
  return String(decoding: file.bytes, as: UTF8.self)
}

@Test func `generating again gives exactly the files of the repository`() throws {
  for file in company.files {
    let kept = try Data(contentsOf: site.appendingPathComponent(file.path))
    #expect(SHA256.hash(data: kept) == SHA256.hash(data: Data(file.bytes)), "\(file.path) differs")
  }
}

@Test func `the ledger folder holds no export that is not generated`() throws {
  let names = try FileManager.default.contentsOfDirectory(atPath: site.appendingPathComponent("content/ledger").path)
  let generated = Set(company.files.map { $0.path.split(separator: "/").last.map(String.init) ?? "" })
  #expect(names.filter { !$0.hasPrefix(".") && $0 != "README.md" && !generated.contains($0) } == [])
}

@Test func `all files together are smaller than three megabytes`() {
  #expect(company.files.reduce(0) { $0 + $1.bytes.count } < 3_000_000)
}

@Test func `the journal counts up without gaps, at rising moments, with each file's digest`() throws {
  let lines = try text("journal.csv").split(separator: "\n")
  #expect(lines.first == "number,moment,act,file,sha256,importer,note")
  var previous = Instant(seconds: 0)
  for (index, line) in lines.dropFirst().enumerated() {
    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
    try #require(cells.count == 7)
    let moment = try #require(Instant(cells[1]))
    let file = try #require(company.files.first { $0.path == "content/ledger/\(cells[3])" })
    #expect(cells[0] == "\(index + 1)" && moment > previous && cells[4] == file.sha256)
    previous = moment
  }
  // Invoices, outcomes, returns and the journal itself are no acts on the ledger.
  #expect(lines.count - 1 == company.files.count - 4)
}

@Test func `rates come first and the gateway's log last in every batch`() throws {
  let order = ["ecb-history-csv/1", "manual-entries-csv/1", "openai-cost-csv/1", "litellm-spend-logs/1"]
  var batches: [Substring: [Int]] = [:]
  for line in try text("journal.csv").split(separator: "\n").dropFirst() {
    let cells = line.split(separator: ",", omittingEmptySubsequences: false)
    batches[cells[1].prefix(16), default: []].append(try #require(order.firstIndex(of: String(cells[5]))))
  }
  #expect(batches.count == 12)
  #expect(batches.keys.allSatisfy { $0.hasSuffix("T06:00") })
  #expect(batches.values.allSatisfy { $0 == $0.sorted() && $0.first == 0 && $0.last == 3 })
}

@Test func `the re-export differs from the first export by four dollars and forty cents`() throws {
  func total(_ name: String) throws -> Int64 {
    try text(name).split(separator: "\n").dropFirst().reduce(0) { sum, line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return sum + (cells.count > 4 ? try #require(ExactDecimal(String(cells[4]))?.nanos) : 0)
    }
  }
  let difference = try total("openai-cost-2026-w45-re-export.csv") - total("openai-cost-2026-w45.csv")
  // Each line is rounded to the nano on its own.
  #expect(abs(difference - 4_400_000_000) < 10)
}

@Test func `the bill is two to four percent above the gateway in every week`() {
  for week in Story.weeks {
    let calls = GatewayLog.calls(in: week)
    let gateway = calls.reduce(0) { $0 + ($1.model.provider == "openai" ? $1.picos : 0) }
    let bill = (week.firstDay.number...week.lastDay.number)
      .flatMap { ProviderBill.lines(of: CalendarDay(number: $0), calls: calls, settled: true) }
      .reduce(Int128(0)) { $0 + $1.amount }
    let perMille = Int(bill / Int128(gateway * 10))
    #expect((1020...1040).contains(perMille), "\(week)")
  }
}

@Test func `a day without cost is a short row`() throws {
  let short = try text("openai-cost-2026-w37.csv").split(separator: "\n").filter { $0.count { $0 == "," } == 3 }
  #expect(short == ["1789257600,1789344000,2026-09-13T00:00:00+00:00,2026-09-14T00:00:00+00:00"])
}

@Test func `the correction does not touch the first export's other days`() throws {
  let first = try text("openai-cost-2026-w45.csv").split(separator: "\n")
  let again = try text("openai-cost-2026-w45-re-export.csv").split(separator: "\n")
  let changed = zip(first, again).filter { $0 != $1 }.map(\.0)
  #expect(first.count == again.count && changed.count == 2)
  #expect(changed.allSatisfy { $0.contains(",2026-11-05T00:00:00") })
}

@Test func `the shadow subscription has no team and starts in October`() throws {
  #expect(try !text("manual-2026-09.csv").contains("Tekstgenie"))
  for month in ["10", "11"] {
    #expect(
      try text("manual-2026-\(month).csv").contains("Tekstgenie Pro,Abonnement via declaratie,49.00,EUR,,,,seat\n"))
  }
}

@Test func `sessions of the search help are missing for week 42 only`() throws {
  let weeks = try text("outcomes.csv").split(separator: "\n").filter { $0.hasPrefix("site-search,") }
    .map { $0.split(separator: ",")[1] }
  #expect(weeks.count == 11 && !weeks.contains("2026-W42"))
}

@Test func `every week has five business days of rates, the first file ten more`() throws {
  #expect(try text("eurofxref-fictief-2026-09-04.csv").split(separator: "\n").count == 16)
  #expect(try text("eurofxref-fictief-2026-11-20.csv").split(separator: "\n").count == 6)
  #expect(RateFiles.days.allSatisfy { $0.weekday <= 5 })
  #expect(try text("eurofxref-fictief-2026-11-20.csv").split(separator: "\n").allSatisfy { $0.hasSuffix(",") })
}
