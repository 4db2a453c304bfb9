extension JSONScanner {
  /// Rewrites `slice`, whose escapes have been checked, to what they mean. A lone surrogate has no meaning.
  func unescaped(_ slice: ByteSlice, at offset: Int) throws(JSONProblem) -> ByteSlice {
    var read = offset
    var written = offset
    let stop = offset + slice.count
    while read < stop {
      guard base[read] == UInt8(ascii: "\\") else {
        base[written] = base[read]
        read += 1
        written += 1
        continue
      }
      let letter = base[read + 1]
      guard letter == UInt8(ascii: "u") else {
        base[written] = JSONScanner.plain(letter)
        read += 2
        written += 1
        continue
      }
      let place = read
      var value = hexadecimal(at: read + 2) ?? 0
      read += 6
      if value >> 10 == 0x36, read + 6 <= stop, base[read] == UInt8(ascii: "\\"), base[read + 1] == UInt8(ascii: "u"),
        let low = hexadecimal(at: read + 2), low >> 10 == 0x37
      {
        value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
        read += 6
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw JSONProblem(offset: place, expected: "a pair of surrogates")
      }
      for byte in UTF8.encode(scalar) ?? .init() {
        base[written] = byte
        written += 1
      }
    }
    return ByteSlice(start: base + offset, count: written - offset)
  }

  private static func plain(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }

  /// Four hexadecimal digits as a number; nil for anything else.
  func hexadecimal(at position: Int) -> UInt32? {
    guard position + 4 <= end else { return nil }
    var value: UInt32 = 0
    for offset in 0..<4 {
      let byte = base[position + offset]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
