import ReportCore

/// A file that has to be seen as a whole: in memory, at most 64 MiB. For documents that are not one record a line.
final class WholeFile {
  /// Bytes, at most.
  static let limit = 64 << 20
  /// All bytes behind a byte order mark.
  let bytes: ByteSlice
  private let base: UnsafeMutablePointer<UInt8>

  /// Reads `source` to its end. Nil, with a complaint that gives `remedy`, when it is larger than `limit`. Throws what
  /// the source throws.
  init?(
    _ source: any ByteSource, file: String, limit: Int = WholeFile.limit, remedy: @autoclosure () -> String,
    problems: inout ProblemLog
  ) throws {
    var source = source
    var capacity = 1 << 16
    var count = 0
    var memory = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + ByteWindow.slack)
    do {
      while count <= limit {
        if count == capacity {
          let larger = UnsafeMutablePointer<UInt8>.allocate(
            capacity: min(capacity * 2, limit + 1) + ByteWindow.slack)
          larger.update(from: memory, count: count)
          memory.deallocate()
          memory = larger
          capacity = min(capacity * 2, limit + 1)
        }
        let new = try source.read(into: UnsafeMutableRawBufferPointer(start: memory + count, count: capacity - count))
        if new == 0 { break }
        count += new
      }
    } catch {
      memory.deallocate()
      throw error
    }
    guard count <= limit else {
      memory.deallocate()
      problems.add(
        Diagnostic(
          code: "file-too-large", at: SourcePlace(file: file),
          "the file is one document of more than \(limit >> 20) MB, which would have to be held in memory",
          expected: "at most \(limit >> 20) MB, or one row a line", remedy: remedy()))
      return nil
    }
    base = memory
    let whole = ByteSlice(start: memory, count: count)
    let hasMark = count >= 3 && memory[0] == 0xEF && memory[1] == 0xBB && memory[2] == 0xBF
    bytes = hasMark ? whole.dropFirst(3) : whole
  }

  deinit { base.deallocate() }
}
