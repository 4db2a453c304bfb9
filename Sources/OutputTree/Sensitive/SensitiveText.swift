/// Something in a file that must not be published. It never carries the thing itself.
public struct SensitiveFinding: Sendable, Hashable {
  /// What it looks like; the raw value is the word a waiver may name as its subject.
  public enum Kind: String, Sendable, CaseIterable {
    case apiKey = "api-key"
    case keyHash = "key-hash"
    case privateKey = "private-key"
    case accessToken = "access-token"
    case password
    case mailAddress = "mail-address"
    case networkAddress = "network-address"
    case bankAccount = "bank-account"
    case citizenNumber = "citizen-number"
    case telephone

    /// True for what opens a door; the others speak of a person.
    public var isSecret: Bool {
      switch self {
      case .apiKey, .keyHash, .privateKey, .accessToken, .password: true
      case .mailAddress, .networkAddress, .bankAccount, .citizenNumber, .telephone: false
      }
    }
  }

  /// What it looks like.
  public let kind: Kind
  /// The file it stands in, as handed in.
  public let file: String
  /// 1-based.
  public let line: Int
  /// The first few characters and the length: `sk-an…, 51 characters`.
  public let shown: String
}

/// Looks for keys and personal data in a file that is about to leave the house.
public enum SensitiveText {
  /// The most findings of one kind in one file: a leaked list is one mistake, not a thousand.
  public static let mostOfAKind = 20

  /// All findings, by place. `file` names the file in the findings; its ending says whether it is CSV, whose column heads
  /// tell a file's SHA-256 from a hashed key. One pass, no allocation for what is harmless.
  public static func findings(in bytes: [UInt8], file: String) -> [SensitiveFinding] {
    let columns = file.hasSuffix(".csv") ? DigestColumns(bytes) : nil
    return bytes.withUnsafeBufferPointer { text in
      var found: [(kind: SensitiveFinding.Kind, range: Range<Int>)] = []
      scan(ByteText(text), columns) { found.append(($0, $1)) }
      return report(found, in: text, file)
    }
  }

  private static func scan(
    _ text: ByteText, _ columns: DigestColumns?, _ take: (SensitiveFinding.Kind, Range<Int>) -> Void
  ) {
    let count = text.count
    var position = 0
    while position < count {
      let byte = text[position]
      guard ByteText.isWord(byte) else {
        if byte == UInt8(ascii: "@"), let match = PersonalShapes.mail(text, position) {
          take(match.kind, match.range)
          position = max(position + 1, match.range.upperBound)
        } else if byte == UInt8(ascii: "+"), let range = PersonalShapes.international(text, position) {
          take(.telephone, range)
          position = range.upperBound
        } else if byte == UInt8(ascii: "-"), let range = KeyShapes.privateKey(text, position) {
          take(.privateKey, range)
          position = range.upperBound
        } else if byte == UInt8(ascii: ":"), let range = PersonalShapes.networkSix(text, position) {
          take(.networkAddress, range)
          position = range.upperBound
        } else {
          position += 1
        }
        continue
      }
      let end = text.wordEnd(position)
      if let match = KeyShapes.match(text, position..<end, columns) ?? PersonalShapes.match(text, position..<end) {
        take(match.kind, match.range)
        position = max(end, match.range.upperBound)
      } else {
        position = end
      }
    }
  }

  private static func report(
    _ found: [(kind: SensitiveFinding.Kind, range: Range<Int>)], in text: UnsafeBufferPointer<UInt8>, _ file: String
  ) -> [SensitiveFinding] {
    var counts: [SensitiveFinding.Kind: Int] = [:]
    var findings: [SensitiveFinding] = []
    var line = 1
    var passed = 0
    for (kind, range) in found {
      counts[kind, default: 0] += 1
      guard counts[kind, default: 0] <= mostOfAKind else { continue }
      line += text[passed..<range.lowerBound].count { $0 == UInt8(ascii: "\n") }
      passed = range.lowerBound
      let first = String(decoding: text[range.prefix(kind.isSecret ? 4 : 2)], as: UTF8.self)
      findings.append(
        SensitiveFinding(kind: kind, file: file, line: line, shown: "\(first)…, \(range.count) characters"))
    }
    return findings
  }
}

/// Bytes with what scanners ask of them.
struct ByteText {
  private let bytes: UnsafeBufferPointer<UInt8>
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var count: Int { bytes.count }

  /// Zero outside the text.
  subscript(position: Int) -> UInt8 { position >= 0 && position < bytes.count ? bytes[position] : 0 }

  /// Letters, digits, and whatever is not ASCII: part of a word.
  static func isWord(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte >= 0x80 || byte == UInt8(ascii: "_") }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
  static func isUpper(_ byte: UInt8) -> Bool { byte &- 65 < 26 }
  static func isLower(_ byte: UInt8) -> Bool { byte &- 97 < 26 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
  static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 97 < 6 }

  /// Where the word that begins at `start` ends.
  func wordEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, ByteText.isWord(bytes[end]) { end += 1 }
    return end
  }

  /// Where the run of letters, digits and `others` that begins at `start` ends.
  func runEnd(_ start: Int, _ others: StaticString) -> Int {
    var end = start
    while end < bytes.count, ByteText.isAlphanumeric(bytes[end]) || ByteText.has(others, bytes[end]) { end += 1 }
    return end
  }

  private static func has(_ set: StaticString, _ byte: UInt8) -> Bool {
    set.withUTF8Buffer { $0.contains(byte) }
  }

  /// True when exactly these bytes stand at `position`.
  func has(_ text: StaticString, at position: Int) -> Bool {
    text.withUTF8Buffer { wanted in
      guard position >= 0, position + wanted.count <= bytes.count else { return false }
      for index in 0..<wanted.count where bytes[position + index] != wanted[index] { return false }
      return true
    }
  }

  /// True when these lower-case letters stand, in any case, somewhere in `range`.
  func mentions(_ word: StaticString, in range: Range<Int>) -> Bool {
    word.withUTF8Buffer { wanted in
      let range = range.clamped(to: 0..<bytes.count)
      guard range.count >= wanted.count else { return false }
      return (range.lowerBound...(range.upperBound - wanted.count)).contains { start in
        (0..<wanted.count).allSatisfy { bytes[start + $0] | 0x20 == wanted[$0] | 0x20 }
      }
    }
  }
}
