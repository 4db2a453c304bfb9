import ReportCore

/// Ids that a spreadsheet took for large numbers and wrote as `1.23457E+15`: the digits behind are gone, and two
/// requests look like one.
public enum MangledNumbers {
  /// The same for an id's UTF-8; nearly every id is told by its second character.
  public static func isMangled(_ id: [UInt8]) -> Bool {
    guard id.count > 1 else { return false }
    let (first, second) = (id[0], id[1])
    guard first &- 0x30 <= 9 || first == UInt8(ascii: "-"),
      second == UInt8(ascii: ".") || second == UInt8(ascii: ",") || second | 0x20 == UInt8(ascii: "e")
        || first == UInt8(ascii: "-")
    else { return false }
    var copy = Array(id.prefix(31))
    return copy.withUnsafeMutableBufferPointer { isMangled(ByteSlice(start: $0.baseAddress, count: $0.count)) }
  }

  /// True for digits with a decimal point or comma, an `E`, a plus sign and digits.
  static func isMangled(_ slice: ByteSlice) -> Bool {
    guard (5...30).contains(slice.count) else { return false }
    var rest = slice.buffer[...]
    func dropDigits() -> Int {
      let digits = rest.prefix { $0 &- 0x30 <= 9 }
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    guard dropDigits() == 1 else { return false }
    if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
      rest.removeFirst()
      guard dropDigits() > 0 else { return false }
    }
    guard let letter = rest.popFirst(), letter | 0x20 == UInt8(ascii: "e"), rest.popFirst() == UInt8(ascii: "+") else {
      return false
    }
    return dropDigits() > 0 && rest.isEmpty
  }
}

extension RowChecks {
  /// Refuses an id that is no longer one.
  mutating func refuseMangled(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) {
    refuse(
      &problems, code: "mangled-id", field: field, "a spreadsheet has turned the id into a rounded number",
      found: slice.shown, expected: "the id with all its digits",
      remedy: "Give the file as downloaded: a spreadsheet changes numbers, dates and ids when it saves.")
  }
}
