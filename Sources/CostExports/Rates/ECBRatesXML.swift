public import ReportCore

/// Reads the XML files of the European Central Bank (formats.md 7.2): `eurofxref-hist.xml`, `-hist-90d.xml` and
/// `-daily.xml`. Exactly their vocabulary: no document type, no entities, no other elements. A currency without a rate
/// is absent.
public enum ECBRatesXML: RateFormat {
  public static let name = "ecb-rates-xml"
  public static let version = 1
  public static let title = "ECB rates as XML"
  public static let signature = ExportSignature.xml(["http://www.ecb.int/vocabulary/2002-08-01/eurofxref"])

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, rate: (ECBRate) throws -> Void
  ) throws -> [Diagnostic] {
    guard
      let whole = try WholeFile(
        source, file: file, remedy: "Download the file again: the ECB's are a tenth of that.", problems: &problems)
    else { return [] }
    defer { extendLifetime(whole) }
    var scanner = XMLTagScanner(whole.bytes)
    var reader = Reader(file: file)
    do {
      while let tag = try scanner.next() {
        let found = try reader.take(tag, &problems)
        if let found { try rate(found) }
      }
      try reader.finish(scanner)
    } catch let problem as XMLProblem {
      problems.add(
        Diagnostic(
          code: "bad-xml", at: SourcePlace(file: file, line: problem.line), "this is not how the ECB writes its rates",
          expected: problem.expected, remedy: "Download the file again; it may have been cut short."))
    }
    return reader.days.isEmpty && problems.isEmpty ? [ECBRate.noRates(file)] : []
  }
}

/// Follows the nesting of the ECB's elements and makes rates of them.
private struct Reader {
  enum Element {
    case envelope, subject, sender, name, list, day, rate
  }

  private(set) var days: [CalendarDay: Int] = [:]
  private var path: [Element] = []
  private var hasEnded = false
  private var day: CalendarDay?
  private var currencies: Set<Currency> = []
  private var checks: RowChecks

  init(file: String) { checks = RowChecks(file: file) }

  /// The rate the tag states, if it states one.
  mutating func take(_ tag: XMLTag, _ problems: inout ProblemLog) throws(XMLProblem) -> ECBRate? {
    if tag.followsText, !(path.last == .subject || path.last == .name) {
      throw XMLProblem(line: tag.line, expected: "no text between the elements")
    }
    if tag.kind == .closes {
      guard let last = path.popLast(), tag.name.equals(Self.name(of: last)) else {
        throw XMLProblem(line: tag.line, expected: "the end of the element that is open")
      }
      hasEnded = path.isEmpty
      return nil
    }
    let element = try element(tag)
    checks.begin(line: tag.line)
    var result: ECBRate?
    if element == .day { begin(tag, &problems) }
    if element == .rate { result = rate(tag, &problems) }
    if tag.kind == .opens { path.append(element) }
    return result
  }

  func finish(_ scanner: XMLTagScanner) throws(XMLProblem) {
    if !hasEnded { throw scanner.problem("the end of the envelope") }
  }

  private func element(_ tag: XMLTag) throws(XMLProblem) -> Element {
    let element: Element
    let expected: String
    switch path.last {
    case nil: (element, expected) = (.envelope, "one envelope")
    case .envelope:
      element = tag.name.equals("gesmes:subject") ? .subject : tag.name.equals("gesmes:Sender") ? .sender : .list
      expected = "a subject, a sender or a Cube"
    case .sender: (element, expected) = (.name, "a name")
    case .list: (element, expected) = (.day, "a Cube with a time")
    case .day: (element, expected) = (.rate, "a Cube with a currency and a rate")
    case .subject, .name, .rate: throw XMLProblem(line: tag.line, expected: "no element in here")
    }
    guard !hasEnded, tag.name.equals(Self.name(of: element)) else {
      throw XMLProblem(line: tag.line, expected: expected)
    }
    return element
  }

  private static func name(of element: Element) -> StaticString {
    switch element {
    case .envelope: "gesmes:Envelope"
    case .subject: "gesmes:subject"
    case .sender: "gesmes:Sender"
    case .name: "gesmes:name"
    case .list, .day, .rate: "Cube"
    }
  }

  private mutating func begin(_ tag: XMLTag, _ problems: inout ProblemLog) {
    currencies = []
    day = checks.day(tag.attribute("time") ?? .empty, "time", &problems)
    guard let day else { return }
    if let earlier = days[day] {
      checks.refuse(
        &problems, code: "duplicate-day", field: "time", "the day stands twice in the file",
        found: "\(day), also on line \(earlier)", remedy: "Download the file again.")
      self.day = nil
    } else {
      days[day] = tag.line
    }
  }

  private mutating func rate(_ tag: XMLTag, _ problems: inout ProblemLog) -> ECBRate? {
    guard let currency = checks.currency(tag.attribute("currency") ?? .empty, "currency", &problems) else { return nil }
    let cell = tag.attribute("rate") ?? .empty
    guard let value = ECBRate.value(cell) else {
      checks.refuse(
        &problems, code: "not-a-rate", field: currency.code, "this is not a rate", found: cell.shown,
        expected: "a positive number such as 1.1172", remedy: "Download the file again.")
      return nil
    }
    guard currencies.insert(currency).inserted else {
      checks.refuse(
        &problems, code: "duplicate-currency", field: currency.code, "the currency stands twice on a day",
        remedy: "Download the file again.")
      return nil
    }
    return day.map { ECBRate(day: $0, currency: currency, rate: value, line: tag.line) }
  }
}
