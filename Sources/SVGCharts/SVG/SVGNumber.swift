/// A coordinate as SVG text: at most two decimals, a point, no exponent, never `-0`.
///
/// A value that is not finite, or too large to be a place on a page, has no text: whoever asked draws nothing.
struct SVGNumber: Equatable, Sendable {
  let text: String

  /// Beyond this a coordinate is a mistake, and its hundredths would not fit the integer below.
  private static let limit = 1e9

  init?(_ value: Double) {
    guard value.isFinite, abs(value) < Self.limit else { return nil }
    let hundredths = Int64((value * 100).rounded(.toNearestOrEven))
    let magnitude = hundredths.magnitude
    let fraction = magnitude % 100
    var text = hundredths < 0 ? "-" : ""
    text += String(magnitude / 100)
    if fraction != 0 {
      text += "." + (fraction < 10 ? "0" : "") + String(fraction % 10 == 0 ? fraction / 10 : fraction)
    }
    self.text = text
  }
}
