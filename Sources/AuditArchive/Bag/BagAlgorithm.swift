import Crypto

/// The algorithms that manifests name (RFC 8493 2.4). Bags of ours use SHA-256; others are read.
enum BagAlgorithm: String, CaseIterable, Sendable {
  case md5, sha1, sha224, sha256, sha384, sha512

  /// Hexadecimal digits of a digest.
  var digits: Int {
    switch self {
    case .md5: 32
    case .sha1: 40
    case .sha224: 56
    case .sha256: 64
    case .sha384: 96
    case .sha512: 128
    }
  }

  /// Of bytes in memory, in lower-case hexadecimal digits.
  func digest(of bytes: [UInt8]) -> String {
    var hasher = BagHasher(self)
    bytes.withUnsafeBytes { hasher.update($0) }
    return hasher.digest
  }
}

/// Takes bytes as they come.
struct BagHasher {
  private enum Kind {
    case md5(Insecure.MD5), sha1(Insecure.SHA1), sha224(SHA224), sha256(SHA256), sha384(SHA384), sha512(SHA512)
  }
  private var kind: Kind

  init(_ algorithm: BagAlgorithm) {
    kind =
      switch algorithm {
      case .md5: .md5(Insecure.MD5())
      case .sha1: .sha1(Insecure.SHA1())
      case .sha224: .sha224(SHA224())
      case .sha256: .sha256(SHA256())
      case .sha384: .sha384(SHA384())
      case .sha512: .sha512(SHA512())
      }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    switch kind {
    case .md5(var hasher):
      hasher.update(bufferPointer: bytes)
      kind = .md5(hasher)
    case .sha1(var hasher):
      hasher.update(bufferPointer: bytes)
      kind = .sha1(hasher)
    case .sha224(var hasher):
      hasher.update(bytes)
      kind = .sha224(hasher)
    case .sha256(var hasher):
      hasher.update(bufferPointer: bytes)
      kind = .sha256(hasher)
    case .sha384(var hasher):
      hasher.update(bufferPointer: bytes)
      kind = .sha384(hasher)
    case .sha512(var hasher):
      hasher.update(bufferPointer: bytes)
      kind = .sha512(hasher)
    }
  }

  /// In lower-case hexadecimal digits.
  var digest: String {
    switch kind {
    case .md5(let hasher): HexDigits.text(hasher.finalize())
    case .sha1(let hasher): HexDigits.text(hasher.finalize())
    case .sha224(let hasher): HexDigits.text(hasher.digest)
    case .sha256(let hasher): HexDigits.text(hasher.finalize())
    case .sha384(let hasher): HexDigits.text(hasher.finalize())
    case .sha512(let hasher): HexDigits.text(hasher.finalize())
    }
  }
}

/// Bytes as hexadecimal digits.
enum HexDigits {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
