/// Tells end users of one file apart by small numbers. Keeps no name, only a keyed hash of 96 bits that differs
/// from run to run, so nothing of a person can leave.
struct EndUserNumbers {
  private struct Mark {
    var first = 0
    var second: UInt32 = 0
    /// The user's number and one; 0 for an empty place.
    var number: UInt32 = 0
  }

  /// A table with open addressing, its size a power of two: the marks are as good as random already.
  private var marks = [Mark](repeating: Mark(), count: 64)
  private var count = 0

  /// 0 for the first end user met, 1 for the second; nil for nobody.
  mutating func number(of slice: ByteSlice) -> Int? {
    guard slice.count > 0 else { return nil }
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(slice.buffer))
    var other = hasher
    other.combine(1)
    let mark = Mark(
      first: hasher.finalize(), second: UInt32(truncatingIfNeeded: other.finalize()),
      number: UInt32(truncatingIfNeeded: count + 1))
    let place = place(of: mark, in: marks)
    if marks[place].number > 0 { return Int(marks[place].number) - 1 }
    marks[place] = mark
    count += 1
    if 2 * count > marks.count { grow() }
    return count - 1
  }

  /// Where the mark is, or where it belongs.
  private func place(of mark: Mark, in marks: [Mark]) -> Int {
    var place = mark.first & (marks.count - 1)
    while marks[place].number > 0, marks[place].first != mark.first || marks[place].second != mark.second {
      place = (place + 1) & (marks.count - 1)
    }
    return place
  }

  private mutating func grow() {
    var larger = [Mark](repeating: Mark(), count: 2 * marks.count)
    for mark in marks where mark.number > 0 { larger[place(of: mark, in: larger)] = mark }
    marks = larger
  }
}
