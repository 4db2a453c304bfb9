import ReportCore

/// The signs a CSV writes its numbers with, by the words a mapping uses. Groups of three are understood when they are
/// complete; anything in doubt is no number.
enum MappedNumbers: String, CaseIterable, Sendable {
  /// `1234.56`, `1,234.56`.
  case point
  /// `1234,56`, `1.234,56`.
  case comma

  private var decimalSign: UInt8 { UInt8(ascii: self == .point ? "." : ",") }
  private var groupSign: UInt8 { UInt8(ascii: self == .point ? "," : ".") }

  /// How it looks, for complaints.
  var example: String { self == .point ? "1234.56 or 1,234.56" : "1234,56 or 1.234,56" }

  /// The number; nil for anything else.
  func number(_ text: ByteSlice) -> ExactDecimal? {
    guard (1...64).contains(text.count) else { return nil }
    var rest = text.buffer[...]
    var written: [UInt8] = []
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      if rest.removeFirst() == UInt8(ascii: "-") { written.append(UInt8(ascii: "-")) }
    }
    let whole = rest.prefix { $0 != decimalSign && $0 | 0x20 != UInt8(ascii: "e") }
    guard let digits = ungrouped(whole) else { return nil }
    written += digits
    // The grammar of what follows is checked by the reader of exact decimals.
    for byte in rest.dropFirst(whole.count) {
      guard byte != groupSign else { return nil }
      written.append(byte == decimalSign ? UInt8(ascii: ".") : byte)
    }
    return ExactDecimal(written)
  }

  /// Digits alone, or one to three of them and then groups of three behind one and the same sign.
  private func ungrouped(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8]? {
    let isDigit = { (byte: UInt8) in byte &- 0x30 <= 9 }
    guard let sign = text.first(where: { !isDigit($0) }) else { return text.isEmpty ? nil : Array(text) }
    guard sign == groupSign || sign == 0x20 || sign == UInt8(ascii: "'") else { return nil }
    let groups = text.split(separator: sign, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return nil }
    return Array(groups.joined())
  }
}
