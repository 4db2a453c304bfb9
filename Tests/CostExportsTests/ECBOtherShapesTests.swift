import CostExports
import ReportCore
import Testing

private struct Result {
  var rates: [ECBRate] = []
  var problems: [Diagnostic] = []
  var warnings: [Diagnostic] = []

  init(_ format: any RateFormat.Type, _ text: String) throws {
    var log = ProblemLog(file: "rates")
    var found: [ECBRate] = []
    warnings = try format.read(MemorySource(text), file: "rates", problems: &log) { found.append($0) }
    rates = found
    problems = log.diagnostics
  }

  var shown: [String] { rates.map { "\($0.line) \($0.day) \($0.currency) \($0.rate.mantissa)e-\($0.rate.scale)" } }
  var codes: [String] { problems.map(\.code) }
}

private let daily =
  "Date, USD, JPY, ISK, \n30 October 2026, 1.1172, 175.68, 136.00, \n"

private func document(_ cubes: String) -> String {
  """
  <?xml version="1.0" encoding="UTF-8"?>
  <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" \
  xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
    <gesmes:subject>Reference rates</gesmes:subject>
    <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
    <!-- <Cube time="1999-01-04"> -->
    <Cube>
      \(cubes)
    </Cube>
  </gesmes:Envelope>

  """
}

struct ECBDailyRatesTests {
  @Test func `reads the rates of a day`() throws {
    let result = try Result(ECBDailyRates.self, daily)
    #expect(result.problems.isEmpty && result.warnings.isEmpty)
    #expect(
      result.shown == ["2 2026-10-30 USD 11172e-4", "2 2026-10-30 JPY 17568e-2", "2 2026-10-30 ISK 136e-0"])
  }

  @Test func `a rate that is not there is left out`() throws {
    let result = try Result(ECBDailyRates.self, daily.replacing("136.00", with: "N/A"))
    #expect(result.problems.isEmpty && result.rates.count == 2)
  }

  @Test(arguments: [
    ("30 October 2026", "2026-10-30", "not-a-date"), ("30 October 2026", "30 oktober 2026", "not-a-date"),
    ("30 October 2026", "31 April 2026", "not-a-date"), ("30 October 2026", "3 0 October 2026", "not-a-date"),
    ("30 October 2026", "30 October +206", "not-a-date"), ("1.1172", "1,1172", "csv-too-many-cells"),
    ("1.1172", "0", "not-a-rate"), (" JPY", " USD", "duplicate-column"), (" JPY", " Yen!", "not-a-currency"),
  ])
  func `refuses what the ECB does not write`(_ good: String, _ bad: String, _ code: String) throws {
    #expect(try Result(ECBDailyRates.self, daily.replacing(good, with: bad)).codes == [code])
  }
}

struct ECBRatesXMLTests {
  private let cubes = """
    <Cube time="2026-10-30"><Cube currency="USD" rate="1.1172"/><Cube currency="GBP" rate="0.8338"/></Cube>
    <Cube time='2026-10-29'>
      <Cube currency='USD' rate='1.113' />
    </Cube>
    """

  @Test func `reads both kinds of quotes, comments passed over`() throws {
    let result = try Result(ECBRatesXML.self, document(cubes))
    #expect(result.problems.isEmpty && result.warnings.isEmpty)
    #expect(
      result.shown == ["7 2026-10-30 USD 11172e-4", "7 2026-10-30 GBP 8338e-4", "9 2026-10-29 USD 1113e-3"])
  }

  @Test(arguments: [
    ("<gesmes:Envelope", "<!DOCTYPE x [<!ENTITY a \"b\">]>\n<gesmes:Envelope", "bad-xml"),
    ("<gesmes:Envelope", "<?php?>\n<gesmes:Envelope", "bad-xml"), ("Reference rates", "&amp;", "bad-xml"),
    ("Reference rates", "<![CDATA[x]]>", "bad-xml"), ("\"USD\"", "\"&usd;\"", "bad-xml"), ("-->", "--", "bad-xml"),
    ("</gesmes:Envelope>", "", "bad-xml"), ("</gesmes:Envelope>", "</gesmes:Envelope>x", "bad-xml"),
    ("</gesmes:Envelope>", "</gesmes:Envelope><Cube/>", "bad-xml"), ("<Cube>", "<Cube>1", "bad-xml"),
    ("<Cube>", "<Kubus>", "bad-xml"), ("currency=\"GBP\" ", "currency=GBP ", "bad-xml"),
    ("\"1.1172\"/>", "\"1.1172\"><Cube/></Cube>", "bad-xml"), ("2026-10-29", "2026-10-30", "duplicate-day"),
    ("2026-10-29", "2026-02-30", "not-a-date"), ("\"GBP\"", "\"USD\"", "duplicate-currency"),
    ("\"GBP\"", "\"Pond\"", "not-a-currency"), ("0.8338", "0", "not-a-rate"), ("0.8338", "0,8338", "not-a-rate"),
    ("rate=\"0.8338\"", "", "not-a-rate"), ("time='2026-10-29'", "", "missing-value"),
  ])
  func `refuses anything but the vocabulary of the ECB`(_ good: String, _ bad: String, _ code: String) throws {
    let text = document(cubes)
    try #require(text.contains(good))
    let result = try Result(ECBRatesXML.self, text.replacing(good, with: bad))
    #expect(result.codes == [code])
  }

  @Test func `a file cut short at any byte is refused, or says that it is empty`() throws {
    let bytes = Array(document(cubes).utf8)
    for length in 0..<(bytes.count - 1) {
      let text = String(decoding: bytes[..<length], as: UTF8.self)
      #expect(try Result(ECBRatesXML.self, text).problems.count == 1)
    }
  }

  @Test func `an envelope without rates is worth a word`() throws {
    #expect(try Result(ECBRatesXML.self, document("")).warnings.map(\.code) == ["no-data"])
  }
}
