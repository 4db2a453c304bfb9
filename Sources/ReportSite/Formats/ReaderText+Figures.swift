import ReportCore

extension ReaderText {
  /// How the value of a figure is written.
  enum Style: Sendable {
    case euro, signedEuro, cents, signedCents, percent, signedPercent, factor, count, days, hours, tokens, state
  }

  /// Amounts that are changes, and carry their sign.
  private static let changes: Set<String> = ["spend.restated", "spend.restated-by-import"]
  /// What is held against an invoice is written to the cent; differences carry their sign.
  private static let bridges: Set<String> = [
    "reconciliation.difference", "reconciliation.explained", "reconciliation.unexplained", "reconciliation.part",
  ]

  /// By unit; the return is a change and carries its sign, the break factor is a multiple.
  static func style(of figure: Figure) -> Style {
    switch figure.unit {
    case .euro where changes.contains(figure.key.id): .signedEuro
    case .euro where bridges.contains(figure.key.id): .signedCents
    case .euro where figure.key.id.hasPrefix("reconciliation."): .cents
    case .euro: .euro
    case .count: .count
    case .days: .days
    case .hours: .hours
    case .tokens: .tokens
    case .state: .state
    case .ratio:
      switch figure.key.id {
      case "mt.roi": .signedPercent
      case "mt.break-factor": .factor
      default: .percent
      }
    }
  }

  /// What a page prints for a figure: its value, its range (`€ 0,14–0,16`), or `onbekend (O5: geen prijs)`.
  func figure(_ figure: Figure) -> String { shown(figure) ?? unknown(figure.reason) }

  /// The same in a table cell: `onbekend O5`, the reason being spelled out below the table.
  func cell(_ figure: Figure) -> String {
    shown(figure) ?? "\(words.unknown)\(figure.reason.map { Self.noBreak + $0.rawValue } ?? "")"
  }

  /// `onbekend (O5: geen prijs)`.
  func unknown(_ reason: UnknownReason?) -> String {
    guard let reason, let words = words.reasons[reason] else { return self.words.unknown }
    return "\(self.words.unknown) (\(reason.rawValue): \(words))"
  }

  /// A value in the figure's style, for targets and guides beside it.
  func value(_ value: FixedDecimal, like figure: Figure) -> String {
    text(value, Self.style(of: figure), figure)
  }

  /// One end of a figure's range, rounded outward, as a sentence prints it: "tussen € 12 en € 14".
  func outward(_ value: FixedDecimal, _ direction: DecimalText.Direction, beside figure: Figure?) -> String {
    bound(value, figure.map(Self.style) ?? .euro, direction, partner: figure?.upper ?? figure?.lower)
  }

  /// `op peil`.
  func state(_ state: FigureState) -> String { words.states[state] ?? state.rawValue }

  /// `G`, `O`, `R`, `?`, `–`.
  func letter(_ state: FigureState) -> String { words.letters[state] ?? "?" }

  /// `stijgend`.
  func trend(_ trend: Trend) -> String { words.trends[trend.rawValue] ?? trend.rawValue }

  /// Nil when nothing is known.
  private func shown(_ figure: Figure) -> String? {
    let style = Self.style(of: figure)
    if style == .state { return figure.state.map(state) ?? words.unknown }
    switch (figure.lower, figure.upper) {
    case (let lower?, let upper?) where lower == upper: return text(figure.value ?? lower, style, figure)
    case (let lower?, let upper?): return range(lower, upper, style)
    case (let lower?, nil): return "≥\(Self.noBreak)\(bound(lower, style, .down, partner: nil))"
    case (nil, let upper?): return "≤\(Self.noBreak)\(bound(upper, style, .up, partner: nil))"
    case (nil, nil): return nil
    }
  }

