#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import ReportCore

/// Lines of a file as slices of the window, blank ones skipped.
final class LineReader {
  /// 1-based line of the slice handed out last.
  private(set) var line = 0
  private let file: String
  private let window: ByteWindow
  private var hasBegun = false
  private var isStopped = false

  init(
    _ source: any ByteSource, file: String, capacity: Int = ByteLimits.window, limit: Int = ByteLimits.record
  ) {
    self.file = file
    window = ByteWindow(source, capacity: max(4, capacity), limit: limit)
  }

  /// The next line without its end; nil behind the last one. A line of 16 MB ends the reading with a complaint.
  func next(_ problems: inout ProblemLog) throws -> ByteSlice? {
    if !hasBegun {
      _ = try window.refill()
      window.dropByteOrderMark()
      hasBegun = true
    }
    while !isStopped {
      let start = window.start
      if start < window.end, let found = memchr(window.base + start, 0x0A, window.end - start) {
        let end = UnsafeMutableRawPointer(window.base).distance(to: found)
        line += 1
        window.consume(to: end + 1)
        if let slice = trimmed(start, end) { return slice }
        continue
      }
      switch try window.refill() {
      case .more: continue
      case .end:
        isStopped = true
        let start = window.start
        let end = window.end
        guard start < end else { return nil }
        line += 1
        window.consume(to: end)
        return trimmed(start, end)
      case .full:
        isStopped = true
        problems.add(
          Diagnostic(
            code: "record-too-long", at: SourcePlace(file: file, line: line + 1), "the line is longer than 16 MB",
            remedy: "Check that this is a cost export with one row a line, and download it again."))
      }
    }
    return nil
  }

  /// Nil for a line of white space.
  private func trimmed(_ start: Int, _ end: Int) -> ByteSlice? {
    let base = window.base
    var last = end
    while last > start, base[last - 1] == 0x0D || base[last - 1] == 0x20 || base[last - 1] == 0x09 { last -= 1 }
    return last > start ? ByteSlice(start: base + start, count: last - start) : nil
  }
}
