/// A scale maps a value to a place on the page, and nothing else.
protocol Scale: Sendable {
  func place(_ value: Double) -> Double
  /// How far apart two values lie that differ by one: a slot of a band, a unit of a line.
  var step: Double { get }
}

/// Slots side by side, numbered from 0; a slot's place is its middle.
struct BandScale: Scale {
  var count: Int
  var start: Double
  var step: Double

  init(count: Int, from start: Double, to end: Double) {
    self.count = max(count, 1)
    self.start = start
    step = (end - start) / Double(self.count)
  }

  func place(_ value: Double) -> Double { start + (value + 0.5) * step }
}

/// Values along a line. A domain of no width places everything at the start.
struct LinearScale: Scale {
  var domain: ClosedRange<Double>
  var start: Double
  var end: Double

  init(_ domain: ClosedRange<Double>, from start: Double, to end: Double) {
    self.domain = domain
    self.start = start
    self.end = end
  }

  var step: Double {
    let width = domain.upperBound - domain.lowerBound
    return width > 0 ? (end - start) / width : 0
  }

  /// Computed by share, so that the ends of the domain meet the ends of the range exactly.
  func place(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0 else { return start }
    return start + (value - domain.lowerBound) / width * (end - start)
  }
}
