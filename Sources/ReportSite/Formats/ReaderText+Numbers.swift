import ReportCore

extension ReaderText {
  /// `−`, not a hyphen.
  static let minus = "\u{2212}"
  static let noBreak = "\u{A0}"

  /// `€ 1.345`, `€ 0,14`, `€ −120`, `€ 1,23 mln`, and `‹ € 0,01` for what would print as zero but is not.
  func euro(_ value: FixedDecimal, decimals wanted: Int? = nil) -> String {
    if value.nanos.magnitude >= 1_000_000_000_000_000 { return euroMillions(value) }
    let decimals = wanted ?? euroDecimals(value)
    let scaled = DecimalText.rounded(value, decimals: decimals)
    if scaled == 0 && value != .zero {
      let cent = "0\(self.decimals.decimalMark)01"
      return value < .zero
        ? "›\(Self.noBreak)\(placed(Self.minus, cent))" : "‹\(Self.noBreak)\(placed("", cent))"
    }
    return placed(scaled < 0 ? Self.minus : "", self.decimals.digits(scaled, decimals: scaled == 0 ? 0 : decimals))
  }

  /// `+€ 165`, `−€ 165`; nothing before 0.
  func euroChange(_ value: FixedDecimal) -> String {
    guard value != .zero else { return euro(.zero) }
    let magnitude = euro(FixedDecimal(nanos: Int128(value.nanos.magnitude)))
    return (value < .zero ? Self.minus : "+") + magnitude
  }

  /// `+€ 165,00`, `−€ 0,40`; nothing before 0.
  func signedCents(_ value: FixedDecimal) -> String {
    // What would print as zero has no direction worth a sign.
    guard value.nanos.magnitude >= 5_000_000 else { return euro(value, decimals: 2) }
    let magnitude = euro(FixedDecimal(nanos: Int128(value.nanos.magnitude)), decimals: 2)
    return (value < .zero ? Self.minus : "+") + magnitude
  }

  /// `46 uur`.
  func hours(_ value: FixedDecimal, decimals: Int) -> String {
    let word = value == FixedDecimal(1) ? words.hour : words.hours
    return "\(number(value, decimals: decimals))\(Self.noBreak)\(word)"
  }

  /// Two decimals under ten euro, none from there on.
  func euroDecimals(_ value: FixedDecimal) -> Int {
    DecimalText.rounded(value, decimals: 2).magnitude < 1000 && value != .zero ? 2 : 0
  }

  /// `14 %`; one decimal under one per cent.
  func percent(_ ratio: FixedDecimal, decimals wanted: Int? = nil) -> String {
    let hundredfold = FixedDecimal(nanos: ratio.nanos * 100)
    let small = ratio != .zero && hundredfold.nanos.magnitude < 1_000_000_000
    let decimals = wanted ?? (small ? 1 : 0)
    let scaled = DecimalText.rounded(hundredfold, decimals: decimals)
    if scaled == 0 && ratio != .zero {
      let least = self.decimals.digits(1, decimals: max(1, decimals))
      return ratio < .zero
        ? "›\(Self.noBreak)\(Self.minus)\(least)\(percentSign)" : "‹\(Self.noBreak)\(least)\(percentSign)"
    }
    let digits = self.decimals.digits(scaled, decimals: scaled == 0 ? 0 : decimals)
    return (scaled < 0 ? Self.minus : "") + digits + percentSign
  }

  /// `+14 %`, `−3 %`; nothing before 0.
  func percentChange(_ ratio: FixedDecimal) -> String {
    ratio > .zero ? "+" + percent(ratio) : percent(ratio)
  }

  /// `+4 pp`: how far a share moved.
  func points(_ difference: FixedDecimal) -> String {
    let scaled = DecimalText.rounded(FixedDecimal(nanos: difference.nanos * 100), decimals: 0)
    let sign = scaled == 0 ? "" : scaled < 0 ? Self.minus : "+"
    return "\(sign)\(decimals.digits(scaled, decimals: 0))\(Self.noBreak)pp"
  }

  /// `2,4×`.
  func factor(_ ratio: FixedDecimal) -> String { number(ratio, decimals: 1) + "×" }

  /// A plain number with a fixed number of decimals.
  func number(_ value: FixedDecimal, decimals: Int, _ direction: DecimalText.Direction = .half) -> String {
    let scaled = DecimalText.rounded(value, decimals: decimals, direction)
    return (scaled < 0 ? Self.minus : "") + self.decimals.digits(scaled, decimals: decimals)
  }

  /// `48.210`.
  func count(_ value: Int) -> String { (value < 0 ? Self.minus : "") + decimals.digits(Int128(value), decimals: 0) }

  /// `48.210`, `1,2 mln`: counts from a million on are short.
  func count(_ value: FixedDecimal) -> String {
    let million: Int128 = 1_000_000_000_000_000
    guard value.nanos.magnitude >= million else { return number(value, decimals: 0) }
    let millions = FixedDecimal(nanos: value.nanos / 1_000_000)
    let text = number(millions, decimals: millions.nanos.magnitude < 100_000_000_000 ? 1 : 0)
    return text + (language == .nl ? Self.noBreak : "") + words.million
  }

  /// `9 dagen`.
  func days(_ value: Int) -> String {
    "\(count(value))\(Self.noBreak)\(value == 1 || value == -1 ? words.day : words.days)"
  }

  var percentSign: String { language == .nl ? Self.noBreak + "%" : "%" }

  private func placed(_ sign: String, _ digits: String) -> String {
    language == .nl
      ? "€\(Self.noBreak)\(sign)\(digits)" : "\(sign)€\(digits)"
  }

  /// Three digits: `€ 1,23 mln`.
  private func euroMillions(_ value: FixedDecimal) -> String {
    let millions = FixedDecimal(nanos: value.nanos / 1_000_000)
    let size = millions.nanos.magnitude
    let decimals = size < 10_000_000_000 ? 2 : size < 100_000_000_000 ? 1 : 0
    let scaled = DecimalText.rounded(millions, decimals: decimals)
    let text = placed(scaled < 0 ? Self.minus : "", self.decimals.digits(scaled, decimals: decimals))
    return text + (language == .nl ? Self.noBreak : "") + words.million
  }
}
