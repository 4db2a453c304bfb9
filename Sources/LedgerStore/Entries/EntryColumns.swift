import CostExports
import ReportCore

/// The numbers of a block's entries, column by column. A class, so that its memory is there once for a whole import.
final class EntryColumns {
  /// What is stored, in this order.
  enum Column: Int, CaseIterable {
    case kind, line, dimension, scope, start, firstDay, moreDays, calls, errors
    case inputUncached, inputCacheRead, inputCacheWrite, output, outputReasoning
    case cost, billedMore, euroCost, euroBilledMore, terms, priceImport
  }

  private(set) var count = 0
  private let numbers: UnsafeMutablePointer<Int>

  /// From one column to the next: a cache line more than a power of two, or the numbers of one entry would all want
  /// the same few places of the nearest cache.
  private static let stride = EntryBlock.capacity + 8

  init() { numbers = .allocate(capacity: EntryColumns.stride * Column.allCases.count) }

  deinit { numbers.deallocate() }

  func reset() { count = 0 }

  /// Adds an entry; at most `EntryBlock.capacity` of them.
  func append(_ record: EntryRecord) {
    precondition(count < EntryBlock.capacity)
    set(.kind, record.kind)
    set(.line, record.line)
    set(.dimension, record.dimension)
    set(.scope, record.scope)
    let isMoment = record.flags.contains(.moment)
    set(.start, isMoment ? record.start : 0)
    set(.firstDay, isMoment ? 0 : record.firstDay)
    set(.moreDays, record.lastDay &- record.firstDay)
    set(.calls, record.calls)
    set(.errors, record.errors)
    set(.inputUncached, record.tokens.inputUncached)
    set(.inputCacheRead, record.tokens.inputCacheRead)
    set(.inputCacheWrite, record.tokens.inputCacheWrite)
    set(.output, record.tokens.output)
    set(.outputReasoning, record.tokens.outputReasoning)
    set(.cost, record.cost)
    set(.billedMore, record.billed &- record.cost)
    set(.euroCost, record.euroCost)
    set(.euroBilledMore, record.euroBilled &- record.euroCost)
    set(.terms, record.terms)
    set(.priceImport, record.priceImport)
    count += 1
  }

  func column(_ column: Column) -> UnsafeBufferPointer<Int> {
    UnsafeBufferPointer(start: numbers + column.rawValue * EntryColumns.stride, count: count)
  }

  /// Puts another number in the place of each of a column.
  func map(_ column: Column, _ transform: (Int) -> Int) {
    let start = numbers + column.rawValue * EntryColumns.stride
    for index in 0..<count { start[index] = transform(start[index]) }
  }

  private func set(_ column: Column, _ value: Int) {
    numbers[column.rawValue * EntryColumns.stride + count] = value
  }
}

extension EntryRecord {
  /// Flags and enumerations in one number.
  var kind: Int {
    flags.rawValue | charge.rawValue << 8 | basis.rawValue << 12 | priceStatus.rawValue << 16
  }
}
