/// What a file of spend logs is to hold.
public struct SpendLogsShape: Sendable {
  /// Rows, repeated ids included.
  public var rows: Int
  /// Days since 1970-01-01 of the first day; 20,697 is 1 September 2026.
  public var firstDay = 20_697
  /// Whole days the rows are spread over.
  public var days = 30
  /// Other seeds give other rows with other ids.
  public var seed: UInt64 = 2026

  /// A month from 1 September 2026.
  public init(rows: Int) { self.rows = rows }

  /// Rows of one day, `day` days after the month.
  public init(day: Int, rows: Int) {
    self.rows = rows
    firstDay += 30 + day
    days = 1
  }
}

/// What a ledger must make of a file, counted while it was written.
public struct SpendLogsTally: Equatable, Sendable {
  /// Rows of the file.
  public var rows = 0
  /// Rows left when the last one of each id counts.
  public var distinct = 0
  /// Calls of those that failed.
  public var errors = 0
  /// Tokens of those that reached a provider.
  public var tokens = 0
  /// Nano-dollars of those.
  public var nanos = 0

  /// Nothing.
  public init() {}

  /// Two files that share no id.
  public static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.rows += right.rows
    sum.distinct += right.distinct
    sum.errors += right.errors
    sum.tokens += right.tokens
    sum.nanos += right.nanos
    return sum
  }

  mutating func count(_ call: Call, _ sign: Int) {
    distinct += sign
    errors += call.ending == .failure ? sign : 0
    // An answer from the gateway's own cache used nothing.
    if call.ending != .cacheHit { tokens += sign * (call.prompt + call.completion) }
    nanos += sign * Int((call.spend * 1e9).rounded(.toNearestOrEven))
  }
}

/// Writes exports of LiteLLM's table of requests, byte for byte the same for the same shape.
public enum SpendLogsFile {
  /// How the rows are written.
  public enum Format: Sendable { case csv, jsonLines }

  /// Hands the file over in pieces of about a megabyte; throws what `write` throws.
  public static func write(
    _ shape: SpendLogsShape, as format: Format, to write: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> SpendLogsTally {
    var tally = SpendLogsTally()
    var calls = CallGenerator(shape)
    var text = CallText(format)
    while let (call, replaced) = calls.next() {
      text.append(call)
      tally.rows += 1
      if let replaced { tally.count(replaced, -1) }
      tally.count(call, 1)
      if text.bytes.count > 1 << 20 {
        try text.bytes.withUnsafeBytes(write)
        text.bytes.removeAll(keepingCapacity: true)
      }
    }
    try text.bytes.withUnsafeBytes(write)
    return tally
  }
}
