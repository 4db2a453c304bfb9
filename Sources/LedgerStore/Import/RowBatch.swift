import CostExports
import ReportCore

/// Some thousand rows on their way from whoever reads the file to whoever books them: numbers in one piece of memory,
/// names as places in lists that both sides keep. A class, used again and again, so that no row costs an allocation.
final class RowBatch {
  /// `dimension` and `scope` (plus one, 0 for none) are places in the lists of names; `terms` is the currency's
  /// `packed` code; the euro amounts are not there yet.
  var rows = ContiguousArray<EntryRecord>()
  /// The file's number for the end user of each row; negative for nobody.
  var users = ContiguousArray<Int32>()
  /// The rows' ids one behind the other.
  var rowIDs = ContiguousArray<UInt8>()
  /// Where each row's id ends.
  var ends = ContiguousArray<Int>()
  var extras: [(index: Int, extras: EntryExtras)] = []
  /// Names met for the first time, in the order they were met in.
  var newDimensions: [Dimension] = []
  var newScopes: [String] = []

  init() {
    rows.reserveCapacity(EntryBlock.capacity)
    users.reserveCapacity(EntryBlock.capacity)
    ends.reserveCapacity(EntryBlock.capacity)
    rowIDs.reserveCapacity(EntryBlock.capacity * 40)
  }

  var isFull: Bool { rows.count == EntryBlock.capacity }

  var isEmpty: Bool { rows.isEmpty && newDimensions.isEmpty && newScopes.isEmpty }

  func clear() {
    rows.removeAll(keepingCapacity: true)
    users.removeAll(keepingCapacity: true)
    rowIDs.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    extras.removeAll(keepingCapacity: true)
    newDimensions.removeAll(keepingCapacity: true)
    newScopes.removeAll(keepingCapacity: true)
  }
}

extension Currency {
  /// The three letters in one number.
  var packed: Int { code.utf8.reduce(0) { $0 << 8 | Int($1) } }

  /// The currency of a `packed` code.
  init?(packed: Int) {
    self.init(String(decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: packed >> $0) }, as: UTF8.self))
  }
}
