/// An ISO 4217 currency code, upper case. Only the spelling is checked here; whether a rate exists is a
/// matter of the exchange rates.
public struct Currency: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The three letters, upper case.
  public let code: String

  /// The euro, in which every figure is reported.
  public static let euro = Currency(unchecked: "EUR")
  /// The US dollar, in which most providers bill.
  public static let dollar = Currency(unchecked: "USD")

  /// Nil unless `text` is three ASCII letters; `usd` and `USD` are the same currency.
  public init?(_ text: String) {
    let upper = text.uppercased()
    guard upper.utf8.count == 3, upper.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
    code = upper
  }

  private init(unchecked code: String) { self.code = code }

  public var description: String { code }

  /// By code.
  public static func < (left: Self, right: Self) -> Bool { left.code < right.code }
}
