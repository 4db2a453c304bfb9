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
