import ReportCore
import SVGCharts

extension Reading {
  /// What of a figure can be drawn; a figure that is not there is unknown, never zero.
  init(_ figure: Figure?) {
    guard let figure else {
      self = .unknown
      return
    }
    switch (figure.lower?.approximate, figure.upper?.approximate) {
    case (let lower?, let upper?) where lower == upper: self = .known(figure.value?.approximate ?? lower)
    case (let lower?, let upper): self = .between(lower: lower, upper: upper)
    case (nil, _): self = .unknown
    }
  }
}

extension ReaderText {
  /// How an axis in euro writes its ticks: the unit on the top one only.
  var euroTicks: ValueLabels {
    ValueLabels(
      plain: { tick in FixedDecimal(tick: tick).map { self.tick($0) } ?? "" },
      withUnit: { tick in
        FixedDecimal(tick: tick).map { self.language == .nl ? "€\(Self.noBreak)\(self.tick($0))" : "€\(self.tick($0))" }
          ?? ""
      })
  }

  /// A round number without superfluous decimals: `400`, `0,5`.
  private func tick(_ value: FixedDecimal) -> String {
    let decimals = (0...3).first { value.nanos % (Int128(1).timesPowerOfTen(9 - $0) ?? 1) == 0 } ?? 3
    return number(value, decimals: decimals)
  }
}

extension FixedDecimal {
  /// A tick of an axis: ticks are multiples of 1, 2 or 5 times a power of ten, so a millionth is exact enough.
  init?(tick: Double) {
    guard tick.isFinite, abs(tick) < 1e15 else { return nil }
    self.init(nanos: Int128((tick * 1e6).rounded()) * 1000)
  }
}
