/// Where the lines of a buffer end, by a bit for each byte. Taken before anything is read: resolving escapes in place
/// may make new line ends.
struct LineIndex {
  private let start: UnsafeMutablePointer<UInt8>?
  private let count: Int
  private var lineEnds: [UInt64]
  /// Lines before each block of 64 words of `lineEnds`.
  private var linesBefore: [Int] = []

  init(_ bytes: ByteSlice) {
    start = bytes.start
    count = bytes.count
    lineEnds = [UInt64](repeating: 0, count: (count + 63) / 64)
    for (index, byte) in bytes.buffer.enumerated() where byte == 0x0A { lineEnds[index / 64] |= 1 << (index % 64) }
    var lines = 0
    for index in lineEnds.indices {
      if index % 64 == 0 { linesBefore.append(lines) }
      lines += lineEnds[index].nonzeroBitCount
    }
  }

  /// The 1-based line on which the byte at `address` stands.
  func line(of address: UnsafeMutablePointer<UInt8>?) -> Int {
    guard let start, let address, !linesBefore.isEmpty else { return 1 }
    let offset = max(0, min(start.distance(to: address), count - 1))
    let word = offset / 64
    let before = (lineEnds[word] & (1 << (offset % 64) - 1)).nonzeroBitCount
    return lineEnds[word / 64 * 64..<word].reduce(linesBefore[word / 64] + before) { $0 + $1.nonzeroBitCount } + 1
  }
}
