import LedgerStore
import ReportCore
import Synchronization

/// One line on a terminal that is written over and over, and gone when the work is done.
final class ProgressLine: Sendable {
  private let surroundings: Surroundings
  private let shown = Mutex<String?>(nil)

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// What the ledger is at. Silent when nobody watches.
  func show(_ progress: LedgerProgress) {
    if surroundings.showsProgress { show(Messages.progress(progress)) }
  }

  /// Any line. Silent when nobody watches.
  func show(_ line: String) {
    guard surroundings.showsProgress else { return }
    let isNew = shown.withLock { last in
      defer { last = line }
      return last != line
    }
    if isNew { surroundings.errors("\r\u{1B}[K" + Surroundings.printable(line)) }
  }

  /// Takes the line away.
  func finish() {
    let wasShown = shown.withLock { last in
      defer { last = nil }
      return last != nil
    }
    if wasShown { surroundings.errors("\r\u{1B}[K") }
  }
}
