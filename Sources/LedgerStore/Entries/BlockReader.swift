/// Reads what `BlockWriter` wrote. The bytes come from a file: nothing in them is believed.
struct BlockReader {
  /// The bytes and eight more, so that a column's last number can be loaded like the others.
  let bytes: [UInt8]
  private(set) var offset = 0
  private let end: Int

  /// A reader of bytes behind which eight more have been added.
  init(padded bytes: [UInt8]) {
    self.bytes = bytes
    end = max(0, bytes.count - 8)
  }

  mutating func byte() throws(DamagedBlock) -> UInt8 {
    guard offset < end else { throw DamagedBlock() }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func number() throws(DamagedBlock) -> Int {
    var result: UInt = 0
    var shift: UInt = 0
    while true {
      let next = try byte()
      guard shift < 64 else { throw DamagedBlock() }
      result |= UInt(next & 0x7F) << shift
      guard next & 0x80 != 0 else { return Int(bitPattern: result) }
      shift += 7
    }
  }

  mutating func signed() throws(DamagedBlock) -> Int {
    let number = UInt(bitPattern: try number())
    return Int(bitPattern: number >> 1) ^ -Int(bitPattern: number & 1)
  }

  /// A number of things, of which there cannot be more than `limit`.
  mutating func count(atMost limit: Int) throws(DamagedBlock) -> Int {
    let count = try number()
    guard (0...limit).contains(count) else { throw DamagedBlock() }
    return count
  }

  mutating func text() throws(DamagedBlock) -> String {
    let range = try skip(try number())
    guard let text = String(validating: bytes[range], as: UTF8.self) else { throw DamagedBlock() }
    return text
  }

  /// Passes over `count` bytes and says where they are.
  mutating func skip(_ count: Int) throws(DamagedBlock) -> Range<Int> {
    guard count >= 0, count <= end - offset else { throw DamagedBlock() }
    defer { offset += count }
    return offset..<offset + count
  }

  mutating func column(_ count: Int) throws(DamagedBlock) -> BlockColumn {
    let kind = try byte()
    let base = try signed()
    if kind == BlockWriter.stepped {
      return BlockColumn(offset: offset, width: 0, base: base, step: try signed())
    }
    guard kind <= 8 else { throw DamagedBlock() }
    let range = try skip(count * Int(kind))
    return BlockColumn(offset: range.lowerBound, width: Int(kind), base: base, step: 0)
  }
}

/// Where the numbers of a column are.
struct BlockColumn {
  var offset: Int
  var width: Int
  var base: Int
  var step: Int

  /// The number at `index`, which must be one of the block's.
  func value(_ index: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    guard width > 0 else { return base &+ step &* index }
    let word = bytes.loadUnaligned(fromByteOffset: offset + index * width, as: UInt.self).littleEndian
    return base &+ Int(bitPattern: word & (UInt.max >> UInt(64 - width * 8)))
  }
}

/// A block that says what no block of ours says.
struct DamagedBlock: Error {}
