/// What addresses and numbers of people look like.
enum PersonalShapes {
  typealias Match = KeyShapes.Match

  /// Of a word and what follows it.
  static func match(_ text: ByteText, _ word: Range<Int>) -> Match? {
    let first = text[word.lowerBound]
    if ByteText.isDigit(first) {
      return networkFour(text, word) ?? telephone(text, word).map { (.telephone, $0) } ?? citizen(text, word)
    }
    if ByteText.isUpper(first), let range = BankAccount.at(text, word) { return (.bankAccount, range) }
    return nil
  }

  /// `name@host.tld`, or the name and password of an address, around the sign at `sign`.
  static func mail(_ text: ByteText, _ sign: Int) -> Match? {
    var start = sign
    while start > 0, isLocal(text[start - 1]) { start -= 1 }
    while start < sign, text[start] == UInt8(ascii: ".") { start += 1 }
    var end = sign + 1
    while ByteText.isAlphanumeric(text[end]) || text[end] == UInt8(ascii: "-") || text[end] == UInt8(ascii: ".") {
      end += 1
    }
    while end > sign + 1, !ByteText.isAlphanumeric(text[end - 1]) { end -= 1 }
    guard start < sign, end > sign + 3 else { return nil }
    if text[start - 1] == UInt8(ascii: ":"), let slashes = userStart(text, start - 1) {
      return (.password, slashes..<end)
    }
    var label = end
    while label > sign + 1, text[label - 1] != UInt8(ascii: ".") { label -= 1 }
    guard label > sign + 2, end - label >= 2, (label..<end).allSatisfy({ ByteText.isLetter(text[$0]) }) else {
      return nil
    }
    return (.mailAddress, start..<end)
  }

  /// Where `user` of `https://user:password@host` begins; nil when it is something else.
  private static func userStart(_ text: ByteText, _ colon: Int) -> Int? {
    var start = colon
    while start > 0, isLocal(text[start - 1]) { start -= 1 }
    return start < colon && text.has("://", at: start - 3) ? start : nil
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    ByteText.isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }

  /// Four numbers up to 255; not a version (`v1.2.3.4`), not a machine's own address.
  private static func networkFour(_ text: ByteText, _ word: Range<Int>) -> Match? {
    guard word.count <= 3, text[word.upperBound] == UInt8(ascii: "."), !isJoined(text[word.lowerBound - 1]) else {
      return nil
    }
    var position = word.lowerBound
    var parts: [Int] = []
    while parts.count < 4 {
      var value = 0
      let start = position
      while ByteText.isDigit(text[position]), position - start < 4 {
        value = value * 10 + Int(text[position] &- 48)
        position += 1
      }
      guard position > start, value <= 255, position - start == 1 || text[start] != UInt8(ascii: "0") else {
        return nil
      }
      parts.append(value)
      guard parts.count < 4 else { break }
      guard text[position] == UInt8(ascii: ".") else { return nil }
      position += 1
    }
    let isNext = text[position] == UInt8(ascii: ".") && ByteText.isDigit(text[position + 1])
    guard !ByteText.isWord(text[position]), !isNext else { return nil }
    guard parts[0] != 0, parts[0] != 127, parts[0] != 255 else { return nil }
    return (.networkAddress, word.lowerBound..<position)
  }

  /// An address of eight groups, some perhaps left out, around the colon at `colon`.
  static func networkSix(_ text: ByteText, _ colon: Int) -> Range<Int>? {
    let isPart = { (byte: UInt8) in ByteText.isHex(byte) || byte == UInt8(ascii: ":") }
    var start = colon
    while start > 0, isPart(text[start - 1]), colon - start < 40 { start -= 1 }
    var end = colon + 1
    while isPart(text[end]), end - start < 44 { end += 1 }
    guard !ByteText.isWord(text[start - 1]), !ByteText.isWord(text[end]) else { return nil }
    var groups: [Int] = [0]
    for position in start..<end {
      if text[position] == UInt8(ascii: ":") { groups.append(0) } else { groups[groups.count - 1] += 1 }
    }
    let filled = groups.count { $0 > 0 }
    let gaps = groups.dropFirst().dropLast().count { $0 == 0 }
    guard groups.allSatisfy({ $0 <= 4 }), gaps == 1 || gaps == 0 && groups.count == 8 && filled == 8 else { return nil }
    let digits = (start..<end).count { ByteText.isDigit(text[$0]) }
    return groups.count <= 8 && filled >= 3 && digits >= 2 ? start..<end : nil
  }

