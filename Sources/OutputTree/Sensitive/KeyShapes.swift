/// What keys, tokens and passwords look like.
enum KeyShapes {
  typealias Match = (kind: SensitiveFinding.Kind, range: Range<Int>)

  /// Of a word and what follows it.
  static func match(_ text: ByteText, _ word: Range<Int>, _ columns: DigestColumns?) -> Match? {
    let start = word.lowerBound
    switch text[start] {
    case UInt8(ascii: "s"):
      if text.has("sk-", at: start) { return run(text, start, "-_", head: 3, least: 16) }
      if text.has("sk_live_", at: start) { return run(text, start, "_", head: 8, least: 16) }
    case UInt8(ascii: "p") where text.has("pplx-", at: start): return run(text, start, "", head: 5, least: 24)
    case UInt8(ascii: "A"):
      if text.has("AKIA", at: start) || text.has("ASIA", at: start) { return identifier(text, word) }
      if text.has("AIza", at: start) { return run(text, start, "-_", head: 4, least: 30) }
    case UInt8(ascii: "g"):
      let isGitHub = ["p", "o", "s", "u", "r"].contains { text.starts("gh", $0, "_", at: start) }
      if isGitHub { return run(text, start, "_", head: 4, least: 20) }
      if text.has("github_pat_", at: start) { return run(text, start, "_", head: 11, least: 20) }
      if text.has("glpat-", at: start) { return run(text, start, "-_", head: 6, least: 16) }
      if text.has("gsk_", at: start) { return run(text, start, "_", head: 4, least: 24) }
    case UInt8(ascii: "h") where text.has("hf_", at: start): return run(text, start, "_", head: 3, least: 24)
    case UInt8(ascii: "r") where text.has("r8_", at: start): return run(text, start, "_", head: 3, least: 24)
    case UInt8(ascii: "x"):
      if text.has("xox", at: start) { return run(text, start, "-", head: 4, least: 12) }
      if text.has("xai-", at: start) { return run(text, start, "-_", head: 4, least: 24) }
    case UInt8(ascii: "e") where text.has("eyJ", at: start): return webToken(text, start)
    case UInt8(ascii: "B"), UInt8(ascii: "b"):
      if let token = bearer(text, word) { return token }
    default: break
    }
    return word.count >= 32 ? long(text, word, columns) : nil
  }

  /// The line that begins a private key, in the format of most programs.
  static func privateKey(_ text: ByteText, _ start: Int) -> Range<Int>? {
    guard text.has("-----BEGIN ", at: start), text.mentions("private key", in: start..<start + 48) else { return nil }
    var end = start + 11
    while end < text.count, text[end] != UInt8(ascii: "\n"), text[end] != UInt8(ascii: "<") { end += 1 }
    return start..<end
  }

  /// A known beginning and enough after it, letters and digits mixed.
  private static func run(
    _ text: ByteText, _ start: Int, _ others: StaticString, head: Int, least: Int
  ) -> Match? {
    let end = text.runEnd(start, others)
    guard end - start - head >= least, isMixed(text, start + head..<end) else { return nil }
    return (.apiKey, start..<end)
  }

  /// The id of a cloud's key: twenty capitals and digits.
  private static func identifier(_ text: ByteText, _ word: Range<Int>) -> Match? {
    let isPlain = word.allSatisfy { ByteText.isUpper(text[$0]) || ByteText.isDigit(text[$0]) }
    return word.count == 20 && isPlain ? (.apiKey, word) : nil
  }

  /// Three parts of base64, the first being an object.
  private static func webToken(_ text: ByteText, _ start: Int) -> Match? {
    var end = start
    for part in 0..<3 {
      let next = text.runEnd(end, "-_")
      guard next - end >= (part < 2 ? 8 : 1) else { return nil }
      end = next
      guard part < 2 else { break }
      guard text[end] == UInt8(ascii: ".") else { return nil }
      end += 1
    }
    return (.accessToken, start..<end)
  }

