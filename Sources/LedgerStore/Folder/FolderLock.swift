import Glibc
import ReportCore

/// Keeps two programs from writing to the same journal at once. The lock goes when it is released and when its
/// program ends, however it ends.
struct FolderLock: ~Copyable {
  private let file: Int32
  private let path: String

  /// Fails at once when somebody else holds the lock.
  init(folder: String) throws {
    path = "\(folder)/.lock"
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw FileSystem.failure("cannot be created", path) }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        close(file)
        throw FolderLock.busy(folder)
      }
      // The holder before us removes its file: what we locked may no longer be the file of that name.
      var held = stat()
      var named = stat()
      if fstat(file, &held) == 0, lstat(path, &named) == 0, held.st_ino == named.st_ino {
        self.file = file
        return
      }
      close(file)
    }
  }

  deinit {
    unlink(path)
    close(file)
  }

  private static func busy(_ folder: String) -> Diagnostic {
    Diagnostic(
      code: "ledger-busy", at: SourcePlace(file: folder), "another peil command is working on this folder",
      remedy: "Wait until it has finished, then run the command again.")
  }
}
