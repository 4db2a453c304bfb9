/// Where a row with an id of the source's own is: a piece of the id's hash and the row's place among those of its
/// import. Equal hashes only say where to look: what decides is the ids themselves.
struct RowKey: Comparable {
  /// The hash's 31 bits, then the 32 of the place; never negative, so it sorts as SQLite's integers do.
  var word: Int
  /// The file's number for the end user; negative for nobody. Only while the file is being imported.
  var user: Int32

  init(hash: Int, ordinal: Int, user: Int32) {
    word = hash << 32 | ordinal
    self.user = user
  }

  init(word: Int, user: Int32 = -1) {
    self.word = word
    self.user = user
  }

  var hash: Int { word >> 32 }
  var ordinal: Int { word & 0xFFFF_FFFF }

  /// Rows one import can have.
  static let maximumOrdinal = 0xFFFF_FFFF

  static func < (left: RowKey, right: RowKey) -> Bool { left.word < right.word }

  /// 31 bits of an id; the same in every ledger.
  static func hash(_ id: UnsafeBufferPointer<UInt8>) -> Int {
    let bytes = UnsafeRawBufferPointer(id)
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var offset = 0
    while offset + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      state = fold(state ^ word, 0xA076_1D64_78BD_642F)
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    return Int(fold(state ^ rest, 0xE703_7ED1_A0B4_28DB) >> 33)
  }

  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }
}

/// Whose ids are told apart by themselves: an account's, on one day.
struct RowKeyGroup: Hashable {
  /// The account, then 32 bits of the day: sorts by account, then day.
  let packed: Int

  init(account: Int, day: Int) { packed = account << 32 | (day &+ 0x8000_0000) & 0xFFFF_FFFF }

  init(packed: Int) { self.packed = packed }

  var account: Int { packed >> 32 }
  var day: Int { packed & 0xFFFF_FFFF - 0x8000_0000 }
}

extension ContiguousArray<RowKey> {
  /// Sorts by spreading the keys over buckets first: hashes are even. Many equal ones only make it an ordinary sort.
  mutating func sortByWord() {
    guard count > 64 else { return sort() }
    let bits = Swift.min(20, Int.bitWidth - (count >> 3).leadingZeroBitCount)
    let shift = 63 - bits
    var ends = [Int](repeating: 0, count: 1 << bits)
    for key in self { ends[key.word >> shift] += 1 }
    var total = 0
    for index in ends.indices { (ends[index], total) = (total, total + ends[index]) }
    var sorted = ContiguousArray(repeating: RowKey(word: 0), count: count)
    for key in self {
      let bucket = key.word >> shift
      sorted[ends[bucket]] = key
      ends[bucket] += 1
    }
    var start = 0
    for end in ends {
      if end - start > 1 { sorted[start..<end].sort() }
      start = end
    }
    self = sorted
  }
}
