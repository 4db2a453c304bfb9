/// The generator's own chance: SplitMix64, the same on every machine and with every standard library. Each stream is
/// seeded by a label, so that a change to one key's traffic leaves all other rows as they were.
struct SplitMix64 {
  private var state: UInt64

  /// The stream with this state.
  init(state: UInt64) { self.state = state }

  /// A stream of its own for `label`, such as `chat 2026-09-01`.
  init(_ label: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in label.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    self.init(state: hash)
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number of `range`, both ends included.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    let width = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int(next().multipliedFullWidth(by: width).high)
  }

  /// True `percent` times in a hundred.
  mutating func chance(percent: Int) -> Bool { number(0...99) < percent }

  /// An index of `weights`, each as often as its weight says.
  mutating func index(weights: [Int]) -> Int {
    var left = number(1...max(1, weights.reduce(0, +)))
    for (index, weight) in weights.enumerated() {
      left -= weight
      if left <= 0 { return index }
    }
    return max(0, weights.count - 1)
  }

  /// `count` characters of an alphabet.
  mutating func text(_ count: Int, of alphabet: [Character] = SplitMix64.letters) -> String {
    String((0..<count).map { _ in alphabet[number(0...alphabet.count - 1)] })
  }

  /// A text in the form of a version 4 UUID.
  mutating func uuid() -> String {
    let parts = [8, 3, 3, 12].map { text($0, of: SplitMix64.hexDigits) }
    return "\(parts[0])-\(text(4, of: SplitMix64.hexDigits))-4\(parts[1])-a\(parts[2])-\(parts[3])"
  }

  static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
  static let hexDigits = Array("0123456789abcdef")
}
