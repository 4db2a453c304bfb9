import Glibc
public import ReportCore

extension Folder {
  /// Where the symbolic link `name` leads, as it is written there; nil when `name` is no link.
  public func destination(ofLink name: String) throws(Diagnostic) -> String? {
    var text = [CChar](repeating: 0, count: 4096)
    let count = readlinkat(descriptor, name, &text, text.count)
    guard count < 0 else { return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) }
    guard errno == EINVAL || errno == ENOENT else { throw SystemFailure.last("read this link", shownName(name)) }
    return nil
  }

  /// Makes the symbolic link `name`, in place of an earlier link or file of that name; false, and nothing changed, when
  /// this file system has no symbolic links.
  public func makeLink(_ name: String, to destination: String) throws(Diagnostic) -> Bool {
    try remove(name)
    try Fault.pass(shownName(name))
    guard symlinkat(destination, descriptor, name) != 0 else { return true }
    guard [EPERM, EOPNOTSUPP, ENOSYS, EINVAL].contains(errno) else {
      throw SystemFailure.last("make this link", shownName(name))
    }
    return false
  }

  /// What stands at `path`; its last part is not followed when it is a link.
  public static func entry(at path: String, shown: String) throws(Diagnostic) -> FolderEntry {
    var found = stat()
    guard lstat(path, &found) == 0 else {
      guard errno == ENOENT else { throw SystemFailure.last("look at this place", shown) }
      return .absent
    }
    switch found.st_mode & S_IFMT {
    case S_IFREG: return .file(size: Int(found.st_size), mode: found.st_mode & 0o7777)
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// `path` without links, `.` and `..`; nil when it leads nowhere.
  public static func realPath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}

extension Folder {
  /// False when somebody writes in this folder under `lock`; holds writers off until this object is gone.
  public func lockForReading() -> Bool { flock(descriptor, LOCK_SH | LOCK_NB) == 0 }
}
