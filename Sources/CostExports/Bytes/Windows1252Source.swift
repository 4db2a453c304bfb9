import ReportCore

/// Turns Windows-1252, which spreadsheets of Western Europe write, into UTF-8 on the way.
struct Windows1252Source: ByteSource {
  private var source: any ByteSource
  /// Bytes that did not fit into the last buffer.
  private var left: [UInt8] = []
  private var input = [UInt8](repeating: 0, count: 1 << 14)

  init(_ source: any ByteSource) { self.source = source }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard buffer.count > 0 else { return 0 }
    if left.isEmpty {
      // A character becomes three bytes at most.
      let wanted = max(1, min(input.count, buffer.count / 3))
      let count = try input.withUnsafeMutableBytes { bytes in
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[..<wanted]))
      }
      left = Windows1252Source.utf8(input[..<count])
    }
    let count = min(buffer.count, left.count)
    buffer.copyBytes(from: left[..<count])
    left.removeFirst(count)
    return count
  }

  /// The same text in UTF-8; the five bytes without a character become `�`.
  static func utf8(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    for byte in bytes {
      switch byte {
      case 0..<0x80: result.append(byte)
      case 0x80..<0xA0: result.append(contentsOf: high[Int(byte) - 0x80].utf8)
      default: result.append(contentsOf: Unicode.Scalar(byte).utf8Bytes)
      }
    }
    return result
  }

  /// What stands where Latin-1 has control characters.
  private static let high: [String] = [
    "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž", "\u{FFFD}",
    "\u{FFFD}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{FFFD}", "ž", "Ÿ",
  ]
}

extension Unicode.Scalar {
  fileprivate var utf8Bytes: UTF8.EncodedScalar { UTF8.encode(self) ?? .init() }
}
