import Crypto
public import ReportCore

/// The files of `minisign`, so that it can check what we sign and sign with our key: two lines, a comment and Base64.
enum MinisignText {
  static let comment = "untrusted comment: "
  static let trusted = "trusted comment: "

  static func lines(_ text: String) -> [Substring] {
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Substring.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The eight bytes of a key's number as `minisign` prints them: the last first.
  static func identifier(_ number: some Sequence<UInt8>) -> String {
    HexDigits.text(number.reversed()).uppercased()
  }

  static func refusal(_ code: String, _ file: String, _ summary: String, _ expected: String) -> Diagnostic {
    // What stands in a key file is never repeated.
    Diagnostic(code: code, at: SourcePlace(file: file), summary, expected: expected)
  }
}

/// A public key, as in `minisign.pub`.
public struct MinisignPublicKey: Sendable, Hashable {
  let number: [UInt8]
  let point: [UInt8]

  init(number: [UInt8], point: [UInt8]) {
    self.number = number
    self.point = point
  }

  /// Reads the Base64 line alone. Nil when it is not an Ed25519 key.
  public init?(base64 text: some StringProtocol) {
    guard let bytes = Base64.decode(text), bytes.count == 42, bytes.starts(with: "Ed".utf8) else { return nil }
    number = Array(bytes[2..<10])
    point = Array(bytes[10...])
  }

  /// Reads a key's file, or its Base64 line alone. Throws code `public-key`.
  public init(_ text: String, file: String) throws(Diagnostic) {
    let line = MinisignText.lines(text).last { !$0.isEmpty } ?? ""
    guard let key = MinisignPublicKey(base64: line) else {
      throw MinisignText.refusal(
        "public-key", file, "This is not a public key of minisign.", "a comment, and a line that begins with RW")
    }
    self = key
  }

  /// 16 upper-case hexadecimal digits, as `minisign` prints them.
  public var identifier: String { MinisignText.identifier(number) }
  /// The line that `minisign -P` takes.
  public var base64: String { Base64.encode(Array("Ed".utf8) + number + point) }
  /// The whole file.
  public var text: String { "\(MinisignText.comment)minisign public key \(identifier)\n\(base64)\n" }

  func isValid(_ signature: [UInt8], of content: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: point) else { return false }
    return key.isValidSignature(signature, for: content)
  }
}

/// A secret key in the form that `minisign -G -W` writes: without a password, so the file's mode guards it.
public struct MinisignSecretKey: Sendable {
  private let number: [UInt8]
  private let key: Curve25519.Signing.PrivateKey

  /// A new key out of 40 random bytes: eight for its number, the others its seed. Nil for any other count.
  public init?(random: [UInt8]) {
    guard random.count == 40, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: random[8...]) else {
      return nil
    }
    number = Array(random[..<8])
    self.key = key
  }

  /// Reads a key's file. Throws code `secret-key`, also for a key that a password protects.
  public init(_ text: String, file: String) throws(Diagnostic) {
    let lines = MinisignText.lines(text)
    guard lines.count == 2, lines[0].hasPrefix(MinisignText.comment), let bytes = Base64.decode(lines[1]),
      bytes.count == 158, bytes.starts(with: "Ed".utf8)
    else {
      throw MinisignText.refusal(
        "secret-key", file, "This is not a secret key of minisign.", "a file made by: peil key new FILE")
    }
    guard bytes[2] == 0, bytes[3] == 0 else {
      throw MinisignText.refusal(
        "secret-key", file, "A password protects this key, and peil asks for none.",
        "a key without a password, made by: peil key new FILE")
    }
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes[62..<94]),
      Array(key.publicKey.rawRepresentation) == Array(bytes[94..<126])
    else {
      throw MinisignText.refusal("secret-key", file, "The two halves of this key do not fit.", "a whole copy of it")
    }
    number = Array(bytes[54..<62])
    self.key = key
  }

  /// The whole file: algorithm `Ed`, no derivation of a key, checksum `B2` left empty as minisign does, and room for
  /// salt and limits.
  public var text: String {
    let head = Array("Ed".utf8) + [0, 0] + Array("B2".utf8) + [UInt8](repeating: 0, count: 48)
    let seed = [UInt8](key.rawRepresentation)
    let bytes = head + number + seed + publicKey.point + [UInt8](repeating: 0, count: 32)
    return "\(MinisignText.comment)minisign encrypted secret key\n\(Base64.encode(bytes))\n"
  }

  /// The half that everybody may have.
  public var publicKey: MinisignPublicKey {
    MinisignPublicKey(number: number, point: [UInt8](key.publicKey.rawRepresentation))
  }

  /// Signs the bytes themselves, not their hash: minisign's legacy format, which every version accepts. `comment` is
  /// signed too.
  func sign(_ content: [UInt8], comment: String) throws(Diagnostic) -> MinisignSignature {
    do {
      let signature = [UInt8](try key.signature(for: content))
      let global = [UInt8](try key.signature(for: signature + Array(comment.utf8)))
      return MinisignSignature(number: number, signature: signature, comment: comment, global: global)
    } catch {
      throw Diagnostic(code: "signing", at: nil, "The archive could not be signed.", found: "\(error)")
    }
  }
}

/// What `minisign -S -l` writes: four lines.
struct MinisignSignature: Sendable, Equatable {
  let number: [UInt8]
  let signature: [UInt8]
  /// Signed with the content.
  let comment: String
  let global: [UInt8]

  init(number: [UInt8], signature: [UInt8], comment: String, global: [UInt8]) {
    self.number = number
    self.signature = signature
    self.comment = comment
    self.global = global
  }

  static let untrusted = "signature of an edition's bag, Ed25519"

  /// The only form of a signature of ours: nothing in the file can be changed unseen, though minisign signs neither
  /// the first line nor the line ends.
  var text: String {
    """
    \(MinisignText.comment)\(MinisignSignature.untrusted)
    \(Base64.encode(Array("Ed".utf8) + number + signature))
    \(MinisignText.trusted)\(comment)
    \(Base64.encode(global))

    """
  }

  var identifier: String { MinisignText.identifier(number) }

  /// Throws code `signature-form` for anything but what `text` writes.
  init(_ text: String, file: String) throws(Diagnostic) {
    let lines = MinisignText.lines(text)
    guard lines.count == 4, lines[2].hasPrefix(MinisignText.trusted), let first = Base64.decode(lines[1]),
      first.count == 74, first.starts(with: "Ed".utf8), let global = Base64.decode(lines[3]), global.count == 64
    else {
      throw MinisignText.refusal(
        "signature-form", file, "This is not a signature of minisign.", "four lines, as minisign -S -l writes them")
    }
    self.init(
      number: Array(first[2..<10]), signature: Array(first[10...]),
      comment: String(lines[2].dropFirst(MinisignText.trusted.count)), global: global)
    guard self.text.utf8.elementsEqual(text.utf8) else {
      throw MinisignText.refusal(
        "signature-form", file, "This signature is not written as it was.",
        "the file as peil wrote it, byte for byte")
    }
  }

  /// True when `key` signed both content and comment.
  func isValid(for content: [UInt8], by key: MinisignPublicKey) -> Bool {
    key.number == number && key.isValid(signature, of: content)
      && key.isValid(global, of: signature + Array(comment.utf8))
  }
}
