#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Makes text of slices, once for the values that keep coming back: models, keys, teams. A fixed number of slots,
/// so an export with a million different values costs no memory.
struct TextCache {
  private static let slots = 256
  private var texts = [String](repeating: "", count: slots)

  /// Text of `slice`; nil when it is not UTF-8.
  mutating func text(_ slice: ByteSlice) -> String? {
    guard slice.count > 0, let start = slice.start else { return "" }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in 0..<slice.count { hash = (hash ^ UInt64(start[index])) &* 0x100_0000_01b3 }
    let slot = Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(TextCache.slots - 1))
    let isHit = texts[slot].utf8.withContiguousStorageIfAvailable { known in
      guard known.count == slice.count, let address = known.baseAddress else { return false }
      return memcmp(address, start, slice.count) == 0
    }
    if isHit == true { return texts[slot] }
    guard let text = slice.text else { return nil }
    texts[slot] = text
    return text
  }
}

/// Tells end users of one file apart by small numbers. Keeps no name, only a keyed hash of 128 bits that differs
/// from run to run, so nothing of a person can leave.
struct EndUserNumbers {
  private struct Mark: Hashable {
    let first: Int
    let second: Int
  }

  private var numbers: [Mark: Int] = [:]

  /// 0 for the first end user met, 1 for the second; nil for nobody.
  mutating func number(of slice: ByteSlice) -> Int? {
    guard slice.count > 0 else { return nil }
    let mark = Mark(first: hash(slice, salt: 1), second: hash(slice, salt: 2))
    if let known = numbers[mark] { return known }
    let number = numbers.count
    numbers[mark] = number
    return number
  }

  private func hash(_ slice: ByteSlice, salt: UInt8) -> Int {
    var hasher = Hasher()
    hasher.combine(salt)
    hasher.combine(bytes: UnsafeRawBufferPointer(slice.buffer))
    return hasher.finalize()
  }
}
