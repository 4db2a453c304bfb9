extension ByteSlice {
  /// True when the text stands somewhere in the bytes, letters compared exactly.
  func contains(_ literal: StaticString) -> Bool {
    var rest = self
    while rest.count >= literal.utf8CodeUnitCount, let index = rest.firstIndex(of: literal.utf8Start[0]) {
      rest = rest.dropFirst(index)
      if rest.hasPrefix(literal) { return true }
      rest = rest.dropFirst(1)
    }
    return false
  }
}
