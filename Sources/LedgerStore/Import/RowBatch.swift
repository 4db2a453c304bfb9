import CostExports
import ReportCore

/// Some thousand rows on their way from whoever reads the file to whoever books them: numbers in one piece of memory,
/// names as places in lists that both sides keep. A class, used again and again, so that no row costs an allocation;
/// its memory is its own, because arrays in a class are watched at every access.
final class RowBatch {
  private struct State {
    var count = 0
    var text: UnsafeMutablePointer<UInt8>
    var textCount = 0
    var textCapacity: Int
  }

  /// `dimension` and `scope` (plus one, 0 for none) are places in the lists of names; `terms` is the currency's
  /// `packed` code; the euro amounts are not there yet.
  let rows: UnsafeMutablePointer<EntryRecord>
  /// The file's number for the end user of each row; negative for nobody.
  let users: UnsafeMutablePointer<Int32>
  private let idEnds: UnsafeMutablePointer<Int>
  private let state: UnsafeMutablePointer<State>
  var extras: [(index: Int, extras: EntryExtras)] = []
  /// Names met for the first time, in the order they were met in.
  var newDimensions: [Dimension] = []
  var newScopes: [String] = []

  init() {
    rows = .allocate(capacity: EntryBlock.capacity)
    users = .allocate(capacity: EntryBlock.capacity)
    idEnds = .allocate(capacity: EntryBlock.capacity)
    state = .allocate(capacity: 1)
    let capacity = EntryBlock.capacity * 40
    state.initialize(to: State(text: .allocate(capacity: capacity), textCapacity: capacity))
  }

  deinit {
    state.pointee.text.deallocate()
    state.deallocate()
    idEnds.deallocate()
    users.deallocate()
    rows.deallocate()
  }

  /// Rows there are.
  var count: Int { state.pointee.count }

  /// The rows' ids one behind the other.
  var rowIDs: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: state.pointee.text, count: state.pointee.textCount)
  }

  /// Where each row's id ends.
  var ends: UnsafeBufferPointer<Int> { UnsafeBufferPointer(start: idEnds, count: state.pointee.count) }

  var isFull: Bool { state.pointee.count == EntryBlock.capacity }

  var isEmpty: Bool { state.pointee.count == 0 && newDimensions.isEmpty && newScopes.isEmpty }

  /// Where the next row goes; there must be room.
  var room: UnsafeMutablePointer<EntryRecord> {
    precondition(state.pointee.count < EntryBlock.capacity)
    return rows + state.pointee.count
  }

  /// Adds the row that was put into `room`.
  func add(id: [UInt8], user: Int32) {
    let index = state.pointee.count
    precondition(index < EntryBlock.capacity)
    (users + index).initialize(to: user)
    if !id.isEmpty { id.withUnsafeBufferPointer(append) }
    (idEnds + index).initialize(to: state.pointee.textCount)
    state.pointee.count = index + 1
  }

  private func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    let count = state.pointee.textCount
    if count + text.count > state.pointee.textCapacity { makeRoom(for: count + text.count) }
    (state.pointee.text + count).update(from: start, count: text.count)
    state.pointee.textCount = count + text.count
  }

  private func makeRoom(for count: Int) {
    let capacity = max(count, 2 * state.pointee.textCapacity)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: state.pointee.text, count: state.pointee.textCount)
    state.pointee.text.deallocate()
    state.pointee.text = larger
    state.pointee.textCapacity = capacity
  }

  func clear() {
    state.pointee.count = 0
    state.pointee.textCount = 0
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
