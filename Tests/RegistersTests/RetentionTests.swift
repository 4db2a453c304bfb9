import Registers
import ReportCore
import Testing

struct RetentionTests {
  private func read(_ lines: String) -> (policy: RetentionPolicy, complaints: [String]) {
    let text = "company: A\nowners: [{id: it, name: {nl: IT, en: IT}}]\n\(lines)"
    let read = RegisterReader.read(files: ["content/site.yml": text])
    return (read.value.site.retention, read.diagnostics.filter { $0.severity == .error }.map(\.code))
  }

  @Test func `seven years after the edition's own year, unless said otherwise`() throws {
    let usual = read("").policy
    #expect(usual == RetentionPolicy(years: 7, basis: "art. 52(4) AWR, minimum"))
    let own = read("retention: {years: 10, basis: OSS}\n")
    #expect(own.policy == RetentionPolicy(years: 10, basis: "OSS"))
    #expect(own.complaints.isEmpty)
    for (week, end) in [("2026-W47", "2033-12-31"), ("2026-W53", "2033-12-31"), ("2027-W01", "2034-12-31")] {
      #expect(usual.end(of: try #require(ISOWeek(week))).description == end)
    }
  }

  @Test(arguments: ["{years: 0}", "{years: 101}", "{years: seven}", "{term: 7}", "7"])
  func `a term that is none is refused`(value: String) {
    #expect(!read("retention: \(value)\n").complaints.isEmpty)
  }
}
