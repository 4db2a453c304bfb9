import CostExports
import ReportCore
import Testing

private let header = "date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind\n"

struct ManualEntriesCSVTests {
  @Test func `reads seats and top-ups`() throws {
    let result = try reading(ManualEntriesCSV.self, Sample.manual)
    try #require(result.problems.isEmpty && result.rows.count == 3)
    let seat = result.rows[0]
    #expect(seat.time == .days(try #require(CalendarDay("2026-10-01")), try #require(CalendarDay("2026-10-31"))))
    #expect(seat.cost == .euro(nanos: 145_000_000_000) && seat.billed == seat.cost)
    #expect(seat.charge == .subscription && seat.scope == "Beeldmaker BV|F-2026-881" && seat.id == nil)
    #expect(seat.dimension.provider == "Beeldmaker BV" && seat.dimension.team == "campagne")
    #expect(seat.dimension.operation == "Teamlicentie 5 plaatsen" && seat.dimension.source == "manual-entries-csv")
    #expect(result.rows.map(\.charge) == [.subscription, .purchase, .purchase])
    #expect(result.rows.map(\.cost?.nanos) == [145_000_000_000, 250_000_000_000, -50_000_000_000])
    #expect(result.rows[1].cost?.currency == .dollar)
    #expect(result.summary.scopes.count == 3 && result.summary.warnings.isEmpty)
  }

  @Test func `only use replaces what a gateway says`() throws {
    let text =
      header + "2026-10-01,2026-10-03,V,gebruik,1,EUR,,,,usage\n" + "2026-10-02,2026-10-04,V,plaats,1,EUR,,,,seat\n"
    let coverage = try reading(ManualEntriesCSV.self, text).summary.coverage
    #expect(coverage.map(\.replacesLowerRanks) == [true, false])
    #expect(
      coverage.map { "\($0.days.lowerBound) \($0.days.upperBound)" } == [
        "2026-10-01 2026-10-02", "2026-10-02 2026-10-03",
      ])
    #expect(coverage.allSatisfy { $0.rank == .bill && $0.provider == "V" && $0.account.isEmpty })
  }

  @Test(arguments: [
    ("usage", "-1", ChargeKind.credit), ("seat", "-1", .credit), ("credit-purchase", "-1", .purchase),
    ("usage", "1", .usage), ("seat", "0", .subscription),
  ])
  func `money back on use and seats is a credit`(_ kind: String, _ amount: String, _ charge: ChargeKind) throws {
    let result = try reading(ManualEntriesCSV.self, header + "2026-10-01,2026-10-02,V,D,\(amount),EUR,,,,\(kind)\n")
    #expect(result.rows.map(\.charge) == [charge])
  }

  @Test func `a row without invoice number is replaced by vendor, period and description`() throws {
    let text = header + "2026-10-01,2026-11-01,Tekst|genie,Pro,49,EUR,,,,seat\n"
    #expect(try reading(ManualEntriesCSV.self, text).rows.map(\.scope) == ["Tekst¦genie|2026-10-01|2026-11-01|Pro"])
  }

  @Test func `team, project and invoice number may be absent, in any order`() throws {
    let text = "kind,currency,amount,description,vendor,date_to,date_from\nseat,eur,1.10,D,V,2026-10-02,2026-10-01\n"
    let result = try reading(ManualEntriesCSV.self, text)
    #expect(result.problems.isEmpty)
    #expect(result.rows.first?.cost == .euro(nanos: 1_100_000_000))
  }

  @Test(
    arguments: [
      ("01-10-2026,2026-11-01,V,D,1,EUR,,,,seat", "not-a-date", "date_from"),
      ("2026-10-01,2026-11-31,V,D,1,EUR,,,,seat", "not-a-date", "date_to"),
      ("2206-10-01,2026-11-01,V,D,1,EUR,,,,seat", "not-a-date", "date_from"),
      ("2026-10-01,2026-10-01,V,D,1,EUR,,,,seat", "bad-period", "date_to"),
      ("2026-10-01,2046-10-01,V,D,1,EUR,,,,seat", "bad-period", "date_to"),
      ("2026-10-01,2026-11-01,,D,1,EUR,,,,seat", "missing-value", "vendor"),
      ("2026-10-01,2026-11-01,V,,1,EUR,,,,seat", "missing-value", "description"),
      ("2026-10-01,2026-11-01,V,D,,EUR,,,,seat", "missing-value", "amount"),
      ("2026-10-01,2026-11-01,V,D,\"1.234,50\",EUR,,,,seat", "not-a-number", "amount"),
      ("2026-10-01,2026-11-01,V,D,1,euro,,,,seat", "not-a-currency", "currency"),
      ("2026-10-01,2026-11-01,V,D,1,EUR,,,,seats", "unknown-kind", "kind"),
      ("2026-10-01,2026-11-01,V,D,1,EUR", "unknown-kind", "kind"),
      ("2026-10-01,2026-11-01,V,D,1,EUR,,,,seat,extra", "csv-too-many-cells", nil),
    ] as [(String, String, String?)])
  func `refuses a wrong value with its line and column`(_ row: String, _ code: String, _ field: String?) throws {
    let result = try reading(ManualEntriesCSV.self, header + row + "\n", file: "hand.csv")
    #expect(result.rows.isEmpty)
    #expect(result.codes == [code])
    #expect(result.problems.first?.place == SourcePlace(file: "hand.csv", line: 2, field: field))
  }

  @Test func `names all that is wrong in a row, and the nearest kind`() throws {
    let result = try reading(ManualEntriesCSV.self, header + "x,y,V,D,z,EUR,,,,seats\n")
    #expect(result.codes == ["not-a-date", "not-a-date", "not-a-number", "unknown-kind"])
    #expect(result.problems.last?.remedy == "Did you mean seat?")
    #expect(result.problems.last?.expected == "credit-purchase, seat, usage")
  }

  @Test func `a header with a column twice, one missing and one unknown`() throws {
    let twice = try reading(ManualEntriesCSV.self, header.replacing("team", with: "amount"))
    #expect(twice.codes == ["duplicate-column"])
    let missing = try reading(ManualEntriesCSV.self, header.replacing("amount", with: "bedrag"))
    #expect(missing.codes == ["missing-column"])
    #expect(missing.problems.first?.place?.field == "amount")
    let unknown = try reading(ManualEntriesCSV.self, header.replacing("team", with: "ploeg"))
    #expect(unknown.problems.isEmpty && unknown.warningCodes == ["unknown-column"])
    #expect(try reading(ManualEntriesCSV.self, "").codes == ["empty-file"])
  }
}
