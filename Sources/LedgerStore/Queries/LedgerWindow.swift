public import CostExports
public import ReportCore

/// What an edition reads of the ledger for a range of days, act by act: what was known at any moment can be told from it
/// without reading again. Values only.
public struct LedgerWindow: Sendable, Equatable {
  /// The moment; nothing recorded later is in here.
  public var asOf: Instant
  /// The days asked for; cells, peaks and coverage reach a day further on both sides.
  public var days: ClosedRange<CalendarDay>
  /// The acts that cells, peaks, coverage and amounts point at, and all that were recorded since the moment asked for;
  /// by number.
  public var acts: [WindowAct]
  /// How many acts were recorded before that moment.
  public var earlierActs: Int
  /// Those of the cells and peaks, ordered by their fields.
  public var dimensions: [Dimension]
  /// In the order of slots, dimensions, charges and bases, then of imports.
  public var cells: [RollupCell]
  /// Of all imports that speak for a day of the range, those withdrawn included: whatever they speak for.
  public var coverage: [Coverage]
  /// By day, dimension and import, those of withdrawn imports included.
  public var userPeaks: [UserPeak]

  /// The part of it for some of its days, a day wider on both sides; coverage stays whole.
  public func part(_ days: ClosedRange<CalendarDay>) -> LedgerWindow {
    let wider = days.lowerBound.advanced(by: -1)...days.upperBound.advanced(by: 1)
    var part = self
    part.days = days
    part.cells = cells.filter { wider.contains($0.slot.sourceDay) }
    part.userPeaks = userPeaks.filter { wider.contains($0.day) }
    return part
  }

  /// What was known at `moment`, which is not later than `asOf`; without token ceilings.
  public func view(asOf moment: Instant) -> LedgerView {
    let known = acts.filter { $0.record.moment <= moment }
    let numbers = Set(known.map(\.record.number))
    let standing = Set(
      known.filter { act in act.record.withdrawnBy.map { !numbers.contains($0) } ?? true }.map(\.record.number))
    let isWhole = known.count == acts.count
    return LedgerView(
      asOf: moment,
      imports: known.map { act in
        var record = act.record
        if standing.contains(record.number) { record.withdrawnBy = nil }
        return record
      }, dimensions: dimensions,
      cells: isWhole ? cells : cells.filter { numbers.contains($0.importNumber) },
      coverage: coverage.filter { standing.contains($0.importNumber) },
      userPeaks: userPeaks.filter { standing.contains($0.importNumber) })
  }
}

/// An act of the ledger as a window knows it.
public struct WindowAct: Sendable, Equatable {
  /// With the act that took it back, if there is one by the window's moment: that act is in the window too.
  public var record: ImportRecord
  /// How much the sum of all costs changed, in euro nano-units.
  public var euroCost: Int64
  /// The imports of rates, prices and mappings that amounts of it rest on, by number.
  public var sources: [Int]

  /// An act.
  public init(record: ImportRecord, euroCost: Int64, sources: [Int]) {
    self.record = record
    self.euroCost = euroCost
    self.sources = sources
  }
}
