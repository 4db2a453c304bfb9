/// The ids that the source gave the rows of a block.
///
/// One byte says how: 0, there are none; 1, a column of their lengths (0 for none), then their bytes; 2, all are of
/// one length: a number for the length, the first id, one bit for each of its bytes that says whether the ids differ
/// there, and then of each id those bytes only; 3, as 2, but those bytes are all of `0-9a-f` and take half a byte each,
/// as in ids that are random numbers.
struct RowIDColumn {
  private enum Form {
    case none
    case plain(ends: [Int], start: Int)
    case alike(first: [UInt8], differing: [Int], start: Int, width: Int, isHex: Bool)
  }

  private let form: Form

  init(_ reader: inout BlockReader, count: Int) throws(DamagedBlock) {
    switch try reader.byte() {
    case 0: form = .none
    case 1:
      let lengths = try reader.column(count)
      var ends: [Int] = []
      var end = 0
      ends.reserveCapacity(count)
      for index in 0..<count {
        let length = reader.bytes.withUnsafeBytes { lengths.value(index, in: $0) }
        guard length >= 0, length <= reader.bytes.count else { throw DamagedBlock() }
        end += length
        ends.append(end)
      }
      form = .plain(ends: ends, start: try reader.skip(end).lowerBound)
    case let kind where kind == 2 || kind == 3:
      let length = try reader.number()
      let first = Array(reader.bytes[try reader.skip(length)])
      let bits = try reader.skip((length + 7) / 8)
      let differing = (0..<length).filter { reader.bytes[bits.lowerBound + $0 / 8] >> ($0 % 8) & 1 == 1 }
      let width = kind == 2 ? differing.count : (differing.count + 1) / 2
      let (total, overflow) = width.multipliedReportingOverflow(by: count)
      guard !overflow else { throw DamagedBlock() }
      form = .alike(
        first: first, differing: differing, start: try reader.skip(total).lowerBound, width: width, isHex: kind == 3)
    default: throw DamagedBlock()
    }
  }

  /// Puts the id at `index` into `id`; nothing when the row has none.
  func read(_ index: Int, in bytes: [UInt8], into id: inout [UInt8]) {
    id.removeAll(keepingCapacity: true)
    switch form {
    case .none: break
    case .plain(let ends, let start):
      id.append(contentsOf: bytes[start + (index == 0 ? 0 : ends[index - 1])..<start + ends[index]])
    case .alike(let first, let differing, let start, let width, let isHex):
      id.append(contentsOf: first)
      let own = start + index * width
      for (number, place) in differing.enumerated() {
        id[place] = isHex ? RowIDColumn.digit(bytes[own + number / 2] >> (number % 2 * 4)) : bytes[own + number]
      }
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    let value = value & 15
    return value < 10 ? 0x30 + value : 0x57 + value
  }
}

extension BlockWriter {
  /// Writes ids that stand one behind the other in `text`, each up to its end; equal ends mean that there is none.
  mutating func write(rowIDs text: UnsafeBufferPointer<UInt8>, ends: UnsafeBufferPointer<Int>) {
    guard let first = ends.first, !text.isEmpty else { return write(byte: 0) }
    guard first > 0, first <= 256, isAlike(ends, first) else { return writePlain(text, ends) }
    var differing: [Int] = []
    for place in 0..<first {
      let byte = text[place]
      var offset = place + first
      while offset < text.count, text[offset] == byte { offset += first }
      if offset < text.count { differing.append(place) }
    }
    let isHex = differing.allSatisfy { place in
      stride(from: place, to: text.count, by: first).allSatisfy { HexDigit.values[Int(text[$0])] < 16 }
    }
    write(byte: isHex ? 3 : 2)
    write(number: first)
    write(bytes: UnsafeBufferPointer(rebasing: text[..<first]))
    var bits = [UInt8](repeating: 0, count: (first + 7) / 8)
    for place in differing { bits[place / 8] |= 1 << (place % 8) }
    for byte in bits { write(byte: byte) }
    let width = isHex ? (differing.count + 1) / 2 : differing.count
    write(count: text.count / first * width) { target in
      var target = target
      differing.withUnsafeBufferPointer { places in
        for start in stride(from: 0, to: text.count, by: first) {
          let id = UnsafeBufferPointer(rebasing: text[start..<start + first])
          if isHex {
            BlockWriter.packHex(id, places, to: target)
          } else {
            for index in 0..<width { target[index] = id[places[index]] }
          }
          target += width
        }
      }
    }
  }

  private static func packHex(
    _ id: UnsafeBufferPointer<UInt8>, _ places: UnsafeBufferPointer<Int>, to target: UnsafeMutablePointer<UInt8>
  ) {
    for index in 0..<(places.count + 1) / 2 {
      let low = HexDigit.values[Int(id[places[2 * index]])]
      let high = 2 * index + 1 < places.count ? HexDigit.values[Int(id[places[2 * index + 1]])] : 0
      target[index] = low | high << 4
    }
  }

  private func isAlike(_ ends: UnsafeBufferPointer<Int>, _ length: Int) -> Bool {
    for index in 0..<ends.count where ends[index] != (index + 1) * length { return false }
    return true
  }

  private mutating func writePlain(_ text: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<Int>) {
    write(byte: 1)
    var last = 0
    let lengths = ends.map { end in
      defer { last = end }
      return end - last
    }
    lengths.withUnsafeBufferPointer { write(column: $0) }
    write(bytes: text)
  }
}

/// The digits of ids that are random numbers: lower case only, so that nothing is lost.
private enum HexDigit {
  static let values: [UInt8] = (0...255).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39: UInt8(byte) - 0x30
    case 0x61...0x66: UInt8(byte) - 0x57
    default: 255
    }
  }
}
