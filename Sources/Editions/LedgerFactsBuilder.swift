import CostExports
import LedgerStore
import PlaybookRules
import Pricing
import Registers
import ReportCore

/// Turns the ledger's roll-ups into what rules look at: cost of record, attributed and spread, by the site's days.
struct LedgerFactsBuilder {
  let registers: Registers
  let calendar: SiteCalendar

  /// The facts of a view on `days`.
  func facts(_ view: LedgerView, days: ClosedRange<CalendarDay>) -> LedgerFacts { facts(view, place(view), days: days) }

  /// The cells of a view in their place.
  func place(_ view: LedgerView) -> PlacedCells { CellPlacer(registers: registers, calendar: calendar).place(view) }

  /// The same of cells that have their place. What is said of a day of the site rests on the days around it, and for
  /// reports on those of its month that had passed by the end of its week: so that the facts of a range of days are
  /// part of the facts of every wider one. `originals` is what the ledger holds of invoices in other currencies.
  func facts(
    _ view: LedgerView, _ places: PlacedCells, days: ClosedRange<CalendarDay>, originals: [Int: Money] = [:],
    firstDay: CalendarDay? = nil
  ) -> LedgerFacts {
    let (placed, origins) = (places.cells, places.origins)
    let limits = UnpricedLimits(view.tokenCeilings)
    let selfHosted = SelfHostedAllocation(registers, days)
    let spreading = BillSpreading(placed)
    let counting = Counting(placed)
    var cells: [UsageCell] = []
    var capture: [CaptureCell] = []
    for cell in placed where cell.isSpend {
      switch cell.standing {
      case .twin, .reference: continue
      case .outranked:
        capture.append(captured(cell))
        // The report knows the cost; only who called, how often and with how many tokens comes from here.
        guard counting.counts(cell) else { continue }
        cells += parts(of: cell, spreading, euro: 0, tokens: true, limit: nil, knowsCost: true)
      case .record:
        if cell.isReport { capture.append(captured(cell)) }
        // The register knows the cost of a self-hosted model; an amount that a gateway makes up for it would count twice.
        let isFixed = selfHosted.contains(cell)
        cells += parts(
          of: cell, spreading, euro: isFixed ? 0 : cell.cell.euroCost, tokens: counting.counts(cell),
          limit: limits.limit(of: cell), knowsCost: isFixed)
      }
    }
    let fixed = selfHosted.cells(placed, origin: origins.count)
    var quality = QualityFactsBuilder(
      registers: registers, calendar: calendar, view: view, record: places.record
    ).facts(placed.filter { !selfHosted.contains($0) }, fixed: fixed)
    quality.originals = originals
    return LedgerFacts(
      cells: cells + fixed, origins: origins + [UsageOrigin(rows: 0, lines: [])], capture: capture, peaks: peaks(view),
      expected: registers.sources.map { expected($0, view.coverage) },
      quality: quality, firstDay: firstDay)
  }

  /// A cell as it is, or a report's cell that no rule speaks of spread over those who used it.
  private func parts(
    of placed: PlacedCell, _ spreading: BillSpreading, euro: Int64, tokens: Bool, limit: Int64?, knowsCost: Bool
  ) -> [UsageCell] {
    var whole = usage(placed, euro: euro, limit: limit, knowsCost: knowsCost)
    if !tokens { whole.tokens = TokenUsage() }
    guard !placed.isRuled, placed.isReport, let payers = spreading.payers(of: placed) else { return [whole] }
    let weights = payers.map(\.weight)
    let euros = LargestRemainder.split(total: euro, weights: weights) ?? []
    func split(_ count: Int) -> [Int] {
      (LargestRemainder.split(total: Int64(count), weights: weights) ?? []).map { Int($0) }
    }
    let (calls, errors) = (split(whole.calls), split(whole.errors))
    let counters = [
      whole.tokens.inputUncached, whole.tokens.inputCacheRead, whole.tokens.inputCacheWrite, whole.tokens.output,
      whole.tokens.outputReasoning,
    ].map(split)
    return payers.indices.map { index in
      var part = whole
      part.useCase = payers[index].useCase
      part.isAllocated = true
      part.euro = euros[index]
      part.calls = calls[index]
      part.errors = errors[index]
      part.tokens = TokenUsage(
        inputUncached: counters[0][index], inputCacheRead: counters[1][index], inputCacheWrite: counters[2][index],
        output: counters[3][index], outputReasoning: counters[4][index])
      // What has no price is counted once; a missing rate is doubt for everyone who may pay.
      if index > 0 { (part.unpricedCalls, part.unpricedTokens) = (0, 0) }
      return part
    }
  }

  private func captured(_ cell: PlacedCell) -> CaptureCell {
    let isGateway = cell.isOutranked && cell.rank == .gateway
    return CaptureCell(
      day: cell.sourceDay, provider: cell.dimension.provider, billedEuro: cell.isOutranked ? 0 : cell.cell.euroCost,
      gatewayEuro: isGateway ? cell.cell.euroCost : 0,
      unpricedCalls: cell.isOutranked && !isGateway ? 0 : cell.cell.unpricedCalls,
      unratedRows: cell.isOutranked && !isGateway ? 0 : cell.cell.unratedRows, origin: cell.origin)
  }

  private func usage(_ placed: PlacedCell, euro: Int64, limit: Int64?, knowsCost: Bool) -> UsageCell {
    let cell = placed.cell
    return UsageCell(
      day: placed.day, useCase: placed.useCase, isOutsideUseCases: placed.isRuled && placed.useCase == nil,
      provider: placed.dimension.provider, model: placed.dimension.model,
      modelClass: placed.modelClass,
      isUsage: cell.charge != .subscription, basis: EuroBasis(cell.basis), euro: euro, calls: cell.calls,
      errors: cell.errors, tokens: cell.tokens, unpricedCalls: knowsCost ? 0 : cell.unpricedCalls,
      unpricedTokens: knowsCost ? 0 : cell.unpricedTokens, unpricedRows: knowsCost ? 0 : cell.unpricedRows,
      unpricedLimit: limit, unratedRows: knowsCost ? 0 : cell.unratedRows, origin: placed.origin)
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

  private struct Place: Hashable {
    var day: CalendarDay
    var useCase: String
  }
}

/// Whose calls and tokens count on a provider's day: those of record, else those of the best source that saw the use.
private struct Counting {
  private var ofRecord: Set<AccountDay> = []
  private var best: [AccountDay: SourceRank] = [:]

  init(_ cells: [PlacedCell]) {
    for cell in cells where cell.cell.charge == .usage && cell.cell.calls != 0 {
      let account = AccountDay(cell)
      if cell.standing == .record { ofRecord.insert(account) }
      if cell.isOutranked { best[account] = min(best[account] ?? cell.rank, cell.rank) }
    }
  }

  func counts(_ cell: PlacedCell) -> Bool {
    let account = AccountDay(cell)
    if cell.isOutranked { return !ofRecord.contains(account) && best[account].map { $0 == cell.rank } ?? true }
    // A bill's corrections count tokens as well, and no calls.
    return ofRecord.contains(account) || best[account] == nil
  }

  private struct AccountDay: Hashable {
    var provider: Int
    var day: CalendarDay

    init(_ cell: PlacedCell) {
      provider = cell.names.writtenProvider
      day = cell.sourceDay
    }
  }
}

extension EuroBasis {
  init(_ basis: CostBasis) {
    switch basis {
    case .invoice: self = .invoice
    case .provider: self = .provider
    case .gateway: self = .gateway
    case .estimate: self = .estimate
    case .allocated: self = .allocated
    }
  }
}
