/// Round values along an axis: steps of 1, 2 or 5 times a power of ten, at most five of them (look.md 5.0).
struct Ticks: Equatable, Sendable {
  let values: [Double]

  /// What a scale with these ticks shows: to the outer ticks, or to half a step short of them where that is enough, so
  /// that a coarse step does not leave a third of the chart empty.
  let domain: ClosedRange<Double>

  /// The finest 1-2-5 ticks that cover the range with at most `limit` ticks. Bounds that are not usable numbers, or
  /// no range at all, give 0 and 1.
  init(covering low: Double, _ high: Double, limit: Int = 5) {
    guard low.isFinite, high.isFinite, low < high, abs(low) < 1e15, abs(high) < 1e15, high - low > 1e-9, limit > 1
    else {
      values = [0, 1]
      domain = 0...1
      return
    }
    // Twelve decades below the width no step can fit within the limit: at most 60 candidates, no logarithm.
    var exponent = 15
    while exponent > -12, Self.power(exponent) > high - low { exponent -= 1 }
    var best: [Double] = [0, 1]
    search: for candidate in stride(from: exponent + 1, through: exponent - 2, by: -1) {
      for mantissa in [5.0, 2.0, 1.0] {
        // Dividing by a whole power of ten gives the nearest number to 0.2, multiplying by 0.1 would not.
        func value(_ index: Double) -> Double {
          candidate < 0
            ? index * mantissa / Self.power(-candidate) : index * mantissa * Self.power(candidate)
        }
        let first = (low / value(1)).rounded(.down)
        let last = (high / value(1)).rounded(.up)
        guard last - first < Double(limit), max(abs(first), abs(last)) < 1e15 else { break search }
        best = (Int(first)...Int(last)).map { value(Double($0)) }
      }
    }
    var shown = best.map { $0 == 0 ? 0 : $0 }
    let half = (shown[1] - shown[0]) / 2
    var (bottom, top) = (shown[0], shown[shown.count - 1])
    if shown.count > 2, high <= top - half {
      top -= half
      shown.removeLast()
    }
    if shown.count > 2, low >= bottom + half {
      bottom += half
      shown.removeFirst()
    }
    values = shown
    domain = bottom...top
  }

  private static func power(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<abs(exponent) { power *= 10 }
    return exponent < 0 ? 1 / power : power
  }
}