  /// One value; with as many decimals as it takes to stay on its side of a threshold it has not met exactly.
  private func text(_ value: FixedDecimal, _ style: Style, _ figure: Figure) -> String {
    switch style {
    case .euro:
      let plain = euroDecimals(value)
      guard value.nanos.magnitude < 10_000_000_000, let target = figure.target, target != value else {
        return euro(value)
      }
      let same = { (decimals: Int) in
        DecimalText.rounded(value, decimals: decimals) == DecimalText.rounded(target, decimals: decimals)
      }
      let needed = (plain...3).first { !same($0) } ?? plain
      return euro(value, decimals: value == .zero ? nil : needed)
    case .signedEuro: return euroChange(value)
    case .cents: return euro(value, decimals: 2)
    case .signedCents: return signedCents(value)
    case .percent, .signedPercent:
      let near = thresholds(of: figure).contains {
        $0 != value && ($0.nanos - value.nanos).magnitude < 5_000_000
      }
      let needed = near ? decimalsBeside(value, thresholds(of: figure)) : nil
      let written = percent(value, decimals: value == .zero ? nil : needed)
      return style == .signedPercent && value > .zero ? "+" + written : written
    case .factor: return factor(value)
    // Half a metric is no whole one: "3,5", never "4".
    case .count: return value.nanos % 1_000_000_000 == 0 ? count(value) : number(value, decimals: 1)
    case .days: return days(Int(DecimalText.rounded(value, decimals: 0)))
    case .hours: return hours(value, decimals: value.nanos % 1_000_000_000 == 0 ? 0 : 1)
    case .tokens: return "\(count(value))\(Self.noBreak)\(words.tokens)"
    case .state: return words.unknown
    }
  }

  /// One decimal near a threshold, more when one would still print the threshold itself.
  private func decimalsBeside(_ value: FixedDecimal, _ thresholds: [FixedDecimal]) -> Int {
    let same = { (decimals: Int) in
      thresholds.contains {
        $0 != value
          && DecimalText.rounded(FixedDecimal(nanos: $0.nanos * 100), decimals: decimals)
            == DecimalText.rounded(FixedDecimal(nanos: value.nanos * 100), decimals: decimals)
      }
    }
    return (1...3).first { !same($0) } ?? 3
  }

  /// The target, and the 110 % at which a day budget's kill switch must act.
  private func thresholds(of figure: Figure) -> [FixedDecimal] {
    let budget = figure.key.id.hasPrefix("budget.") && figure.key.id.contains("used")
    return [figure.target].compactMap { $0 } + (budget ? [FixedDecimal(1), FixedDecimal(nanos: 1_100_000_000)] : [])
  }

  /// Rounded outward; equal ends are one value with `±`.
  private func range(_ lower: FixedDecimal, _ upper: FixedDecimal, _ style: Style) -> String {
    let first = bound(lower, style, .down, partner: upper)
    let last = bound(upper, style, .up, partner: lower)
    if first == last { return "±\(Self.noBreak)\(first)" }
    guard lower >= .zero else { return "\(first) – \(last)" }
    switch style {
    case .euro where upper.nanos < 1_000_000_000_000_000:
      return first + "–" + last.drop { $0 == "€" || $0 == "\u{A0}" }
    case .percent, .signedPercent: return first.dropLast(percentSign.count) + "–" + last
    case .hours: return first.prefix { $0 != "\u{A0}" } + "–" + last
    default: return "\(first)–\(last)"
    }
  }

  private func bound(
    _ value: FixedDecimal, _ style: Style, _ direction: DecimalText.Direction, partner: FixedDecimal?
  ) -> String {
    let wide = max(value.nanos.magnitude, partner?.nanos.magnitude ?? 0)
    let unit: Int128
    switch style {
    case .cents, .signedCents: unit = 10_000_000
    case .euro, .signedEuro:
      unit = wide >= 1_000_000_000_000_000 ? 10_000_000_000_000 : wide >= 10_000_000_000 ? 1_000_000_000 : 10_000_000
    case .percent, .signedPercent: unit = 10_000_000
    case .factor: unit = 100_000_000
    case .count, .days, .hours, .tokens, .state: unit = 1_000_000_000
    }
    let (quotient, remainder) = value.nanos.quotientAndRemainder(dividingBy: unit)
    let step: Int128 = direction == .up && remainder > 0 ? 1 : direction == .down && remainder < 0 ? -1 : 0
    let outward = FixedDecimal(nanos: (quotient + step) * unit)
    switch style {
    case .cents, .signedCents: return euro(outward, decimals: 2)
    case .euro, .signedEuro: return euro(outward, decimals: unit == 10_000_000 && outward != .zero ? 2 : 0)
    case .percent: return percent(outward, decimals: 0)
    case .signedPercent: return (outward > .zero ? "+" : "") + percent(outward, decimals: 0)
    case .factor: return factor(outward)
    case .count: return count(outward)
    case .days: return days(Int(outward.nanos / 1_000_000_000))
    case .hours: return hours(outward, decimals: 0)
    case .tokens: return "\(count(outward))\(Self.noBreak)\(words.tokens)"
    case .state: return words.unknown
    }
  }
}
