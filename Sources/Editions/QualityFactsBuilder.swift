import CostExports
import LedgerStore
import PlaybookRules
import Registers
import ReportCore

/// What the rules about the ledger itself look at, from a view and its placed cells.
struct QualityFactsBuilder {
  let registers: Registers
  let calendar: SiteCalendar
  let view: LedgerView
  let record: CostOfRecord

  /// `fixed` is what self-hosted models cost: money of the register, beside that of the ledger.
  func facts(_ placed: [PlacedCell], fixed: [UsageCell] = []) -> QualityFacts {
    let sources = SourceFactsBuilder(registers: registers, calendar: calendar, view: view).sources(placed)
    let settling = Dictionary(sources.map { ($0.format, $0) }) { first, _ in first }
    var provisional: [FormatDay: Bool] = [:]
    var records: [RecordCell] = []
    for cell in placed where cell.standing == .record {
      let day = FormatDay(source: cell.names.source, day: cell.sourceDay)
      let isProvisional =
        provisional[day] ?? settling[cell.dimension.source]?.isProvisional(cell.sourceDay) ?? false
      provisional[day] = isProvisional
      records.append(RecordCell(cell, isProvisional: isProvisional))
    }
    records += fixed.map {
      RecordCell(day: $0.day, provider: $0.provider, basis: .allocated, euro: $0.euro, origin: $0.origin)
    }
    return QualityFacts(
      records: records, keys: keys(placed), sources: sources, twins: TwinFinder(record).twins(placed),
      covered: covered())
  }

  private func covered() -> [String: [ClosedRange<CalendarDay>]] {
    var covered: [String: [ClosedRange<CalendarDay>]] = [:]
    for provider in Set(view.coverage.map { $0.provider.lowercased() }) {
      covered[provider] = CoveredDays(view.coverage, provider: provider).ranges
    }
    return covered
  }

  private func keys(_ placed: [PlacedCell]) -> [KeyCell] {
    var cells: [KeyDay: KeyCell] = [:]
    for cell in placed where cell.cell.charge == .usage && !cell.dimension.keyAlias.isEmpty {
      if case .twin = cell.standing { continue }
      let key = KeyDay(day: cell.day, key: cell.names.key, useCase: cell.useCase, isRuled: cell.isRuled)
      cells[
        key,
        default: KeyCell(
          day: cell.day, provider: cell.dimension.provider, key: cell.dimension.keyAlias, useCase: cell.useCase,
          isRuled: cell.isRuled, calls: 0, euro: 0)
      ].add(cell.cell)
    }
    return cells.values.filter { $0.calls != 0 || $0.euro != 0 }.sorted {
      if $0.day != $1.day { return $0.day < $1.day }
      return ($0.provider, $0.key, $0.useCase ?? "", $0.isRuled ? 1 : 0)
        < ($1.provider, $1.key, $1.useCase ?? "", $1.isRuled ? 1 : 0)
    }
  }

  private struct FormatDay: Hashable {
    var source: Int
    var day: CalendarDay
  }

  private struct KeyDay: Hashable {
    var day: CalendarDay
    var key: Int
    var useCase: String?
    var isRuled: Bool
  }
}

extension KeyCell {
  fileprivate mutating func add(_ cell: RollupCell) {
    calls += cell.calls
    euro += cell.euroCost
  }
}

extension RecordCell {
  init(_ placed: PlacedCell, isProvisional: Bool) {
    let cell = placed.cell
    self.init(
      day: placed.day, sourceDay: placed.sourceDay, provider: placed.dimension.provider,
      format: placed.dimension.source, kind: Kind(cell.charge), basis: EuroBasis(cell.basis), euro: cell.euroCost,
      billed: cell.euroBilled, unpricedCalls: cell.unpricedCalls, unpricedTokens: cell.unpricedTokens,
      unratedRows: cell.unratedRows, isProvisional: isProvisional, origin: placed.origin)
  }
}

extension RecordCell.Kind {
  fileprivate init(_ charge: ChargeKind) {
    switch charge {
    case .usage: self = .usage
    case .subscription: self = .fee
    case .purchase: self = .purchase
    case .credit: self = .credit
    case .tax: self = .tax
    case .correction: self = .correction
    }
  }
}
