import Crypto
import Glibc
import ReportCore

/// What the file system says about a file; equal stamps mean that nobody touched it.
struct FileStamp: Equatable {
  var size: Int64
  /// Nanoseconds since 1970.
  var modified: Int64
  /// Nanoseconds since 1970; also moves when the modification time is set back by hand.
  var changed: Int64
  var inode: Int64
}

/// The file system calls the ledger's folder needs. Everything that is said to be on disk has been synced.
enum FileSystem {
  enum Kind: Equatable { case regular, directory, other }

  /// Kind and stamp, links not followed; nil when there is no such file.
  static func status(_ path: String) throws -> (kind: Kind, stamp: FileStamp)? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("cannot be examined", path)
    }
    return (kind(of: status), stamp(of: status))
  }

  /// What a regular file looks like, links followed.
  static func stamp(_ path: String) throws -> FileStamp {
    var status = stat()
    guard stat(path, &status) == 0 else { throw errno == ENOENT ? absent(path) : failure("cannot be examined", path) }
    guard kind(of: status) == .regular else { throw notRegular(path) }
    return stamp(of: status)
  }

  /// The whole file; nil when it does not exist. For small files only.
  static func contents(_ path: String) throws -> [UInt8]? {
    guard try status(path) != nil else { return nil }
    var bytes: [UInt8] = []
    try read(path) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Hands the file over in pieces and returns what it looked like when it was opened.
  @discardableResult
  static func read(_ path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws -> FileStamp {
    // Non-blocking, so that opening a named pipe does not wait for a writer.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw failure("cannot be opened", path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure("cannot be examined", path) }
    guard kind(of: status) == .regular else { throw notRegular(path) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(file, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot be read", path) }
      guard count > 0 else { return stamp(of: status) }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Lower-case hex SHA-256 of the file as it stands, read in pieces; `each` may throw between them.
  static func digest(
    _ path: String, each: () throws -> Void = {}
  ) throws -> (sha256: String, stamp: FileStamp) {
    var hash = SHA256()
    let stamp = try read(path) { bytes in
      try each()
      hash.update(bufferPointer: bytes)
    }
    return (hexadecimal(hash.finalize()), stamp)
  }

  /// Copies a file to a path where nothing is, and syncs it. Returns the digest of what was copied.
  static func copy(_ source: String, to target: String) throws -> String {
    try create(target) { write in try read(source, write) }
  }

  /// Makes a file of what `body` hands over, where nothing is, and syncs it; on failure nothing stays. Returns its
  /// digest.
  static func create(
    _ target: String, _ body: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> String {
    let file = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure("cannot be created", target) }
    defer { close(file) }
    var hash = SHA256()
    do {
      try body { bytes in
        hash.update(bufferPointer: bytes)
        try write(bytes, to: file, path: target)
      }
      guard fsync(file) == 0 else { throw failure("cannot be written to disk", target) }
    } catch {
      unlink(target)
      throw error
    }
    return hexadecimal(hash.finalize())
  }

  /// Replaces a file as a whole: write beside, sync, rename, sync the folder.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    try writeBeside(path, bytes)
    try rename(beside(path), to: path)
    try syncFolder(of: path)
  }

  /// Writes and syncs what is to become `path` when it is renamed.
  static func writeBeside(_ path: String, _ bytes: [UInt8]) throws {
    let beside = beside(path)
    let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure("cannot be created", beside) }
    defer { close(file) }
    try bytes.withUnsafeBytes { try write($0, to: file, path: beside) }
    guard fsync(file) == 0 else { throw failure("cannot be written to disk", beside) }
  }

  /// The hidden name under which a file is written before it gets its own.
  static func beside(_ path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return "\(path[..<slash]).\(path[slash...]).new"
  }

  /// Renames within a folder; lasting once the folder has been synced.
  static func rename(_ path: String, to target: String) throws {
    guard Glibc.rename(path, target) == 0 else { throw failure("cannot be renamed to \(target)", path) }
  }

  /// Makes a rename or a removal in the folder of `path` last.
  static func syncFolder(of path: String) throws {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let file = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw failure("cannot be opened", folder) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure("cannot be written to disk", folder) }
  }

  /// Removes a file; it is no error when there is none.
  static func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else { throw failure("cannot be removed", path) }
  }

  /// Names in a folder, sorted.
  static func names(in folder: String) throws -> [String] {
    guard let directory = opendir(folder) else { throw failure("cannot be listed", folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let item = readdir(directory) {
      let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The folder's own path without links; nil when it does not exist.
  static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ path: String) throws {
    var path = path
    var missing: [String] = []
    while mkdir(path, 0o755) != 0, errno != EEXIST {
      guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
        throw failure("cannot be created", path)
      }
      missing.append(path)
      path = String(path[..<slash])
    }
    for path in missing.reversed() where mkdir(path, 0o755) != 0 { throw failure("cannot be created", path) }
  }

  static func failure(_ what: String, _ path: String) -> Diagnostic {
    Diagnostic(
      code: "input-output", at: SourcePlace(file: path), "\(what): \(String(cString: strerror(errno)))",
      remedy: "Check the path, its permissions and the free space, then run the command again.")
  }

  static func absent(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "input-output", at: SourcePlace(file: path), "there is no such file",
      remedy: "Check the path, then run the command again.")
  }

  static func notRegular(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "not-a-file", at: SourcePlace(file: path), "is not a regular file",
      remedy: "Give the downloaded export itself, not a folder, a pipe or a device.")
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, path: String) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(file, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("cannot be written", path) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  private static func kind(of status: stat) -> Kind {
    switch status.st_mode & S_IFMT {
    case S_IFREG: .regular
    case S_IFDIR: .directory
    default: .other
    }
  }

  private static func stamp(of status: stat) -> FileStamp {
    FileStamp(
      size: Int64(status.st_size),
      modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
      changed: Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec),
      inode: Int64(bitPattern: UInt64(status.st_ino)))
  }

  private static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
