import Crypto

/// The SHA-256 of some bytes.
public struct ContentDigest: Hashable, Sendable, CustomStringConvertible {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// The digest of `content`.
  public init(of content: [UInt8]) {
    var hasher = ContentHasher()
    content.withUnsafeBytes { hasher.update($0) }
    self = hasher.digest
  }

  /// Reads 64 lower-case hexadecimal digits; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for pair in stride(from: 0, to: 64, by: 2) {
      guard let high = ContentDigest.value(digits[pair]), let low = ContentDigest.value(digits[pair + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  fileprivate init(_ digest: SHA256.Digest) { bytes = Array(digest) }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    String(
      decoding: bytes.flatMap { [ContentDigest.digits[Int($0 >> 4)], ContentDigest.digits[Int($0 & 15)]] },
      as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

/// Takes bytes as they come, so that a file need not be in memory.
public struct ContentHasher: Sendable {
  private var hasher = SHA256()

  /// Nothing taken yet.
  public init() {}

  /// Takes the next bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) { hasher.update(bufferPointer: bytes) }

  /// Of all bytes taken so far.
  public var digest: ContentDigest { ContentDigest(hasher.finalize()) }
}
