#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The names inside a zip archive, for advice on what to unpack. Nothing in it is trusted: sizes and counts are bounded,
/// and whatever does not add up gives fewer names.
public enum ZipDirectory {
  /// Names, at most.
  static let limit = 200
  /// Bytes of the directory that are looked at.
  private static let bytes = 1 << 20
  /// The record at the end, with its comment, is never longer.
  private static let tail = 22 + 65_535

  /// Names of the files in the archive at `path`, in its own order, folders left out; none when it cannot be read.
  public static func names(at path: String) -> [String] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
    return names(size: Int(status.st_size)) { offset, count in
      var buffer = [UInt8](repeating: 0, count: count)
      var filled = 0
      while filled < count {
        let number = buffer.withUnsafeMutableBytes { bytes in
          pread(file, bytes.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
        }
        if number < 0, errno == EINTR { continue }
        guard number > 0 else { break }
        filled += number
      }
      return Array(buffer[..<filled])
    }
  }

  /// The same for an archive of `size` bytes, of which `read` gives those from an offset.
  static func names(size: Int, read: (_ offset: Int, _ count: Int) -> [UInt8]) -> [String] {
    let start = max(0, size - tail)
    let end = read(start, size - start)
    guard let record = lastRecord(in: end) else { return [] }
    let length = number(end, record + 12, 4)
    let offset = number(end, record + 16, 4)
    guard offset < size, length <= size - offset else { return [] }
    return names(inDirectory: read(offset, min(length, bytes)))
  }

  /// Names in the local headers at the beginning, when the end is not at hand.
  static func names(inHead head: [UInt8]) -> [String] {
    var names: [String] = []
    var index = 0
    while names.count < limit, index + 30 <= head.count, head[index..<index + 4].elementsEqual([0x50, 0x4B, 3, 4]) {
      let name = number(head, index + 26, 2)
      add(head, index + 30, name, to: &names)
      let isStreamed = number(head, index + 6, 2) & 8 != 0
      // Then the size stands behind the bytes, and where that is nobody knows.
      guard !isStreamed else { break }
      index += 30 + name + number(head, index + 28, 2) + number(head, index + 18, 4)
    }
    return names
  }

  private static func lastRecord(in end: [UInt8]) -> Int? {
    guard end.count >= 22 else { return nil }
    return (0...end.count - 22).reversed().first { end[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 5, 6]) }
  }

  private static func names(inDirectory directory: [UInt8]) -> [String] {
    var names: [String] = []
    var index = 0
    while names.count < limit, index + 46 <= directory.count,
      directory[index..<index + 4].elementsEqual([0x50, 0x4B, 1, 2])
    {
      let name = number(directory, index + 28, 2)
      add(directory, index + 46, name, to: &names)
      index += 46 + name + number(directory, index + 30, 2) + number(directory, index + 32, 2)
    }
    return names
  }

  private static func add(_ bytes: [UInt8], _ start: Int, _ count: Int, to names: inout [String]) {
    guard count > 0, start + count <= bytes.count, bytes[start + count - 1] != UInt8(ascii: "/") else { return }
    let name = String(decoding: bytes[start..<start + min(count, 300)], as: UTF8.self)
    if !name.hasPrefix("__MACOSX/") { names.append(name) }
  }

  /// Little-endian.
  private static func number(_ bytes: [UInt8], _ index: Int, _ count: Int) -> Int {
    bytes[index..<index + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
