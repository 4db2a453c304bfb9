import Glibc
public import ReportCore

/// What a regular file shows without being read. Equal stamps mean equal content, unless the file was written within
/// the tick of the clock in which it was looked at: compare `changed` with a later moment (git's racy rule).
public struct FileStamp: Sendable, Equatable {
  /// Bytes.
  public let size: Int
  /// The permission bits.
  public let mode: UInt32
  public let inode: UInt64
  /// Of the content, in nanoseconds since 1970.
  public let modified: Int64
  /// Of content or entry, in nanoseconds since 1970; nobody can set it back.
  public let changed: Int64

  /// A stamp that was kept.
  public init(size: Int, mode: UInt32, inode: UInt64, modified: Int64, changed: Int64) {
    self.size = size
    self.mode = mode
    self.inode = inode
    self.modified = modified
    self.changed = changed
  }

  init(_ status: stat) {
    self.init(
      size: Int(status.st_size), mode: status.st_mode & 0o7777, inode: UInt64(status.st_ino),
      modified: FileStamp.nanoseconds(status.st_mtim), changed: FileStamp.nanoseconds(status.st_ctim))
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    let (seconds, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? 0 : seconds &+ Int64(time.tv_nsec)
  }
}

extension Folder {
  /// The stamp of the regular file `name`; nil when there is none, or something else stands there.
  public func stamp(_ name: String) throws(Diagnostic) -> FileStamp? {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw SystemFailure.last("look at this file", shownName(name)) }
      return nil
    }
    return status.st_mode & S_IFMT == S_IFREG ? FileStamp(status) : nil
  }

  /// Makes the file `name`, which must not be there, with mode 0644 and these bytes. They are on disk after
  /// `syncContent` or `syncAll`, not before.
  /// Its time is a second later than `earlier`, in seconds since 1970, as `replace` has it.
  public func makeLater(_ name: String, _ bytes: [UInt8], after earlier: Int64? = nil) throws(Diagnostic) {
    let shown = shownName(name)
    try Fault.pass(shown)
    let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SystemFailure.last("make a new file", shown) }
    defer { close(file) }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { write(file, $0.baseAddress?.advanced(by: done), $0.count - done) }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw SystemFailure.last("write this file", shown)
      }
    }
    guard fchmod(file, 0o644) == 0 || Folder.hasNoModes else {
      throw SystemFailure.last("set the mode of this file", shown)
    }
    if let earlier { try Folder.setTime(of: file, after: earlier, shown) }
  }

  /// Brings the content of the file `name` to disk.
  public func syncContent(_ name: String) throws(Diagnostic) {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw SystemFailure.last("open this file", shownName(name)) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw SystemFailure.last("bring this file to disk", shownName(name)) }
  }

  /// Brings everything to disk that was written so far: for hundreds of files a fraction of the time that one call for
  /// each takes. (Linux waits in `sync` until it is done; `syncfs` is not among what Swift imports.)
  public static func syncAll() { Glibc.sync() }

  /// Gives the file `name` its place `newName` in another folder, over whatever file or link stands there.
  public func move(_ name: String, to folder: Folder, as newName: String) throws(Diagnostic) {
    try Fault.pass(folder.shownName(newName))
    guard renameat(descriptor, name, folder.descriptor, newName) == 0 else {
      throw SystemFailure.last("put the new file in its place", folder.shownName(newName))
    }
  }
}
