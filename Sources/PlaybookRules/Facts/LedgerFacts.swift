public import ReportCore

/// The ledger as rules see it: who spent what on which day, and what should have arrived. Values only.
public struct LedgerFacts: Sendable {
  /// By day, then in the ledger's own order.
  public let cells: [UsageCell]
  public let origins: [UsageOrigin]
  public let capture: [CaptureCell]
  public let peaks: [PeakCell]
  /// Nil when `sources.yml` is absent: then nobody knows what is missing.
  public private(set) var expected: [ExpectedSource]?
  /// What the rules about the ledger itself look at.
  public private(set) var quality: QualityFacts
  /// The first day that has anything at all in force; nil where the first of the cells is.
  public let firstDay: CalendarDay?
  /// The days an edition reads; nil for all that there are.
  public private(set) var window: ClosedRange<CalendarDay>?

  public init(
    cells: [UsageCell] = [], origins: [UsageOrigin] = [], capture: [CaptureCell] = [], peaks: [PeakCell] = [],
    expected: [ExpectedSource]?, quality: QualityFacts = QualityFacts(), firstDay: CalendarDay? = nil
  ) {
    // A stable order whatever the caller's: figures must not depend on it.
    self.cells = DayOrder.ordered(cells, by: \.day)
    self.origins = origins
    self.capture = capture
    self.peaks = peaks
    self.expected = expected
    self.quality = quality
    self.firstDay = firstDay
  }

  /// These facts as an edition sees them that reads `days` only: as if no others were known. Days spoken for, sources and
  /// go-lives are the caller's to cut, in `expected` and `quality`.
  public func within(
    _ days: ClosedRange<CalendarDay>, expected: [ExpectedSource]?, quality: QualityFacts
  ) -> LedgerFacts {
    var facts = self
    facts.window = days
    facts.expected = expected
    facts.quality = quality
    facts.quality.window = days
    return facts
  }

  /// The cells of a range of days.
  public func cells(in days: ClosedRange<CalendarDay>) -> ArraySlice<UsageCell> {
    let first = max(days.lowerBound, window?.lowerBound ?? days.lowerBound)
    let last = min(days.upperBound, window?.upperBound ?? days.upperBound)
    guard first <= last else { return [] }
    return cells[firstIndex(from: first)..<firstIndex(from: last.advanced(by: 1))]
  }

  /// The sums over the cells of a range that `include` accepts.
  public func tally(_ days: ClosedRange<CalendarDay>, where include: (UsageCell) -> Bool = { _ in true }) -> Tally {
    var tally = Tally()
    for cell in cells(in: days) where include(cell) { tally.add(cell) }
    return tally
  }

  /// Rows behind a tally; a row spread over several cells counts once.
  public func rows(of tally: Tally) -> Int { lines(of: tally.origins).reduce(0) { $0 + $1.rows } }

  /// The lines of each import behind some origins, by the journal's number. The ledger counts a row that is spread over
  /// days on its first day only; here it counts in every range of days that it touches.
  public func lines(of indices: Set<Int>) -> [OriginLines] {
    var sums = ImportSums()
    var heads: Set<LinePlace> = []
    var tails: Set<LinePlace> = []
    for index in indices {
      let lines = origins[index].lines
      var hasRows = false
      for entry in lines {
        sums.add(entry)
        if entry.rows != 0 { hasRows = true }
      }
      // A slot without rows of its own holds the tail of the newest import's rows; older ones were replaced.
      if !hasRows, let newest = lines.last(where: { $0.firstLine > 0 }) { tails.insert(LinePlace(newest)) }
    }
    if !tails.isEmpty {
      for lines in indices.lazy.map({ origins[$0].lines }) {
        for entry in lines where entry.rows > 0 && entry.firstLine > 0 { heads.insert(LinePlace(entry)) }
      }
    }
    for place in tails.subtracting(heads) { sums.add(place) }
    return sums.all.sorted { $0.importNumber < $1.importNumber }
  }

