/// Bytes of a block in the making. What is written and how:
///
/// - *number*: 7 bits a byte, lowest first, the high bit says that more follow; signed ones zigzag (0, −1, 1, −2 …).
/// - *text*: its length as a number, then UTF-8.
/// - *column* of n numbers: one byte, the width w (0…8) of each, plus 16 when they rise in steps; the base; the step,
///   if they do; then n times w bytes, lowest first. The number at i is base + step × i + those bytes. So nearly all
///   columns take what their spread needs, a constant takes nothing, and any number is found without the others.
struct BlockWriter {
  static let stepped: UInt8 = 16
  private(set) var bytes: [UInt8] = []

  mutating func reset() { bytes.removeAll(keepingCapacity: true) }

  mutating func write(byte: UInt8) { bytes.append(byte) }

  mutating func write(number: Int) {
    var rest = UInt(bitPattern: number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func write(signed number: Int) { write(number: number << 1 ^ number >> 63) }

  mutating func write(text: String) {
    write(number: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(bytes more: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: more) }

  /// Adds `count` bytes that `fill` writes, all of them.
  mutating func write(count: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    bytes.withUnsafeMutableBufferPointer { buffer in
      if count > 0, let base = buffer.baseAddress { fill(base + start) }
    }
  }

  mutating func write(column: UnsafeBufferPointer<Int>) {
    guard let first = column.first, let last = column.last else { return }
    var least = first
    var most = first
    for value in column {
      least = min(least, value)
      most = max(most, value)
    }
    guard least < most else {
      write(byte: 0)
      return write(signed: first)
    }
    let step = column.count > 1 ? column[1] &- first : 0
    if first &+ step &* (column.count - 1) == last, isStepped(column, first, step) {
      write(byte: BlockWriter.stepped)
      write(signed: first)
      return write(signed: step)
    }
    let spread = UInt(bitPattern: most &- least)
    let width = (UInt.bitWidth - spread.leadingZeroBitCount + 7) / 8
    write(byte: UInt8(width))
    write(signed: least)
    let start = bytes.count
    // Each number is written eight bytes wide, and the next one over what was too much.
    bytes.append(contentsOf: repeatElement(0, count: column.count * width + 8))
    bytes.withUnsafeMutableBytes { buffer in
      var offset = start
      for value in column {
        buffer.storeBytes(of: UInt(bitPattern: value &- least).littleEndian, toByteOffset: offset, as: UInt.self)
        offset += width
      }
    }
    bytes.removeLast(8)
  }

  private func isStepped(_ column: UnsafeBufferPointer<Int>, _ first: Int, _ step: Int) -> Bool {
    var expected = first
    for value in column {
      guard value == expected else { return false }
      expected = expected &+ step
    }
    return true
  }
}
