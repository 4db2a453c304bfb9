import Glibc
public import OutputTree
public import ReportCore

/// An opened folder. All work below it goes by one name at a time and by this descriptor, so that no link and no
/// renamed parent can lead it elsewhere.
public final class Folder: Sendable {
  /// The one name new content is written under before it takes its place.
  public static let writingName = ".peil-writing"
  let descriptor: CInt
  /// As the person knows it: `public/2026`.
  public let shown: String

  init(descriptor: CInt, shown: String) {
    self.descriptor = descriptor
    self.shown = shown
  }

  deinit { close(descriptor) }

  /// Opens the folder at `path`, making it (not its parents) when it is absent.
  public static func root(_ path: String, shown: String) throws(Diagnostic) -> Folder {
    var made = false
    if mkdir(path, 0o755) == 0 {
      made = true
    } else if errno != EEXIST {
      throw SystemFailure.last("make this folder", shown)
    }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFailure.last("open this folder", shown) }
    let folder = Folder(descriptor: descriptor, shown: shown)
    if made {
      try folder.setOwnMode()
      try folder.syncParent()
    }
    return folder
  }

  /// Brings this folder's own name to disk.
  private func syncParent() throws(Diagnostic) {
    let parent = openat(descriptor, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { throw SystemFailure.last("open the folder above", shown) }
    defer { close(parent) }
    guard fsync(parent) == 0 else { throw SystemFailure.last("bring the folder above to disk", shown) }
  }

  /// False when another process holds the lock, which is freed with this object or its process.
  public func lock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Takes the lock as soon as whoever holds it lets go.
  public func waitForLock() throws(Diagnostic) {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw SystemFailure.last("lock this folder", shown) }
    }
  }

  /// The folder `name`; nil when there is none. Throws when a link or a file stands there.
  public func subfolder(_ name: String) throws(Diagnostic) -> Folder? {
    let inner = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard inner < 0 else { return Folder(descriptor: inner, shown: shownName(name)) }
    guard errno == ENOENT else { throw SystemFailure.last("open this folder", shownName(name)) }
    return nil
  }

  /// The folder `name`, made with mode 0755 whatever the umask when it is absent, and whether it was.
  public func madeSubfolder(_ name: String) throws(Diagnostic) -> (folder: Folder, isNew: Bool) {
    if let folder = try subfolder(name) { return (folder, false) }
    try Fault.pass(shownName(name))
    guard mkdirat(descriptor, name, 0o755) == 0 || errno == EEXIST else {
      throw SystemFailure.last("make this folder", shownName(name))
    }
    guard let folder = try subfolder(name) else {
      throw SystemFailure.of(ENOENT, "open this folder", shownName(name))
    }
    try folder.setOwnMode()
    return (folder, true)
  }

  /// What stands under `name`.
  public func entry(_ name: String) throws(Diagnostic) -> FolderEntry {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      guard errno == ENOENT else { throw SystemFailure.last("look at this file", shownName(name)) }
      return .absent
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(size: Int(status.st_size), mode: status.st_mode & 0o7777)
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// The SHA-256 of the regular file `name`, read in pieces.
  public func digest(_ name: String) throws(Diagnostic) -> ContentDigest {
    var hasher = ContentHasher()
    try read(name) { hasher.update($0) }
    return hasher.digest
  }

  /// The bytes of the regular file `name`.
  public func contents(_ name: String) throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(name) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Hands the regular file `name` to `take` in pieces.
  public func read(_ name: String, _ take: (UnsafeRawBufferPointer) -> Void) throws(Diagnostic) {
    // Not blocking: a pipe that took the file's place since it was looked at must not hang the build.
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw SystemFailure.last("open this file", shownName(name)) }
    defer { close(file) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(file, buffer.baseAddress, buffer.count)
      if count == 0 { return }
      if count > 0 {
        take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      } else if errno != EINTR {
        throw SystemFailure.last("read this file", shownName(name))
      }
    }
  }

  /// Writes beside, syncs, renames over whatever file or link is called `name`. Mode 0644 whatever the umask, unless
  /// another is given. The new file's time is at least a second later than the old one's, so that a tool that compares
  /// size and time, such as `rsync -a`, takes it along.
  public func replace(_ name: String, with bytes: [UInt8], mode: UInt32 = 0o644) throws(Diagnostic) {
    let shown = shownName(name)
    let earlier = try status(name)?.seconds
    try Fault.pass(shown)
    _ = unlinkat(descriptor, Folder.writingName, 0)
    let file = openat(descriptor, Folder.writingName, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SystemFailure.last("make a new file for this one", shown) }
    do throws(Diagnostic) {
      try Folder.fill(file, bytes, mode, after: earlier, shown)
      try Fault.pass(shown)
      guard renameat(descriptor, Folder.writingName, descriptor, name) == 0 else {
        throw SystemFailure.last("put the new file in its place", shown)
      }
    } catch {
      _ = unlinkat(descriptor, Folder.writingName, 0)
      throw error
    }
  }

  static func fill(
    _ file: CInt, _ bytes: [UInt8], _ mode: UInt32, after earlier: Int64? = nil, _ shown: String
  ) throws(Diagnostic) {
    var failure: Diagnostic?
    bytes.withUnsafeBytes { content in
      var done = 0
      while done < content.count, failure == nil {
        let count = write(file, content.baseAddress?.advanced(by: done), content.count - done)
        if count >= 0 {
          done += count
        } else if errno != EINTR {
          failure = SystemFailure.last("write this file", shown)
        }
      }
    }
    if failure == nil, fchmod(file, mode) != 0, !hasNoModes {
      failure = SystemFailure.last("set the mode of this file", shown)
    }
    if failure == nil, let earlier {
      do throws(Diagnostic) {
        try Folder.setTime(of: file, after: earlier, shown)
      } catch {
        failure = error
      }
    }
    if failure == nil, fsync(file) != 0 { failure = SystemFailure.last("bring this file to disk", shown) }
    if close(file) != 0, failure == nil { failure = SystemFailure.last("close this file", shown) }
    if let failure { throw failure }
  }

  /// Gives the regular file `name` mode 0644.
  public func setFileMode(_ name: String) throws(Diagnostic) {
    guard fchmodat(descriptor, name, 0o644, 0) == 0 else {
      throw SystemFailure.last("set the mode of this file", shownName(name))
    }
  }

  private func setOwnMode() throws(Diagnostic) {
    guard fchmod(descriptor, 0o755) == 0 || Folder.hasNoModes else {
      throw SystemFailure.last("set the mode of this folder", shown)
    }
  }

  /// Removes a file or link; false when there was none.
  @discardableResult public func remove(_ name: String) throws(Diagnostic) -> Bool {
    try Fault.pass(shownName(name))
    guard unlinkat(descriptor, name, 0) != 0 else { return true }
    guard errno == ENOENT else { throw SystemFailure.last("remove this file", shownName(name)) }
    return false
  }

  /// Removes the folder `name` if it is empty; false, and no complaint, otherwise.
  public func removeIfEmpty(_ name: String) -> Bool { unlinkat(descriptor, name, AT_REMOVEDIR) == 0 }

  /// Brings names made, renamed and removed here to disk.
  public func sync() throws(Diagnostic) {
    try Fault.pass(shown)
    guard fsync(descriptor) == 0 else { throw SystemFailure.last("bring this folder to disk", shown) }
  }

  /// `public/2026/w47`.
  public func shownName(_ name: String) -> String { "\(shown)/\(name)" }
}
