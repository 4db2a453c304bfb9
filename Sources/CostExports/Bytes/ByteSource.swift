#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import ReportCore

/// Where bytes come from, in order, as many at a time as the reader has room for.
public protocol ByteSource {
  /// Puts the next bytes at the start of `buffer` and gives their number; 0 only at the end. Throws when the
  /// bytes cannot be read.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Bytes that are in memory already.
public struct MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let chunk: Int
  private var position = 0

  /// Hands out `bytes`, at most `chunk` at a time.
  public init(_ bytes: [UInt8], chunk: Int = .max) {
    self.bytes = bytes
    self.chunk = max(1, chunk)
  }

  /// Hands out the UTF-8 bytes of `text`.
  public init(_ text: String) { self.init(Array(text.utf8)) }

  /// Copies the next bytes; never throws.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, chunk, bytes.count - position)
    guard count > 0 else { return 0 }
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

/// The bytes of a regular file. A class, so that the file is closed when the last user lets go.
public final class FileSource: ByteSource {
  private let descriptor: CInt
  private let file: String

  /// Opens the file at `path`, named `file` in complaints. Throws a `Diagnostic` when there is no readable
  /// regular file.
  public init(path: String, file: String) throws {
    // Non-blocking, so that opening a named pipe does not wait for a writer.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    self.file = file
    guard descriptor >= 0 else { throw FileSource.problem("cannot-open", file, "the file cannot be opened", errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Diagnostic(
        code: "not-a-file", at: SourcePlace(file: file), "this is not a regular file",
        remedy: "Give the export as downloaded.")
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Reads the next bytes; throws a `Diagnostic` when the system cannot.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = systemRead(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw FileSource.problem("cannot-read", file, "the file cannot be read", errno) }
    }
  }

  private static func problem(_ code: String, _ file: String, _ summary: String, _ number: CInt) -> Diagnostic {
    Diagnostic(
      code: code, at: SourcePlace(file: file), summary, found: String(cString: strerror(number)),
      remedy: "Check that the file exists and that you may read it.")
  }
}

/// The method above hides the system's function of the same name.
private func systemRead(_ descriptor: CInt, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, start, count)
}

/// The beginning of a file: all that recognition looks at.
public struct FileHead: Sendable {
  /// Bytes looked at, at most.
  public static let size = 65_536
  /// The first `size` bytes, or all of them.
  public let bytes: [UInt8]
  /// True when the file ends within `bytes`.
  public let isWholeFile: Bool
  /// What is inside, when the file is a zip archive and somebody has looked.
  public var archiveNames: [String] = []

  /// True when the file begins as zip archives do.
  public var isArchive: Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

  /// The head of a file that holds `bytes`.
  public init(_ bytes: [UInt8], isWholeFile: Bool = true) {
    self.bytes = bytes
    self.isWholeFile = isWholeFile
  }
}

/// A source whose head has been read and will be read again by whoever reads the source.
public struct PeekedSource: ByteSource {
  /// The first bytes.
  public let head: FileHead
  private var position = 0
  private var rest: any ByteSource

  /// Reads the head of `source`; throws what the source throws.
  public init(_ source: any ByteSource) throws {
    var rest = source
    var bytes = [UInt8](repeating: 0, count: FileHead.size)
    var filled = 0
    while filled < bytes.count {
      let count = try bytes.withUnsafeMutableBytes { buffer in
        try rest.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      }
      if count == 0 { break }
      filled += count
    }
    self.rest = rest
    head = FileHead(Array(bytes[..<filled]), isWholeFile: filled < bytes.count)
  }

  /// The head first, then the rest.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard position < head.bytes.count else { return try rest.read(into: buffer) }
    let count = min(buffer.count, head.bytes.count - position)
    buffer.copyBytes(from: head.bytes[position..<position + count])
    position += count
    return count
  }
}
