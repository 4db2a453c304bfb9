import CostExports
import LedgerStore
import Registers
import ReportCore

/// Finds the rows a figure rests on: those of its imports, on its days, that its scope speaks of.
struct RowFinder {
  let ledger: Ledger
  let site: LoadedSite
  let asOf: Instant?

  /// By import and line, at most `limit`. A bill's rows are there for every use case: they are spread over all of them.
  func rows(of figure: Figure, imports: Set<Int>, limit: Int) throws -> [LedgerEntry] {
    let days = figure.key.period.days
    // Requests are filed under UTC days, the figure speaks of the site's: a day more on both sides, then by the clock.
    let filter = LedgerEntryFilter(
      imports: imports, days: days.lowerBound.advanced(by: -1)...days.upperBound.advanced(by: 1))
    var found: [LedgerEntry] = []
    guard limit > 0 else { return found }
    try ledger.forEachEntry(filter, asOf: asOf) { entry in
      if touches(entry, days), fits(entry, figure.key.scope) { found.append(entry) }
      return found.count < limit
    }
    return found
  }

  private func touches(_ entry: LedgerEntry, _ days: ClosedRange<CalendarDay>) -> Bool {
    switch entry.time {
    case .moment(let moment): days.contains(site.calendar.day(of: moment))
    case .days(let first, let last): first <= days.upperBound && last >= days.lowerBound
    }
  }

  private func fits(_ entry: LedgerEntry, _ scope: [String: String]) -> Bool {
    if let provider = scope["provider"], entry.dimension.provider != provider { return false }
    if let model = scope["model"], entry.dimension.model != model { return false }
    guard let useCase = scope["useCase"], entry.basis == .gateway || entry.basis == .invoice else { return true }
    return attributed(entry) == useCase
  }

  private func attributed(_ entry: LedgerEntry) -> String? {
    let day =
      switch entry.time {
      case .moment(let moment): site.calendar.day(of: moment)
      case .days(let first, _): first
      }
    let dimension = entry.dimension
    let fields = AttributionFields(
      provider: dimension.provider, account: dimension.account, key: dimension.keyAlias, team: dimension.team,
      project: dimension.project, tags: dimension.tags, model: dimension.model, operation: dimension.operation)
    return site.registers.attribution(for: fields, on: day)?.useCase
  }
}

/// One row of an export, as `peil explain --rows` prints it.
struct RowText: Encodable {
  let file: String
  let line: Int
  let time: String
  let provider: String
  let model: String
  let key: String
  let calls: Int
  let tokens: Int
  /// In the currency of the export; null when there is no price.
  let cost: String?
  let currency: String?
  let euro: String?
  let rate: String?

  init(_ entry: LedgerEntry) {
    file = entry.file
    line = entry.line
    time =
      switch entry.time {
      case .moment(let moment): moment.description
      case .days(let first, let last): first == last ? first.description : "\(first)/\(last)"
      }
    provider = entry.dimension.provider
    model = entry.dimension.model
    key = entry.dimension.keyAlias
    calls = entry.calls
    tokens = entry.tokens.total
    cost = entry.cost.map { FixedDecimal(nanos: Int128($0.nanos)).description }
    currency = entry.cost.map(\.currency.description)
    euro = entry.euroCost.map { FixedDecimal(nanos: Int128($0)).description }
    rate = entry.rate
  }
}
