import CZlib
import ReportCore

/// Unpacks gzip (RFC 1952) on the way, members one after the other as `gzip` itself does. Memory does not grow with
/// the file; a file that unpacks to absurdly more than it is, is given up.
final class GzipSource: ByteSource {
  /// When unpacking is given up.
  struct Limits {
    /// Bytes that come out, at most: 64 GiB.
    var bytes = 64 << 30
    /// Bytes that come out for one that goes in, at most, once `ratioFrom` bytes came out. Exports shrink to a
    /// twentieth or so; the format itself can reach 1032.
    var ratio = 250
    /// From how many bytes on the ratio counts: 1 GiB.
    var ratioFrom = 1 << 30
  }

  private enum State {
    /// Between members; nothing has been unpacked yet, or a member has ended.
    case between
    case inMember
    case ended
    case failed(Diagnostic)
  }

  private static let chunk = 64 << 10

  private var source: any ByteSource
  private let file: String
  private let limits: Limits
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var state = State.between
  private var members = 0
  private var taken = 0
  private var given = 0

  /// Unpacks `source`, named `file` in complaints.
  init(_ source: any ByteSource, file: String, limits: Limits = Limits()) {
    self.source = source
    self.file = file
    self.limits = limits
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: GzipSource.chunk, alignment: 1)
    // 16 says gzip and nothing else. It can only fail for want of memory, and then the first inflate fails too.
    _ = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Unpacks the next bytes. Throws a `Diagnostic` when the file is damaged, cut short or too large unpacked, and what
  /// the source throws.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard buffer.count > 0 else { return 0 }
    while true {
      switch state {
      case .failed(let problem): throw problem
      case .ended: return 0
      case .between:
        guard try begin() else {
          state = .ended
          return 0
        }
        state = .inMember
      case .inMember:
        let count = try inflate(into: buffer)
        guard count == 0 else { return count }
      }
    }
  }

  /// True when another member begins here; the zeros with which tapes are filled up are no member.
  private func begin() throws -> Bool {
    guard try fill() else {
      guard members > 0 else { throw fail("gzip-truncated", "the compressed file is cut short", GzipSource.again) }
      return false
    }
    if members > 0 {
      while try fill() {
        guard let next = stream.pointee.next_in, next.pointee == 0 else { break }
        stream.pointee.next_in = next + 1
        stream.pointee.avail_in -= 1
      }
      guard try fill() else { return false }
      inflateReset(stream)
    }
    members += 1
    return true
  }

  /// Makes sure that there is input; false at the end of the file.
  private func fill() throws -> Bool {
    guard stream.pointee.avail_in == 0 else { return true }
    let count = try source.read(into: input)
    guard count > 0 else { return false }
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
    taken += count
    return true
  }

  /// Unpacks what fits; 0 when more input is needed or the member ended without another byte.
  private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard try fill() else { throw fail("gzip-truncated", "the compressed file is cut short", GzipSource.again) }
    let room = min(buffer.count, 1 << 30)
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    let result = CZlib.inflate(stream, Z_NO_FLUSH)
    let count = room - Int(stream.pointee.avail_out)
    switch result {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: state = .between
    default:
      // What came out before the damage is not handed over: half a file is no file.
      throw fail("gzip-damaged", "the compressed file is damaged", GzipSource.again)
    }
    given += count
    let isBomb = given > limits.ratioFrom && given / limits.ratio > taken
    guard given <= limits.bytes, !isBomb else {
      throw fail(
        "gzip-too-large", "the file unpacks to far more than an export can be",
        "Look inside with `zcat FILE | head`; split a real export by month.",
        found: "\(given) bytes from \(taken)")
    }
    return count
  }

  private static let again = "Download the file again, or check it with `gzip -t FILE`."

  private func fail(_ code: String, _ summary: String, _ remedy: String, found: String? = nil) -> Diagnostic {
    let problem = Diagnostic(code: code, at: SourcePlace(file: file), summary, found: found, remedy: remedy)
    state = .failed(problem)
    return problem
  }
}

extension PeekedSource {
  /// The head of an export as its reader will see it: what is compressed with gzip is unpacked on the way. Throws a
  /// `Diagnostic` when it cannot be, and what `source` throws.
  public static func unpacking(_ source: any ByteSource, file: String) throws -> PeekedSource {
    let peeked = try PeekedSource(source)
    guard peeked.head.bytes.starts(with: [0x1F, 0x8B]) else { return peeked }
    return try PeekedSource(GzipSource(peeked, file: file))
  }
}
