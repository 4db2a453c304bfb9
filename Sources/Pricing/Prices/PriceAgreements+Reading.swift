import CostExports
public import ReportCore
import YAMLDocuments

/// Reads `content/prices/NAME.yml`.
public enum PriceAgreementsYAML {
  /// The agreements in `text`, with all that is wrong: an unknown key, a price that is no number, an agreement without
  /// a first day or a reason, two of one model that begin on the same day.
  public static func read(_ text: String, file: String) -> Checked<PriceAgreements> {
    let problems = DocumentProblems()
    let agreements = read(text, file, problems)
    return Checked(agreements, problems.sorted)
  }

  private static func read(_ text: String, _ file: String, _ problems: DocumentProblems) -> PriceAgreements {
    var agreements = PriceAgreements()
    guard let root = YAMLDocument.mapping(of: text, known: PriceAgreementsDocument.keys, file: file, problems: problems)
    else {
      if problems.list.isEmpty {
        problems.error(
          "no-prices", at: SourcePlace(file: file), "the agreements are empty",
          expected: DocumentWords.oneOf(PriceAgreementsDocument.keys), remedy: "write an agreement, or remove the file")
      }
      return agreements
    }
    var lines: [String: Int] = [:]
    agreements.models = (root.entries("models", known: modelKeys) ?? []).compactMap { entry in
      guard let model = model(entry) else { return nil }
      if let first = lines.updateValue(entry.line, forKey: "\(model.provider)/\(model.model) \(model.days.from)") {
        entry.refuse(
          "model", "duplicate", "this model already has a price from that day", found: model.model,
          expected: "another valid_from than line \(first)", remedy: "keep one of the two")
        return nil
      }
      return model
    }
    agreements.credits = (root.entries("credits", known: creditKeys) ?? []).compactMap(credit)
    agreements.rates = (root.entries("rates", known: rateKeys) ?? []).compactMap(rate)
    return agreements
  }

  private static let dayKeys = ["valid_from", "valid_until", "reason"]
  private static let modelKeys = ["model", "provider", "currency", "per_million", "per_unit"] + dayKeys
  private static let creditKeys = ["name", "price", "currency"] + dayKeys
  private static let rateKeys = ["currency", "per_euro"] + dayKeys

  private static func model(_ entry: YAMLEntry) -> PriceAgreements.Model? {
    let model = entry.text("model", required: true)
    let provider = entry.text("provider") ?? ""
    let days = days(entry)
    let reason = entry.text("reason", required: true)
    let currency = currency(entry)
    var terms = PriceTerms(currency: currency ?? .euro)
    prices(entry, "per_million", PriceItem.allCases.filter(\.isToken)) { item, price in
      terms[item, .standard(tier: "")] = price.movingPoint(6)
    }
    prices(entry, "per_unit", PriceItem.allCases.filter { !$0.isToken }) { item, price in
      terms[item, .standard(tier: "")] = price
    }
    guard !terms.isEmpty else {
      entry.problems.error(
        "no-prices", at: SourcePlace(file: entry.file, line: entry.line), "the agreement names no price",
        expected: "per_million or per_unit with at least one price",
        remedy: "write 0 where something costs nothing")
      return nil
    }
    guard let model, let days, let reason, currency != nil else { return nil }
    return PriceAgreements.Model(model: model, provider: provider, days: days, reason: reason, terms: terms)
  }

  private static func credit(_ entry: YAMLEntry) -> PriceAgreements.Credit? {
    let name = entry.text("name", required: true)
    let price = number(entry, "price", allowsZero: true)
    let currency = currency(entry)
    let days = days(entry)
    let reason = entry.text("reason", required: true)
    guard let name, let price, let currency, let days, let reason else { return nil }
    return PriceAgreements.Credit(name: name, days: days, reason: reason, price: price, currency: currency)
  }

  private static func rate(_ entry: YAMLEntry) -> PriceAgreements.Rate? {
    let currency = currency(entry)
    let perEuro = number(entry, "per_euro", allowsZero: false)
    let days = days(entry)
    let reason = entry.text("reason", required: true)
    guard let currency, let perEuro, let days, let reason else { return nil }
    guard !ExchangeRates().isListed(currency) else {
      entry.refuse(
        "currency", "listed-currency", "the European Central Bank lists this currency: its rate is used",
        found: currency.code, expected: "a currency without a reference rate",
        remedy: "remove the rate, and import the ECB's file")
      return nil
    }
    return PriceAgreements.Rate(currency: currency, perEuro: perEuro, days: days, reason: reason)
  }

  // MARK: Values

  private static func days(_ entry: YAMLEntry) -> AgreementDays? {
    let from = entry.day("valid_from", required: true)
    let until = entry.day("valid_until")
    guard let from, until != nil || !entry.has("valid_until") else { return nil }
    if let until, until < from {
      entry.refuse(
        "valid_until", "period-backwards", "the agreement ends before it begins", found: "\(from) … \(until)",
        expected: "a day that is not before valid_from")
      return nil
    }
    return AgreementDays(from: from, until: until)
  }

  private static func currency(_ entry: YAMLEntry) -> Currency? {
    let expected = "a currency code such as EUR"
    guard let text = entry.scalar("currency", expected: expected, required: true) else { return nil }
    guard let currency = Currency(text) else {
      entry.refuse("currency", "not-a-currency", "this is not a currency", found: text, expected: expected)
      return nil
    }
    return currency
  }

  private static func number(_ entry: YAMLEntry, _ key: String, allowsZero: Bool) -> ExactDecimal? {
    let expected = "a number with a decimal point, such as 1.25"
    guard let text = entry.scalar(key, expected: expected, required: true) else { return nil }
    guard let number = price(text), allowsZero || number.mantissa > 0 else {
      entry.refuse(
        key, "bad-number", "this number cannot be used here", found: text, expected: expected,
        remedy: NumberAdvice.corrected(text).map { "write \($0)" })
      return nil
    }
    return number
  }

  /// At most a million units and twelve decimals, so that sums stay exact.
  private static func price(_ text: String) -> ExactDecimal? {
    guard let number = ExactDecimal(text), number.mantissa >= 0, number.scale <= 12,
      let nanos = number.nanos, nanos <= 1_000_000_000_000_000
    else { return nil }
    return number
  }

  private static func prices(
    _ entry: YAMLEntry, _ key: String, _ items: [PriceItem], _ body: (PriceItem, ExactDecimal) -> Void
  ) {
    let known = items.map(\.rawValue)
    guard let list = entry.entry(key, known: known) else { return }
    for item in items where list.has(item.rawValue) {
      if let price = number(list, item.rawValue, allowsZero: true) { body(item, price) }
    }
  }
}
