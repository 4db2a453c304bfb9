import Registers
import ReportCore
import Testing

struct InvoicesTests {
  private static let header =
    "date,provider,invoice_no,month,period_from,period_to,amount,tax,currency,amount_eur,note"

  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  @Test func `reads months, periods, other currencies and credit notes`() throws {
    let read = RegisterFixture.read([
      "invoices.csv": """
      \(Self.header)
      2026-11-03,openai,INV-1,2026-10,,,1210.50,254.21,USD,1040.12,
      2026-11-05,Beeldmaker BV,BM-1,,2026-10-03,2026-11-03,145.00,,EUR,,"drie dagen later, als altijd"
      2026-11-09,openai,CN-1,2026-10,,,-12.25,,USD,,
      """
    ])
    #expect(read.diagnostics.map(RegisterFixture.short) == [])
    let invoices = try #require(read.value.invoices)
    #expect(invoices.map(\.month.description) == ["2026-10", "2026-10", "2026-10"])
    #expect(invoices[1].period == (try day("2026-10-03"))...(try day("2026-11-02")))
    #expect(invoices.map(\.booked) == [.euro(nanos: 1_040_120_000_000), .euro(nanos: 145_000_000_000), nil])
    #expect(invoices[0].tax == Money(nanos: 254_210_000_000, currency: .dollar))
    #expect(invoices[2].amount == Money(nanos: -12_250_000_000, currency: .dollar))
    #expect(invoices[1].note == "drie dagen later, als altijd")
  }

  @Test func `columns that are not used may be left out`() {
    let read = RegisterFixture.read([
      "invoices.csv": "date,provider,invoice_no,month,amount,currency\n2026-11-03,openai,1,2026-10,5.00,EUR\n"
    ])
    #expect(read.diagnostics.isEmpty)
    #expect(read.value.invoices?.count == 1)
  }

  @Test(arguments: [
    ("2026-10-01", "2026-11-01", "2026-10"), ("2026-10-28", "2026-11-28", "2026-11"),
    ("2026-10-17", "2026-11-16", "2026-10"), ("2026-10-01", "2027-01-01", "2026-10"),
  ])
  func `an invoice counts for the month that most of its days lie in`(from: String, to: String, month: String) throws {
    let invoice = Invoice(
      date: try day(to), provider: "x", number: "1", period: (try day(from))...(try day(to)).advanced(by: -1),
      amount: .euro(nanos: 1), booked: nil, line: 2)
    #expect(invoice.month.description == month)
  }

  private static let cases = [
    RegisterCase(
      "invoices", "invoices.csv",
      """
      \(header)
      03-11-2026,openai,1,2026-10,,,5.00,,EUR,,
      2026-11-03,,2,2026-10,,,5.00,,EUR,,
      2026-11-03,openai,3,2026-10,2026-10-01,,5.00,,EUR,,
      2026-11-03,openai,4,,,,5.00,,EUR,,
      2026-11-03,openai,5,,2026-10-31,2026-10-31,5.00,,EUR,,
      2026-11-03,openai,6,2026-13,,,"5,00",,EUR,,
      2026-11-03,openai,7,2026-10,,,5.00,,euro,,
      2026-11-03,openai,8,2026-10,,,5.00,,EUR,5.01,
      2026-11-03,openai,9,2026-10,,,-5.00,,USD,4.30,
      2026-11-03,openai,10,2026-10,,,5.00,,EUR,,
      2026-11-04,OpenAI,10,2026-10,,,6.00,,EUR,,
      """,
      [
        "2 date impossible-date: 03-11-2026",
        "3 provider missing-value",
        "4 month two-periods: 2026-10",
        "5 month missing-value",
        "6 period_to bad-period: 2026-10-31 to 2026-10-31 → write 2026-11-01 for one day",
        "7 month impossible-month: 2026-13",
        "7 amount bad-money: 5,00 → write 5.00",
        "8 currency bad-currency: euro",
        "9 amount_eur bad-money: 5.01 → leave the cell empty",
        "10 amount_eur bad-money: 4.30",
        "12 invoice_no duplicate: 10 → add the lines of one invoice up; give a credit note its own number",
      ]),
    RegisterCase(
      "columns", "invoices.csv", "date,provider,invoice,amount,currency\n",
      [
        "1 unknown-column: invoice → did you mean invoice_no?",
        "1 missing-column: date,provider,invoice,amount,currency",
      ]),
    RegisterCase(
      "tolerances", "site.yml",
      """
      \(RegisterFixture.site)
      reconciliation: {tolerance_share: 5, tolerance_euro: -1, invoice_days: x, days: 3}
      """,
      [
        "7 unknown-key: days → use tolerance_share, tolerance_euro or invoice_days",
        "7 tolerance_share bad-number: 5.000000000 → write 0.01 for 1 %",
        "7 tolerance_euro bad-money: -1",
        "7 invoice_days wrong-type: x",
      ]),
  ]
  @Test(arguments: cases)
  func `complains exactly`(example: RegisterCase) { example.check() }

  @Test func `tolerances and ranks are read, and have usual values`() {
    let read = RegisterFixture.read([
      "site.yml": RegisterFixture.site + "\nreconciliation: {tolerance_share: 0.02, invoice_days: 20}\n",
      "sources.yml": """
      sources:
        - {id: usage, format: x, providers: [openai], cadence: daily, maximum_age_days: 3, owner: it, \
      rank: provider-usage, settling_days: 0}
        - {id: plain, format: y, providers: [openai], cadence: daily, maximum_age_days: 3, owner: it}
      """,
    ])
    #expect(read.diagnostics.map(RegisterFixture.short) == [])
    #expect(
      read.value.site.reconciliation
        == ReconciliationPolicy(toleranceShare: FixedDecimal(nanos: 20_000_000), invoiceDays: 20))
    #expect(SiteRegister().reconciliation.toleranceEuro == FixedDecimal(1))
    #expect(read.value.sources?.map(\.rank) == [.providerUsage, nil])
    #expect(read.value.sources?.map(\.settlingDays) == [0, nil])
  }
}
