/// A window on a source: the unread part is contiguous, so a record can be handed out as slices. The window
/// grows for a long record and for nothing else, so memory does not grow with the file.
final class ByteWindow {
  /// What asking for more brought.
  enum Refill {
    /// More bytes behind the unread ones.
    case more
    /// The source has ended.
    case end
    /// The unread bytes fill the largest window allowed.
    case full
  }

  /// Bytes behind the window that may be looked at, though they mean nothing: whoever takes whole blocks need not look
  /// out for the end.
  static let slack = ByteBlock.size

  private(set) var base: UnsafeMutablePointer<UInt8>
  /// The unread bytes are base[start..<end].
  private(set) var start = 0
  private(set) var end = 0
  /// True when nothing will follow the unread bytes.
  private(set) var isFinal = false
  private var source: any ByteSource
  private var capacity: Int
  private let limit: Int

  init(_ source: any ByteSource, capacity: Int, limit: Int) {
    self.source = source
    self.capacity = max(1, capacity)
    self.limit = max(limit, capacity)
    base = .allocate(capacity: self.capacity + ByteWindow.slack)
  }

  deinit { base.deallocate() }

  func consume(to index: Int) { start = index }

  /// Moves the unread bytes to the front and fills the window to the brim. Slices handed out before are void.
  func refill() throws -> Refill {
    guard !isFinal else { return .end }
    let unread = end - start
    if unread == capacity {
      guard capacity < limit else { return .full }
      let larger = min(limit, capacity * 2)
      let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + ByteWindow.slack)
      moved.update(from: base + start, count: unread)
      base.deallocate()
      base = moved
      capacity = larger
    } else if start > 0 {
      base.update(from: base + start, count: unread)
    }
    start = 0
    end = unread
    // To the brim: whoever rescans an unfinished record does so only after the window has doubled.
    while end < capacity {
      let count = try source.read(
        into: UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end))
      guard count > 0 else {
        isFinal = true
        break
      }
      end += count
    }
    return end > unread ? .more : .end
  }

  /// Drops a byte order mark at the start of the unread bytes.
  func dropByteOrderMark() {
    guard end - start >= 3, base[start] == 0xEF, base[start + 1] == 0xBB, base[start + 2] == 0xBF else { return }
    start += 3
  }
}

/// Limits that keep an odd file from taking the machine.
enum ByteLimits {
  /// A record of this many bytes is refused (16 MB).
  static let record = 16 << 20
  /// Bytes read at a time.
  static let window = 256 << 10
  /// Columns of a header.
  static let cells = 4096
}
