extension ByteSlice {
  /// True for `someone@company.nl`, also in the middle of a text: an at sign between letters, and a point behind it.
  var isEmailAddress: Bool {
    guard let sign = buffer.firstIndex(of: UInt8(ascii: "@")), sign > 0, buffer[sign - 1] > 0x20 else { return false }
    let domain = buffer[(sign + 1)...].prefix { $0 > 0x20 }
    guard let point = domain.firstIndex(of: UInt8(ascii: ".")) else { return false }
    return point > domain.startIndex && point + 1 < domain.endIndex
  }
}
