/// An ISO 4217 currency code, upper case. Only the spelling is checked here; whether a rate exists is a
/// matter of the exchange rates.
public struct Currency: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The letters as one number: amounts are copied by the million, and text is dear to copy.
  private let letters: UInt32

  /// The three letters, upper case.
  public var code: String {
    String(unsafeUninitializedCapacity: 3) { bytes in
      for index in 0..<3 { bytes[index] = UInt8(truncatingIfNeeded: letters >> (16 - 8 * UInt32(index))) }
      return 3
    }
  }

  /// The euro, in which every figure is reported.
  public static let euro = Currency(letters: 0x45_5552)
  /// The US dollar, in which most providers bill.
  public static let dollar = Currency(letters: 0x55_5344)

  /// Nil unless `text` is three ASCII letters; `usd` and `USD` are the same currency.
  public init?(_ text: String) {
    let upper = text.uppercased()
    guard upper.utf8.count == 3, upper.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
    letters = upper.utf8.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private init(letters: UInt32) { self.letters = letters }

  public var description: String { code }

  /// By code.
  public static func < (left: Self, right: Self) -> Bool { left.letters < right.letters }
}