  /// `06 12345678`, `06-12 34 56 78`, `0031612345678`.
  private static func telephone(_ text: ByteText, _ word: Range<Int>) -> Range<Int>? {
    guard text[word.lowerBound] == UInt8(ascii: "0"), !isJoined(text[word.lowerBound - 1]) else { return nil }
    if text.has("06", at: word.lowerBound) { return digits(text, word.lowerBound, 10...10) }
    return text.has("0031", at: word.lowerBound) ? digits(text, word.lowerBound, 13...13) : nil
  }

  /// `+31 6 12345678` and what the rest of the world writes.
  static func international(_ text: ByteText, _ sign: Int) -> Range<Int>? {
    guard ByteText.isDigit(text[sign + 1]), text[sign + 1] != UInt8(ascii: "0"), !isJoined(text[sign - 1]),
      let range = digits(text, sign + 1, 10...15)
    else { return nil }
    return sign..<range.upperBound
  }

  /// Digits in groups with single spaces, hyphens or parentheses between them, as many as `wanted`.
  private static func digits(_ text: ByteText, _ start: Int, _ wanted: ClosedRange<Int>) -> Range<Int>? {
    var position = start
    var count = 0
    var gap = 0
    while true {
      let byte = text[position]
      if ByteText.isDigit(byte) {
        count += 1
        gap = 0
      } else if byte == 0x20 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") {
        gap += 1
      } else {
        break
      }
      guard gap <= 2, count <= wanted.upperBound else { break }
      position += 1
    }
    while position > start, !ByteText.isDigit(text[position - 1]) { position -= 1 }
    guard wanted.contains(count), !isJoined(text[position]) else { return nil }
    return start..<position
  }

  /// Nine digits that pass the eleven test, and a word that says what they are.
  private static func citizen(_ text: ByteText, _ word: Range<Int>) -> Match? {
    guard word.count == 9, word.allSatisfy({ ByteText.isDigit(text[$0]) }) else { return nil }
    let before = word.lowerBound - 32..<word.lowerBound
    guard text.mentions("bsn", in: before) || text.mentions("burgerservice", in: before) else { return nil }
    var sum = 0
    for (index, position) in word.enumerated() { sum += Int(text[position] &- 48) * (index == 8 ? -1 : 9 - index) }
    return sum % 11 == 0 && sum != 0 ? (.citizenNumber, word) : nil
  }

  /// Something that makes a number part of a longer one.
  private static func isJoined(_ byte: UInt8) -> Bool {
    ByteText.isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }
}

/// Bank accounts: a country, two check digits, as many characters as the country has, and a remainder of one (ISO 13616).
enum BankAccount {
  private static let lengths: [String: Int] = [
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27,
  ]

  static func at(_ text: ByteText, _ word: Range<Int>) -> Range<Int>? {
    let start = word.lowerBound
    guard ByteText.isUpper(text[start + 1]), ByteText.isDigit(text[start + 2]), ByteText.isDigit(text[start + 3]),
      let length = lengths[String(decoding: [text[start], text[start + 1]], as: UTF8.self)]
    else { return nil }
    var characters: [UInt8] = []
    var position = start
    while characters.count < length {
      let byte = text[position]
      if ByteText.isUpper(byte) || ByteText.isDigit(byte) {
        characters.append(byte)
      } else if byte != 0x20 || characters.count % 4 != 0 {
        return nil
      }
      position += 1
    }
    guard !ByteText.isWord(text[position]) else { return nil }
    let remainder = (characters[4...] + characters[..<4]).reduce(0) { sum, byte in
      ByteText.isDigit(byte) ? (sum * 10 + Int(byte) - 48) % 97 : (sum * 100 + Int(byte) - 55) % 97
    }
    return remainder == 1 ? start..<position : nil
  }
}
