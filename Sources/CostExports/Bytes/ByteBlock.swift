#if canImport(_Builtin_intrinsics.intel.sse2)
import _Builtin_intrinsics.intel.sse2
#endif

/// Sixty-four bytes, compared all at once. Bit n of a result speaks of byte n.
struct ByteBlock {
  /// Bytes of a block.
  static let size = 64

  private let first: SIMD16<UInt8>
  private let second: SIMD16<UInt8>
  private let third: SIMD16<UInt8>
  private let fourth: SIMD16<UInt8>

  @inline(__always)
  init(_ start: UnsafeRawPointer) {
    first = start.loadUnaligned(as: SIMD16<UInt8>.self)
    second = start.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
    third = start.loadUnaligned(fromByteOffset: 32, as: SIMD16<UInt8>.self)
    fourth = start.loadUnaligned(fromByteOffset: 48, as: SIMD16<UInt8>.self)
  }

  /// The bytes that are `byte`.
  @inline(__always)
  func equal(_ byte: SIMD16<UInt8>) -> UInt64 {
    #if canImport(_Builtin_intrinsics.intel.sse2)
    return ByteBlock.signs(first .== byte) | ByteBlock.signs(second .== byte) << 16
      | ByteBlock.signs(third .== byte) << 32 | ByteBlock.signs(fourth .== byte) << 48
    #else
    return portableEqual(byte)
    #endif
  }

  #if canImport(_Builtin_intrinsics.intel.sse2)
  /// What x86 has an instruction for.
  @inline(__always)
  private static func signs(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    UInt64(UInt32(bitPattern: _mm_movemask_epi8(unsafeBitCast(mask, to: SIMD2<Int64>.self))))
  }
  #endif

  /// The same, by nothing but what every processor has.
  @inline(__always)
  func portableEqual(_ byte: SIMD16<UInt8>) -> UInt64 {
    // Each comparison leaves ones in the bytes that are equal. One bit of each is kept, another one for each eight
    // bytes, and laid over one another; then rows become columns.
    let sum =
      ByteBlock.bits(first .== byte, 0x01) | ByteBlock.bits(second .== byte, 0x04)
      | ByteBlock.bits(third .== byte, 0x10) | ByteBlock.bits(fourth .== byte, 0x40)
    return ByteBlock.transposed(sum[0].littleEndian | sum[1].littleEndian << 1)
  }

  /// True when there may be a line feed or a carriage return.
  @inline(__always)
  var hasLineEnds: Bool {
    let low = SIMD16<UInt8>(repeating: 0x0D)
    let found =
      ByteBlock.bits(first .<= low, 1) | ByteBlock.bits(second .<= low, 1) | ByteBlock.bits(third .<= low, 1)
      | ByteBlock.bits(fourth .<= low, 1)
    return found[0] | found[1] != 0
  }

  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>, _ bit: UInt64) -> SIMD2<UInt64> {
    unsafeBitCast(mask, to: SIMD2<UInt64>.self) & SIMD2(repeating: bit &* 0x0101_0101_0101_0101)
  }

  /// Eight bytes as eight rows of bits, mirrored on the diagonal.
  @inline(__always)
  private static func transposed(_ rows: UInt64) -> UInt64 {
    var rows = rows
    var swapped = (rows ^ rows >> 7) & 0x00AA_00AA_00AA_00AA
    rows ^= swapped ^ swapped << 7
    swapped = (rows ^ rows >> 14) & 0x0000_CCCC_0000_CCCC
    rows ^= swapped ^ swapped << 14
    swapped = (rows ^ rows >> 28) & 0x0000_0000_F0F0_F0F0
    return rows ^ swapped ^ swapped << 28
  }

  /// Bit n tells whether the number of ones up to and with bit n is odd.
  @inline(__always)
  static func parity(_ bits: UInt64) -> UInt64 {
    var bits = bits
    bits ^= bits << 1
    bits ^= bits << 2
    bits ^= bits << 4
    bits ^= bits << 8
    bits ^= bits << 16
    return bits ^ bits << 32
  }
}

extension ByteBlock {
  /// Writes `count` bytes with each pair of quotes made one to `target`, and gives their number. The caller knows that
  /// quotes come in pairs, and that both places have room for a block more: whole blocks are read and written.
  static func halveQuotes(_ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>) -> Int {
    let bytes = UnsafeRawPointer(source)
    let written = UnsafeMutableRawPointer(target)
    var from = 0
    var end = 0
    var inside: UInt64 = 0
    for start in stride(from: 0, to: count, by: size) {
      var quotes = ByteBlock(bytes + start).equal(SIMD16(repeating: UInt8(ascii: "\"")))
      if count - start < size { quotes &= (1 << UInt64(count - start)) &- 1 }
      let odd = parity(quotes) ^ inside
      inside = 0 &- (odd >> 63)
      // The second of each pair is left out, and what stands before it copied.
      var second = quotes & ~odd
      while second != 0 {
        let place = start + second.trailingZeroBitCount
        copy(bytes + from, place - from, to: written + end)
        end += place - from
        from = place + 1
        second &= second &- 1
      }
    }
    copy(bytes + from, count - from, to: written + end)
    return end + count - from
  }

  /// Copies a few bytes, and up to fifteen more: both places have room for a block behind them.
  @inline(__always)
  static func copy(_ source: UnsafeRawPointer, _ count: Int, to target: UnsafeMutableRawPointer) {
    var offset = 0
    while offset < count {
      target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self), toByteOffset: offset,
        as: SIMD16<UInt8>.self)
      offset += 16
    }
  }
}
