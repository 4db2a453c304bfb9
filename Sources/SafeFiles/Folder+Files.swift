import Glibc
public import OutputTree
public import ReportCore

extension Folder {
  /// The status of the regular file `name`; nil when there is none, or when something else has that name.
  public func status(_ name: String) throws(Diagnostic) -> FileStatus? {
    var found = stat()
    guard fstatat(descriptor, name, &found, AT_SYMLINK_NOFOLLOW) == 0 else {
      guard errno == ENOENT || errno == ENAMETOOLONG else {
        throw SystemFailure.last("look at this file", shownName(name))
      }
      return nil
    }
    return found.st_mode & S_IFMT == S_IFREG ? FileStatus(found) : nil
  }

  /// Gives the regular file `name` a second name in `other`; false, and nothing changed, when the file system has no
  /// such thing or does not allow it for this file.
  public func link(_ name: String, into other: Folder) throws(Diagnostic) -> Bool {
    try Fault.pass(other.shownName(name))
    guard linkat(descriptor, name, other.descriptor, name, 0) != 0 else { return true }
    guard [EPERM, EMLINK, EXDEV, EOPNOTSUPP, ENOSYS, EACCES].contains(errno) else {
      throw SystemFailure.last("give this file a second name", other.shownName(name))
    }
    return false
  }

  /// Copies the regular file `name` of `source` to `newName`, which must be absent, brings it to disk and gives the
  /// digest of what was copied. The new name itself needs `sync`.
  public func copy(
    _ name: String, as newName: String, from source: Folder, mode: UInt32, time: FileTime
  ) throws(Diagnostic) -> (digest: ContentDigest, status: FileStatus) {
    let shown = shownName(name)
    try Fault.pass(shown)
    let file = openat(descriptor, newName, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SystemFailure.last("make this file", shown) }
    var isOpen = true
    defer { if isOpen { close(file) } }
    var hasher = ContentHasher()
    var failure: Diagnostic?
    try source.read(name) { piece in
      guard failure == nil else { return }
      hasher.update(piece)
      failure = Folder.put(piece, into: file, shown)
    }
    if let failure { throw failure }
    try Fault.pass(shown)
    guard fchmod(file, mode) == 0 || Folder.hasNoModes else {
      throw SystemFailure.last("set the mode of this file", shown)
    }
    try Folder.set(time, of: file, shown)
    guard fsync(file) == 0 else { throw SystemFailure.last("bring this file to disk", shown) }
    var found = stat()
    guard fstat(file, &found) == 0 else { throw SystemFailure.last("look at this file", shown) }
    isOpen = false
    guard close(file) == 0 else { throw SystemFailure.last("close this file", shown) }
    return (hasher.digest, FileStatus(found))
  }

  private static func put(_ bytes: UnsafeRawBufferPointer, into file: CInt, _ shown: String) -> Diagnostic? {
    var done = 0
    while done < bytes.count {
      let count = write(file, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        return SystemFailure.last("write this file", shown)
      }
    }
    return nil
  }

  private static func set(_ time: FileTime, of file: CInt, _ shown: String) throws(Diagnostic) {
    switch time {
    case .same(let other): try setTime(other.seconds, other.nanoseconds, of: file, shown)
    case .later(let earlier, let from):
      try setTime(from, 0, of: file, shown)
      if let earlier { try setTime(of: file, after: earlier, shown) }
    }
  }

  /// Moves the time of an open file forward where it is not a second later than `earlier`, in seconds since 1970.
  static func setTime(of file: CInt, after earlier: Int64, _ shown: String) throws(Diagnostic) {
    // Some file systems count in steps of two seconds.
    for step in [1, 2] as [Int64] {
      var found = stat()
      guard fstat(file, &found) == 0 else { throw SystemFailure.last("look at this file", shown) }
      guard Int64(found.st_mtim.tv_sec) <= earlier else { return }
      try setTime(earlier + step, 0, of: file, shown)
    }
  }

  private static func setTime(
    _ seconds: Int64, _ nanoseconds: Int64, of file: CInt, _ shown: String
  ) throws(Diagnostic) {
    let moment = timespec(tv_sec: Int(seconds), tv_nsec: Int(nanoseconds))
    guard futimens(file, [moment, moment]) == 0 else { throw SystemFailure.last("set the time of this file", shown) }
  }

  /// After a failed change of mode of a file of our own: true when the file system keeps none.
  static var hasNoModes: Bool { [EPERM, EOPNOTSUPP, ENOSYS].contains(errno) }

  /// Brings names to disk where the file system can do that for a folder; shares of other systems often cannot.
  public func syncIfPossible() throws(Diagnostic) {
    try Fault.pass(shown)
    guard fsync(descriptor) == 0 || [EINVAL, EOPNOTSUPP, ENOSYS, EBADF].contains(errno) else {
      throw SystemFailure.last("bring this folder to disk", shown)
    }
  }

  /// Gives the file `name` the name `newName`, in place of whatever file or link has it.
  public func rename(_ name: String, to newName: String) throws(Diagnostic) {
    try Fault.pass(shownName(newName))
    guard renameat(descriptor, name, descriptor, newName) == 0 else {
      throw SystemFailure.last("put the new file in its place", shownName(newName))
    }
  }
}

extension FileStatus {
  init(_ found: stat) {
    self.init(
      size: Int(found.st_size), inode: UInt64(found.st_ino), seconds: Int64(found.st_mtim.tv_sec),
      nanoseconds: Int64(found.st_mtim.tv_nsec))
  }
}
