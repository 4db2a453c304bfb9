import Glibc
public import ReportCore

extension Folder {
  /// Opens the folder at `path`; nil when there is none. Throws when a link or a file stands there.
  public static func existing(_ path: String, shown: String) throws(Diagnostic) -> Folder? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor < 0 else { return Folder(descriptor: descriptor, shown: shown) }
    guard errno == ENOENT else { throw SystemFailure.last("open this folder", shown) }
    return nil
  }

  /// The names in this folder but `.` and `..`, in the order of bytes. A name that is not UTF-8 comes repaired, so
  /// that nothing is found under it.
  public func names() throws(Diagnostic) -> [String] {
    // A descriptor of its own: reading a folder moves the position that copies of a descriptor share.
    let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard own >= 0, let stream = fdopendir(own) else { throw SystemFailure.last("list this folder", shown) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw SystemFailure.last("list this folder", shown) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  /// Makes a file that is not there yet, and brings its content to disk; the name needs `sync`.
  public func make(_ name: String, _ bytes: [UInt8], mode: UInt32) throws(Diagnostic) {
    let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SystemFailure.last("make this file", shownName(name)) }
    try Folder.fill(file, bytes, mode, shownName(name))
  }

  /// Gives the folder `name` the name `newName`; false, and nothing changed, when something has that name already. The
  /// rename of a folder replaces nothing but an empty folder, so that it needs no RENAME_NOREPLACE, which not every
  /// file system has.
  public func renameFolder(_ name: String, to newName: String) throws(Diagnostic) -> Bool {
    try Fault.pass(shownName(newName))
    guard renameat(descriptor, name, descriptor, newName) != 0 else { return true }
    guard ![EEXIST, ENOTEMPTY, ENOTDIR].contains(errno) else { return false }
    throw SystemFailure.last("put this folder in its place", shownName(newName))
  }

  /// Removes whatever is called `name`, with everything in it. Links are removed, never followed.
  public func removeAll(_ name: String) throws(Diagnostic) {
    guard try entry(name) == .folder else {
      try remove(name)
      return
    }
    if let inner = try subfolder(name) {
      try inner.setMode(0o755)
      for innerName in try inner.names() { try inner.removeAll(innerName) }
    }
    try Fault.pass(shownName(name))
    guard unlinkat(descriptor, name, AT_REMOVEDIR) == 0 || errno == ENOENT else {
      throw SystemFailure.last("remove this folder", shownName(name))
    }
  }

  /// Gives this folder's own permission bits.
  public func setMode(_ mode: UInt32) throws(Diagnostic) {
    guard fchmod(descriptor, mode) == 0 else { throw SystemFailure.last("set the mode of this folder", shown) }
  }
}
