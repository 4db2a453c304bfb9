#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import ReportCore

/// Finds the dimension of a row by the bytes it is made of: making eleven texts anew for each of a million rows would
/// take longer than all the rest. A fixed number of places, so that a file with a million different dimensions costs no
/// memory; what does not fit is made anew.
final class DimensionCache {
  /// Bytes of a key, at most; a multiple of eight.
  private static let longest = 192
  private static let sets = 2048
  private static let places = 2 * sets

  private let key: UnsafeMutablePointer<UInt8>
  private let state: UnsafeMutablePointer<(length: Int, hash: UInt64)>
  private let keys: UnsafeMutablePointer<UInt8>
  /// The hash with the key's length in it; 0 for an empty place.
  private let hashes: UnsafeMutablePointer<UInt64>
  private let days: UnsafeMutablePointer<Int>
  private let dimensions: UnsafeMutablePointer<Dimension>
  /// Which place of each set was filled last.
  private let turns: UnsafeMutablePointer<UInt8>

  init() {
    key = .allocate(capacity: DimensionCache.longest + ByteBlock.size)
    state = .allocate(capacity: 1)
    state.initialize(to: (0, 0))
    keys = .allocate(capacity: DimensionCache.places * DimensionCache.longest)
    hashes = .allocate(capacity: DimensionCache.places)
    hashes.initialize(repeating: 0, count: DimensionCache.places)
    days = .allocate(capacity: DimensionCache.places)
    days.initialize(repeating: .min, count: DimensionCache.places)
    dimensions = .allocate(capacity: DimensionCache.places)
    dimensions.initialize(repeating: Dimension(), count: DimensionCache.places)
    turns = .allocate(capacity: DimensionCache.sets)
    turns.initialize(repeating: 0, count: DimensionCache.sets)
  }

  deinit {
    dimensions.deinitialize(count: DimensionCache.places)
    key.deallocate()
    state.deallocate()
    keys.deallocate()
    hashes.deallocate()
    days.deallocate()
    dimensions.deallocate()
    turns.deallocate()
  }

  /// Begins a key.
  func begin(_ tag: UInt8) {
    key[0] = tag
    state.pointee.length = 1
  }

  /// Adds a part to the key; a key that gets too long is none.
  func add(_ part: ByteSlice) {
    let length = state.pointee.length
    guard length > 0, length + 1 + part.count < DimensionCache.longest, part.count < 255 else {
      state.pointee.length = 0
      return
    }
    key[length] = UInt8(truncatingIfNeeded: part.count)
    // Parts are short: sixteen bytes at a time beat a call. Both sides have room behind them.
    if let start = part.start { ByteBlock.copy(start, part.count, to: key + length + 1) }
    state.pointee.length = length + 1 + part.count
  }

  /// The place of the key's dimension, if it is known.
  func place() -> Int? {
    var length = state.pointee.length
    guard length > 0 else { return nil }
    // Whole words are hashed and compared; zeros fill the last one.
    while length & 7 != 0 {
      key[length] = 0
      length += 1
    }
    state.pointee.length = length
    let hash = hash(length)
    state.pointee.hash = hash
    let first = 2 * DimensionCache.set(hash)
    for place in first...first + 1
    where hashes[place] == hash && memcmp(keys + place * DimensionCache.longest, key, length) == 0 { return place }
    return nil
  }

  /// Keeps the dimension of the key that was asked for last; nil when its key is too long.
  func keep(_ dimension: Dimension) -> Int? {
    let (length, hash) = state.pointee
    guard length > 0 else { return nil }
    let set = DimensionCache.set(hash)
    turns[set] ^= 1
    let place = 2 * set + Int(turns[set])
    memcpy(keys + place * DimensionCache.longest, key, length)
    hashes[place] = hash
    days[place] = .min
    dimensions[place] = dimension
    return place
  }

  /// The dimension at a place.
  func dimension(_ place: Int) -> Dimension { dimensions[place] }

  /// True the first time in a row that a day is met with the dimension at a place.
  func isNew(_ day: CalendarDay, _ place: Int) -> Bool {
    guard days[place] != day.number else { return false }
    days[place] = day.number
    return true
  }

  private static func set(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 40) & (sets - 1) }

  /// Never 0, and another one for another length.
  private func hash(_ length: Int) -> UInt64 {
    let raw = UnsafeRawPointer(key)
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for offset in stride(from: 0, to: length, by: 8) {
      let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      hash = product.high ^ product.low
    }
    return hash & ~0xFF | UInt64(length)
  }
}
