import Glibc
public import ReportCore

/// A lock with the name of its holder in it. It is freed with this object or with its process, however that ends; the
/// file stays.
public final class LockFile {
  private let descriptor: CInt

  private init(descriptor: CInt) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Takes the lock `name` in `folder` and writes `holder` into it, or gives the text of who holds it. Throws when the
  /// file system has no locks or the file cannot be made.
  public static func take(
    _ name: String, in folder: Folder, holder: String
  ) throws(Diagnostic) -> (lock: LockFile?, holder: String) {
    let shown = folder.shownName(name)
    let isNew = try folder.entry(name) == .absent
    let file = openat(folder.descriptor, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw SystemFailure.last("open this lock", shown) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      defer { close(file) }
      guard errno == EWOULDBLOCK else { throw SystemFailure.last("lock this file", shown) }
      var bytes = [UInt8](repeating: 0, count: 200)
      let count = pread(file, &bytes, bytes.count, 0)
      return (nil, String(decoding: bytes.prefix(max(0, count)), as: UTF8.self))
    }
    let lock = LockFile(descriptor: file)
    let bytes = Array(holder.utf8)
    // Only a help for people: the lock itself is what counts, and it needs no room on the disk.
    if ftruncate(file, 0) == 0 { _ = pwrite(file, bytes, bytes.count, 0) }
    _ = fsync(file)
    if isNew { try folder.sync() }
    return (lock, holder)
  }
}