  /// Why the range is not fully covered: no source, or one that is late; nil when everything expected has come.
  public func gap(in days: ClosedRange<CalendarDay>) -> UnknownReason? {
    guard let expected else { return .noSource }
    var reason: UnknownReason?
    for source in expected {
      let missing = source.missingDays(in: days)
      guard let first = missing.first else { continue }
      // Only what came up to these days: what came for later ones does not change what this was.
      let newest = source.covered.filter { $0.lowerBound <= days.upperBound }.last?.upperBound
      let isLateOnly = newest.map { first > min($0, days.upperBound) } ?? false
      reason = isLateOnly ? reason ?? .sourceTooOld : .noSource
    }
    return reason
  }

  private func firstIndex(from day: CalendarDay) -> Int {
    var low = 0
    var high = cells.count
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].day < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Lines of one import.
private struct LinePlace: Hashable {
  let importNumber: Int
  let firstLine: Int
  let lastLine: Int

  init(_ lines: OriginLines) {
    importNumber = lines.importNumber
    firstLine = lines.firstLine
    lastLine = lines.lastLine
  }
}

/// The lines of each import, added up; most lines are of the import of the lines before.
private struct ImportSums {
  private(set) var all: [OriginLines] = []
  private var places: [Int: Int] = [:]
  private var last = 0

  mutating func add(_ lines: OriginLines) {
    let place = place(of: lines.importNumber)
    all[place].rows += lines.rows
    guard lines.firstLine > 0 else { return }
    all[place].firstLine =
      all[place].firstLine == 0 ? lines.firstLine : min(all[place].firstLine, lines.firstLine)
    all[place].lastLine = max(all[place].lastLine, lines.lastLine)
  }

  mutating func add(_ tail: LinePlace) {
    all[place(of: tail.importNumber)].rows += tail.lastLine - tail.firstLine + 1
  }

  private mutating func place(of number: Int) -> Int {
    if last < all.count, all[last].importNumber == number { return last }
    if let known = places[number] {
      last = known
    } else {
      last = all.count
      places[number] = last
      all.append(OriginLines(importNumber: number, rows: 0, firstLine: 0, lastLine: 0))
    }
    return last
  }
}

/// Values in the order of their days.
enum DayOrder {
  /// Values of one day stay in the order they are in.
  static func ordered<Value>(_ values: [Value], by day: (Value) -> CalendarDay) -> [Value] {
    let days = values.map { day($0).number }
    guard zip(days, days.dropFirst()).contains(where: { $0 > $1 }) else { return values }
    return values.indices.sorted { (days[$0], $0) < (days[$1], $1) }.map { values[$0] }
  }
}

/// Sums over cells.
public struct Tally: Sendable {
  /// Euro nano-units.
  public var euro: Int128 = 0
  public var calls = 0
  public var errors = 0
  public var tokens = TokenUsage()
  public var unpricedCalls = 0
  public var unpricedTokens = 0
  public var unpricedRows = 0
  public var unratedRows = 0
  /// What unpriced use can add at most, in euro nano-units; nil once some of it has no limit.
  public var unpricedLimit: Int128? = 0
  /// Indices into `LedgerFacts.origins`.
  public var origins: Set<Int> = []

  /// Nothing.
  public init() {}

  /// Adds one cell.
  public mutating func add(_ cell: UsageCell) {
    euro += Int128(cell.euro)
    calls += cell.calls
    errors += cell.errors
    tokens = tokens + cell.tokens
    unpricedCalls += cell.unpricedCalls
    unpricedTokens += cell.unpricedTokens
    unpricedRows += cell.unpricedRows
    unratedRows += cell.unratedRows
    if cell.hasUnpriced {
      unpricedLimit = cell.unpricedLimit.flatMap { limit in unpricedLimit.map { $0 + Int128(limit) } }
    }
    origins.insert(cell.origin)
  }

  /// Calls that succeeded.
  public var successful: Int { calls - errors }

  /// What keeps the cost from being exact: missing rates before unpriced use.
  public var costReason: UnknownReason? {
    let isUnpriced = unpricedCalls > 0 || unpricedTokens > 0 || unpricedRows > 0
    return unratedRows > 0 ? .noExchangeRate : isUnpriced ? .noPrice : nil
  }

  /// What the cost can be above `euro`, in euro nano-units: nothing when it is exact; nil when nobody can say.
  public var costLimit: Int128? { unratedRows > 0 ? nil : unpricedLimit }
}