  /// `Bearer` and what it bears.
  private static func bearer(_ text: ByteText, _ word: Range<Int>) -> Match? {
    guard word.count == 6, text.mentions("bearer", in: word), text[word.upperBound] == UInt8(ascii: " ") else {
      return nil
    }
    let start = word.upperBound + 1
    let end = text.runEnd(start, "-._~+/=")
    guard end - start >= 20, isMixed(text, start..<end) else { return nil }
    return (.accessToken, start..<end)
  }

  /// A long word without a known beginning: the hash of a key as gateways log it, or a key of capitals, small letters
  /// and digits without any order. A file's digest is neither.
  private static func long(_ text: ByteText, _ word: Range<Int>, _ columns: DigestColumns?) -> Match? {
    if [32, 40, 64].contains(word.count), word.allSatisfy({ ByteText.isHex(text[$0]) }) {
      let digits = word.count { ByteText.isDigit(text[$0]) }
      guard digits > 4, digits < word.count, !isDigest(text, word), columns?.hold(word, in: text) != true else {
        return nil
      }
      return (.keyHash, word)
    }
    guard word.count <= 200 else { return nil }
    let upper = word.count { ByteText.isUpper(text[$0]) }
    let lower = word.count { ByteText.isLower(text[$0]) }
    let digits = word.count { ByteText.isDigit(text[$0]) }
    guard upper >= 5, lower >= 5, digits >= 4, upper + lower + digits == word.count else { return nil }
    return (.apiKey, word)
  }

  /// `sha256:…`, `"digest": "…"`, or a line of a list of checksums.
  private static func isDigest(_ text: ByteText, _ word: Range<Int>) -> Bool {
    if text[word.upperBound] == 0x20, text[word.upperBound + 1] == 0x20 { return true }
    let before = word.lowerBound - 24..<word.lowerBound
    return text.mentions("sha256", in: before) || text.mentions("sha-256", in: before)
      || text.mentions("sha512", in: before) || text.mentions("digest", in: before)
  }

  private static func isMixed(_ text: ByteText, _ range: Range<Int>) -> Bool {
    range.contains { ByteText.isDigit(text[$0]) } && range.contains { ByteText.isLetter(text[$0]) }
  }
}

extension ByteText {
  /// Three pieces after each other.
  fileprivate func starts(_ first: StaticString, _ second: StaticString, _ third: StaticString, at start: Int) -> Bool {
    has(first, at: start) && has(second, at: start + first.utf8CodeUnitCount)
      && has(third, at: start + first.utf8CodeUnitCount + second.utf8CodeUnitCount)
  }
}

/// The columns of a CSV file that hold digests of files, by their heads.
struct DigestColumns {
  private let indices: Set<Int>
  private let separator: UInt8

  /// Nil when no head speaks of one.
  init?(_ bytes: [UInt8]) {
    let end = bytes.firstIndex { $0 == UInt8(ascii: "\n") } ?? bytes.count
    let head = bytes[..<end]
    separator = head.contains(UInt8(ascii: ";")) ? UInt8(ascii: ";") : UInt8(ascii: ",")
    let names = head.split(separator: separator, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self).lowercased()
    }
    let words = ["sha256", "sha-256", "digest", "previous", "checksum"]
    indices = Set(names.indices.filter { index in words.contains { names[index].contains($0) } })
    if indices.isEmpty { return nil }
  }

  /// True when the cell that holds `word` stands in such a column.
  func hold(_ word: Range<Int>, in text: ByteText) -> Bool {
    var column = 0
    var isQuoted = false
    var position = word.lowerBound - 1
    while position >= 0, text[position] != UInt8(ascii: "\n") {
      if text[position] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if text[position] == separator, !isQuoted { column += 1 }
      position -= 1
    }
    return indices.contains(column)
  }
}
