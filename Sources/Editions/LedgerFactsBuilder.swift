import CostExports
import LedgerStore
import PlaybookRules
import Registers
import ReportCore

/// Turns the ledger's roll-ups into what rules look at: cost of record, attributed and spread, by the site's days.
struct LedgerFactsBuilder {
  let registers: Registers
  let calendar: SiteCalendar

  /// The facts of a view on `days`.
  func facts(_ view: LedgerView, days: ClosedRange<CalendarDay>) -> LedgerFacts {
    let (placed, origins) = CellPlacer(registers: registers, calendar: calendar).place(view)
    let limits = UnpricedLimits(view.tokenCeilings)
    let selfHosted = SelfHostedAllocation(registers, days)
    func usage(_ cell: PlacedCell, _ useCase: String?, euro: Int64, counts: Bool, knowsCost: Bool) -> UsageCell {
      self.usage(
        cell, useCase, euro: euro, counts: counts, knowsCost: knowsCost, limit: limits.limit(of: cell))
    }
    let spreading = BillSpreading(placed)
    let countedByHigherRank = Set(
      placed.filter { !$0.isReplaced && $0.cell.calls != 0 && $0.cell.charge == .usage }
        .map { AccountDay(provider: $0.dimension.provider, day: $0.sourceDay) })
    var cells: [UsageCell] = []
    var capture: [CaptureCell] = []
    for cell in placed {
      if cell.isReplaced || cell.isBill { capture.append(captured(cell)) }
      let account = AccountDay(provider: cell.dimension.provider, day: cell.sourceDay)
      if cell.isReplaced {
        // The bill knows the cost; only who called, how often and with how many tokens comes from here.
        guard !countedByHigherRank.contains(account) else { continue }
        cells.append(usage(cell, cell.useCase, euro: 0, counts: true, knowsCost: true))
      } else if selfHosted.contains(cell) {
        // The register knows the cost; an amount that a gateway makes up for it would count twice.
        cells.append(usage(cell, cell.useCase, euro: 0, counts: true, knowsCost: true))
      } else if cell.isRuled || !cell.isBill {
        cells.append(usage(cell, cell.useCase, euro: cell.cell.euroCost, counts: true, knowsCost: false))
      } else {
        for (position, part) in spreading.parts(of: cell).enumerated() {
          var spread = usage(cell, part.useCase, euro: part.euro, counts: position == 0, knowsCost: false)
          spread.isAllocated = true
          cells.append(spread)
        }
      }
    }
    cells += selfHosted.cells(placed, origin: origins.count)
    return LedgerFacts(
      cells: cells, origins: origins + [UsageOrigin(rows: 0, lines: [])], capture: capture, peaks: peaks(view),
      expected: registers.sources.map { expected($0, view.coverage) })
  }

  private func captured(_ cell: PlacedCell) -> CaptureCell {
    CaptureCell(
      day: cell.sourceDay, provider: cell.dimension.provider, billedEuro: cell.isBill ? cell.cell.euroCost : 0,
      gatewayEuro: cell.isReplaced ? cell.cell.euroCost : 0, unpricedCalls: cell.cell.unpricedCalls,
      unratedRows: cell.cell.unratedRows, origin: cell.origin)
  }

  private func usage(
    _ placed: PlacedCell, _ useCase: String?, euro: Int64, counts: Bool, knowsCost: Bool, limit: Int64?
  ) -> UsageCell {
    let cell = placed.cell
    return UsageCell(
      day: placed.day, useCase: useCase, isOutsideUseCases: placed.isRuled && placed.useCase == nil,
      provider: placed.dimension.provider, model: placed.dimension.model,
      modelClass: registers.modelClass(of: placed.dimension.model, on: placed.day),
      isUsage: cell.charge != .subscription, euro: euro, calls: counts ? cell.calls : 0,
      errors: counts ? cell.errors : 0,
      tokens: counts ? cell.tokens : TokenUsage(), unpricedCalls: knowsCost || !counts ? 0 : cell.unpricedCalls,
      unpricedTokens: knowsCost || !counts ? 0 : cell.unpricedTokens,
      unpricedRows: knowsCost ? 0 : cell.unpricedRows, unpricedLimit: limit,
      unratedRows: knowsCost ? 0 : cell.unratedRows,
      origin: placed.origin)
  }

  private func expected(_ sources: [SourceExpectation], _ coverage: [Coverage]) -> [ExpectedSource] {
    sources.map { source in
      let known = coverage.filter { $0.format == source.format }
      let providers = source.providers.isEmpty ? [nil] : source.providers.map(Optional.some)
      let covered = providers.map { CoveredDays(known, provider: $0).ranges }
      return ExpectedSource(expectation: source, covered: covered.dropFirst().reduce(covered[0], CoveredDays.common))
    }
  }

  private func peaks(_ view: LedgerView) -> [PeakCell] {
    var byPlace: [Place: [Int]] = [:]
    for peak in view.userPeaks {
      let fields = AttributionFields(view.dimensions[peak.dimension])
      guard let useCase = registers.attribution(for: fields, on: peak.day)?.useCase else { continue }
      byPlace[Place(day: peak.day, useCase: useCase), default: []].append(peak.calls)
    }
    return byPlace.sorted { ($0.key.day, $0.key.useCase) < ($1.key.day, $1.key.useCase) }.map { place, calls in
      PeakCell(day: place.day, useCase: place.useCase, atLeast: calls.max() ?? 0, atMost: calls.reduce(0, +))
    }
  }

  private struct AccountDay: Hashable {
    var provider: String
    var day: CalendarDay
  }

  private struct Place: Hashable {
    var day: CalendarDay
    var useCase: String
  }
}
