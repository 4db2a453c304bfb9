package import ReportCore

/// The kinds of value documents hold. One function per kind, so that the same mistake gets the same words in
/// every document.
extension YAMLEntry {
  /// A text that is not blank.
  package func text(_ key: String, required: Bool = false) -> String? {
    guard let text = scalar(key, expected: "a text", required: required) else { return nil }
    guard !text.allSatisfy(\.isWhitespace) else {
      refuse(key, "empty-text", "the text is empty", found: "\"\(text)\"", expected: "a text")
      return nil
    }
    return text
  }

  /// An id: lower-case words joined by hyphens.
  package func identifier(_ key: String) -> String? {
    guard let text = scalar(key, expected: "an id, such as service-chat", required: true) else { return nil }
    guard DocumentWords.isIdentifier(text) else {
      refuse(
        key, "bad-id", "this is not an id", found: text, expected: "lower-case letters, digits and hyphens, at most 40",
        remedy: "write it like service-chat; the name may hold capitals and spaces")
      return nil
    }
    return text
  }

  /// A calendar date.
  package func day(_ key: String, required: Bool = false) -> CalendarDay? {
    guard let text = scalar(key, expected: "a date, such as 2026-10-05", required: required) else { return nil }
    guard let day = CalendarDay(text) else {
      refuse(
        key, "impossible-date", "this is not a date of the calendar", found: text, expected: "YYYY-MM-DD",
        remedy: "write the year first, such as 2026-10-05")
      return nil
    }
    return day
  }

  /// `true` or `false`, nothing else.
  package func flag(_ key: String, required: Bool = false) -> Bool? {
    guard let text = scalar(key, expected: "true or false", required: required) else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      refuse(key, "wrong-type", "this is neither true nor false", found: text, expected: "true or false")
      return nil
    }
  }

  /// A whole number of at least `minimum`.
  package func whole(_ key: String, minimum: Int, required: Bool = false) -> Int? {
    let expected = "a whole number of at least \(minimum)"
    guard let text = scalar(key, expected: expected, required: required) else { return nil }
    guard let number = ExactDecimal(text)?.wholeNumber, number >= minimum, number <= 1_000_000_000 else {
      refuse(key, "wrong-type", "this number cannot be used here", found: text, expected: expected)
      return nil
    }
    return number
  }

  /// A decimal number with a point.
  package func decimal(_ key: String, required: Bool = false) -> FixedDecimal? {
    let expected = "a number with a decimal point, such as 0.78"
    guard let text = scalar(key, expected: expected, required: required) else { return nil }
    guard let number = FixedDecimal(text), number.nanos.magnitude <= FixedDecimal.largest else {
      refuse(
        key, "bad-number", "this is not a number", found: text, expected: expected,
        remedy: NumberAdvice.corrected(text).map { "write \($0)" })
      return nil
    }
    return number
  }

  /// An amount in euro, above zero unless `allowsZero`.
  package func euro(_ key: String, required: Bool = false) -> Money? {
    let expected = "an amount in euro, such as 1560.00"
    guard let text = scalar(key, expected: expected, required: required) else { return nil }
    guard let amount = EuroText.read(text), amount.nanos >= 0 else {
      refuse(
        key, "bad-money", "this is not an amount", found: text, expected: expected,
        remedy: NumberAdvice.corrected(text).map { "write \($0)" })
      return nil
    }
    return amount
  }

  /// One of an enum's words.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ type: Choice.Type, required: Bool = false
  ) -> Choice? {
    let words = Choice.allCases.map(\.rawValue)
    guard let text = scalar(key, expected: DocumentWords.oneOf(words), required: required) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      refuse(
        key, "unknown-value", "this word is not known here", found: text, expected: DocumentWords.oneOf(words),
        remedy: DocumentWords.remedy(for: text, among: words))
      return nil
    }
    return choice
  }

  /// A name that must stand in another register; unchecked when that register is absent.
  package func reference(_ key: String, to names: [String]?, in register: String, code: String, required: Bool = true)
    -> String?
  {
    guard let text = scalar(key, expected: "an id from \(register)", required: required) else { return nil }
    if let names, !names.contains(text) {
      refuse(
        key, code, "\(register) does not know this id", found: text,
        expected: names.isEmpty ? "an id from \(register)" : DocumentWords.oneOf(names),
        remedy: NearestName.of(String(text.prefix(80)), among: names).map { "did you mean \($0)?" }
          ?? "add it to \(register) first")
      return nil
    }
    return text
  }
}
