/// Reads the numbers of a text back from the way pages write them in its language.
struct NumberReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isDutch: Bool

  /// Appends the numbers of `text`: `1.345,60` in Dutch, `1,345.60` in other languages. True when the text is nothing but
  /// numbers, signs and a word for what they count.
  static func read(_ text: UnsafeBufferPointer<UInt8>, isDutch: Bool, into numbers: inout [PrintedNumber]) -> Bool {
    NumberReader(bytes: text, isDutch: isDutch).read(into: &numbers)
  }

  private func read(into numbers: inout [PrintedNumber]) -> Bool {
    let before = numbers.count
    var isWhole = true
    var position = 0
    var prefix = Prefix()
    var words = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte &- 48 < 10 {
        position = number(at: position, prefix, &numbers)
        prefix = Prefix()
        prefix.isJoinable = true
        if words > 0 { isWhole = false }
      } else if let (sign, length) = Sign.at(position, bytes) {
        prefix.take(sign)
        position += length
      } else if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "/") {
        prefix = Prefix()
        position += 1
      } else {
        let end = wordEnd(position)
        // A word that ends in digits is a name: `O5`, `W47`.
        words += 1
        if numbers.count == before || words > 1 { isWhole = false }
        prefix = Prefix()
        position = end
      }
    }
    return isWhole && numbers.count > before
  }

  /// What came since the last number or word.
  private struct Prefix {
    var mark = PrintedNumber.Mark.none
    var isNegative = false
    var isEuro = false
    /// Right after a number: a dash makes it a range.
    var isJoinable = false
    var isRange = false

    mutating func take(_ sign: Sign) {
      switch sign {
      case .space, .plus, .other: break
      case .minus: isNegative = true
      case .euro: isEuro = true
      case .dash: isRange = isJoinable
      case .mark(let mark): self.mark = mark
      }
    }
  }

  private enum Sign {
    case space, plus, minus, euro, dash, other
    case mark(PrintedNumber.Mark)

    static func at(_ position: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> (Sign, Int)? {
      let byte = bytes[position]
      if byte <= 0x20 { return (.space, 1) }
      if byte == UInt8(ascii: "+") { return (.plus, 1) }
      if byte == UInt8(ascii: "-") { return (.minus, 1) }
      if byte == UInt8(ascii: "%") || byte == UInt8(ascii: ":") { return (.other, 1) }
      guard byte >= 0x80, position + 1 < bytes.count else { return nil }
      let two = UInt32(byte) << 8 | UInt32(bytes[position + 1])
      if two == 0xC2A0 { return (.space, 2) }
      if two == 0xC2B1 { return (.mark(.about), 2) }
      if two == 0xC2B7 { return (.other, 2) }
      guard position + 2 < bytes.count else { return nil }
      switch two << 8 | UInt32(bytes[position + 2]) {
      case 0xE282AC: return (.euro, 3)
      case 0xE28892: return (.minus, 3)
      case 0xE28093: return (.dash, 3)
      case 0xE280B9: return (.mark(.below), 3)
      case 0xE280BA: return (.mark(.above), 3)
      case 0xE289A5: return (.mark(.atLeast), 3)
      case 0xE289A4: return (.mark(.atMost), 3)
      default: return nil
      }
    }
  }

  /// Reads one number and what it counts; where it ends.
  private func number(at start: Int, _ prefix: Prefix, _ numbers: inout [PrintedNumber]) -> Int {
    let group = UInt8(ascii: isDutch ? "." : ",")
    let decimal = UInt8(ascii: isDutch ? "," : ".")
    var position = start
    var value: Int128 = 0
    var decimals: Int?
    while position < bytes.count {
      let byte = bytes[position]
      if byte &- 48 < 10 {
        // Longer numbers are no amounts.
        guard value < 1_000_000_000_000_000_000_000_000 else { return wordEnd(position) }
        value = value * 10 + Int128(byte - 48)
        decimals = decimals.map { $0 + 1 }
      } else if byte == decimal, decimals == nil, isDigit(position + 1) {
        decimals = 0
      } else if byte == group, decimals == nil, isGroup(position + 1) {
        // Passed over.
      } else {
        break
      }
      position += 1
    }
    guard decimals ?? 0 <= 9 else { return position }
    var unit: Int128 = 1
    for _ in (decimals ?? 0)..<9 { unit *= 10 }
    var kind = prefix.isEuro ? PrintedNumber.Kind.euro : .plain
    position = suffix(at: position, &kind, &unit)
    if prefix.isRange, let last = numbers.indices.last {
      if kind == .plain || kind == .euro && numbers[last].kind == .euro {
        kind = numbers[last].kind
      } else if numbers[last].kind == .plain, kind == .percent {
        numbers[last] = numbers[last].asPercent
      }
    }
    numbers.append(
      PrintedNumber(kind: kind, mark: prefix.mark, nanos: (prefix.isNegative ? -value : value) * unit, unit: unit))
    return position
  }

  /// `%`, `×`, and the word for a million.
  private func suffix(at start: Int, _ kind: inout PrintedNumber.Kind, _ unit: inout Int128) -> Int {
    var position = start
    if byte(position) == 0xC2, byte(position + 1) == 0xA0 {
      position += 2
    } else if byte(position) == 0x20 {
      position += 1
    }
    if byte(position) == UInt8(ascii: "%") {
      kind = .percent
      unit = max(1, unit / 100)
      return position + 1
    }
    if byte(position) == 0xC3, byte(position + 1) == 0x97 {
      kind = .factor
      return position + 2
    }
    guard byte(position) == UInt8(ascii: "m") else { return start }
    let word = bytes[position..<wordEnd(position)]
    guard word.count == 1 || word.elementsEqual("mln".utf8) else { return start }
    unit *= 1_000_000
    return wordEnd(position)
  }

  private func byte(_ position: Int) -> UInt8 { position < bytes.count ? bytes[position] : 0 }
  private func isDigit(_ position: Int) -> Bool { byte(position) &- 48 < 10 }
  private func isGroup(_ position: Int) -> Bool {
    isDigit(position) && isDigit(position + 1) && isDigit(position + 2) && !isDigit(position + 3)
  }

  /// Where the word at `position` ends: letters, digits and what joins them.
  private func wordEnd(_ position: Int) -> Int {
    var end = min(position + 1, bytes.count)
    while end < bytes.count {
      let byte = bytes[end]
      let isNoBreak = byte == 0xC2 && self.byte(end + 1) == 0xA0
      let isDash = byte == 0xE2 && self.byte(end + 1) == 0x80 && self.byte(end + 2) == 0x93
      guard byte > 0x20, !isNoBreak, !isDash, byte != UInt8(ascii: "("), byte != UInt8(ascii: ")") else { break }
      end += 1
    }
    return end
  }
}

extension PrintedNumber {
  /// The first end of `72–78 %`.
  fileprivate var asPercent: PrintedNumber {
    PrintedNumber(kind: .percent, mark: mark, nanos: nanos / 100, unit: unit / 100)
  }
}
