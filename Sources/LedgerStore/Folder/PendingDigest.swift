import Glibc
import ReportCore
import Synchronization

/// The digest of a large file, and its copy, made by a thread of its own while the file is read and booked.
final class PendingDigest {
  /// Smaller files are not worth a thread.
  static let minimumSize: Int64 = 1 << 24
  /// Stands where the digest will stand.
  static let placeholder = String(repeating: "0", count: 64)

  private struct Stopped: Error {}

  /// What both threads hold.
  private final class Work: @unchecked Sendable {
    let source: String
    let copy: String?
    let isStopped = Atomic(false)
    // Written by the thread, read when it has ended.
    var result: Result<String, any Error>?

    init(source: String, copy: String?) {
      self.source = source
      self.copy = copy
    }

    func run() {
      // The import waits for whoever reads the file, and this is a third of the reader's work: a third of the
      // weight brings both to their end together where processors are scarce. It need not succeed.
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
      result = Result { try digest() }
    }

    private func digest() throws -> String {
      guard let copy else { return try FileSystem.digest(source, each: check).sha256 }
      return try FileSystem.create(copy) { write in
        try FileSystem.read(source) { bytes in
          try check()
          try write(bytes)
        }
      }
    }

    private func check() throws {
      if isStopped.load(ordering: .relaxed) { throw Stopped() }
    }
  }

  private let work: Work
  private var thread: WorkerThread?

  /// The file it is of.
  var source: String { work.source }

  /// Starts at once; `copy` is where nothing is yet.
  init(of source: String, copy: String?) throws {
    let work = Work(source: source, copy: copy)
    self.work = work
    thread = try WorkerThread { work.run() }
  }

  deinit { stop() }

  /// Waits for the digest; the copy is on disk then.
  func value() throws -> String {
    join()
    return try work.result?.get() ?? PendingDigest.placeholder
  }

  /// Gives up.
  func stop() {
    work.isStopped.store(true, ordering: .relaxed)
    join()
  }

  private func join() {
    if let thread = thread.take() { thread.join() }
  }
}
