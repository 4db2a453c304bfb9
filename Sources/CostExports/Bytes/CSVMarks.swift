/// Where cells and records end in the bytes ahead, found sixty-four at a time: comparing a whole block and juggling its
/// bits costs less than looking at each byte. Whole blocks only, a stretch at a time, and only as long as every quote
/// and carriage return stands where RFC 4180 has it: from there on, and for what is left over, `CSVReader` goes byte by
/// byte, and says what is wrong.
struct CSVMarks {
  /// Bytes looked at, at most: offsets fit sixteen bits, and the marks stay in the nearest cache.
  static let stretch = 1 << 15

  /// Separators and line ends outside quotes, as offsets from the start of the stretch.
  let offsets: UnsafeMutablePointer<UInt16>
  /// For each record, the position of its line end in `offsets`.
  let ends: UnsafeMutablePointer<UInt16>
  /// Records found.
  private(set) var records = 0
  /// True when a line break may stand inside quotes.
  private(set) var hasQuotedBreaks = false
  private let separator: SIMD16<UInt8>

  /// Deallocate when done.
  init(separator: UInt8) {
    // Whoever writes the marks of a block writes four at a time.
    offsets = .allocate(capacity: CSVMarks.stretch + 8)
    ends = .allocate(capacity: CSVMarks.stretch)
    self.separator = SIMD16(repeating: separator)
  }

  func deallocate() {
    offsets.deallocate()
    ends.deallocate()
  }

  /// Finds the records that begin at `start`, where a record begins, and end within `count` bytes.
  mutating func find(_ start: UnsafePointer<UInt8>, count: Int) {
    let bytes = UnsafeRawPointer(start)
    let limit = min(count, CSVMarks.stretch)
    var marks = 0
    var records = 0
    var quotedBreaks: UInt64 = 0
    // What the byte before the block was: all ones inside quotes; one bit for "a cell may begin behind it", "closing
    // quote", "carriage return".
    var inside: UInt64 = 0
    var begins: UInt64 = 1
    var closed: UInt64 = 0
    var returned: UInt64 = 0
    var position = 0
    while position + 64 <= limit {
      let block = ByteBlock(bytes + position)
      let quotes = block.equal(SIMD16(repeating: UInt8(ascii: "\"")))
      let separators = block.equal(separator)
      var breaks: UInt64 = 0
      var returns: UInt64 = 0
      if block.hasLineEnds {
        breaks = block.equal(SIMD16(repeating: 0x0A))
        returns = block.equal(SIMD16(repeating: 0x0D))
      }
      let quoted = quotes == 0 ? inside : inside ^ ByteBlock.parity(quotes)
      let cellEnds = (separators | breaks) & ~quoted
      let closing = quotes & ~quoted
      let outerReturns = returns & ~quoted
      // A quote opens at a cell's beginning or as the second of a doubled one; behind a closing quote the cell ends or
      // the second follows; a carriage return belongs to a line feed.
      let strayOpening = quotes & quoted & ~((cellEnds | closing) << 1 | begins)
      let strayClosing = (closing << 1 | closed) & ~(separators | breaks | returns | quotes)
      let strayReturn = (outerReturns << 1 | returned) & ~breaks
      if strayOpening | strayClosing | strayReturn != 0 { break }

      var recordEnds = breaks & ~quoted
      while recordEnds != 0 {
        let before = recordEnds & (0 &- recordEnds) &- 1
        ends[records] = UInt16(truncatingIfNeeded: marks + (cellEnds & before).nonzeroBitCount)
        records += 1
        recordEnds &= recordEnds &- 1
      }
      var rest = cellEnds
      let count = rest.nonzeroBitCount
      var place = marks
      while rest != 0 {
        for _ in 0..<4 {
          offsets[place] = UInt16(truncatingIfNeeded: position + rest.trailingZeroBitCount)
          rest &= rest &- 1
          place += 1
        }
      }
      marks += count

      quotedBreaks |= breaks & quoted
      inside = 0 &- (quoted >> 63)
      begins = (cellEnds | closing) >> 63
      closed = closing >> 63
      returned = outerReturns >> 63
      position += 64
    }
    self.records = records
    hasQuotedBreaks = quotedBreaks != 0
  }
}
