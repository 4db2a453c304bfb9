/// SHA-224 (FIPS 180-4, 6.3), which the library leaves out and some bags of others are made with. Nothing of ours
/// depends on it.
struct SHA224 {
  private var state: [UInt32] = [
    0xc105_9ed8, 0x367c_d507, 0x3070_dd17, 0xf70e_5939, 0xffc0_0b31, 0x6858_1511, 0x64f9_8fa7, 0xbefa_4fa4,
  ]
  private var waiting: [UInt8] = []
  private var length: UInt64 = 0

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    length += UInt64(bytes.count)
    waiting.append(contentsOf: bytes)
    consume()
  }

  var digest: [UInt8] {
    var last = self
    let pad = (119 - waiting.count % 64) % 64
    last.waiting += [0x80] + [UInt8](repeating: 0, count: pad)
    last.waiting += (0..<8).map { UInt8(truncatingIfNeeded: (length * 8) >> (56 - 8 * $0)) }
    last.consume()
    return last.state.prefix(7).flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
  }

  private mutating func consume() {
    var start = 0
    while waiting.count - start >= 64 {
      block(waiting[start..<start + 64])
      start += 64
    }
    waiting.removeFirst(start)
  }

  private mutating func block(_ bytes: ArraySlice<UInt8>) {
    var words = (0..<16).map { index in
      bytes.dropFirst(index * 4).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let (early, late) = (words[index - 15], words[index - 2])
      let small = turned(early, 7) ^ turned(early, 18) ^ early >> 3
      let large = turned(late, 17) ^ turned(late, 19) ^ late >> 10
      words.append(words[index - 16] &+ small &+ words[index - 7] &+ large)
    }
    var work = state
    for index in 0..<64 {
      let sum = turned(work[4], 6) ^ turned(work[4], 11) ^ turned(work[4], 25)
      let choice = work[4] & work[5] ^ ~work[4] & work[6]
      let first = work[7] &+ sum &+ choice &+ SHA224.constants[index] &+ words[index]
      let other = turned(work[0], 2) ^ turned(work[0], 13) ^ turned(work[0], 22)
      let majority = work[0] & work[1] ^ work[0] & work[2] ^ work[1] & work[2]
      work = [first &+ other &+ majority] + work[0..<7]
      work[4] = work[4] &+ first
    }
    for index in 0..<8 { state[index] = state[index] &+ work[index] }
  }

  private func turned(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < 64 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { prime in
      // The largest root with root³ ≤ prime × 2⁹⁶, by bits: exact, where floating point would not be.
      let target = UInt128(prime) << 96
      var root: UInt128 = 0
      for bit in stride(from: 35, through: 0, by: -1) {
        let next = root | 1 << UInt128(bit)
        if next * next * next <= target { root = next }
      }
      return UInt32(truncatingIfNeeded: root)
    }
  }()
}
