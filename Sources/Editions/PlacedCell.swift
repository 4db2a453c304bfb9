import CostExports
import LedgerStore
import PlaybookRules
import Registers
import ReportCore

/// A roll-up slot with its place: local day, source day, attribution.
struct PlacedCell {
  /// Index into the facts' origins.
  var origin: Int
  /// The sum over the imports that touched the slot.
  var cell: RollupCell
  var dimension: Dimension
  /// The site's own day.
  var day: CalendarDay
  /// The day of the source's calendar: UTC for requests.
  var sourceDay: CalendarDay
  var useCase: String?
  /// Some rule spoke, if only to say: belongs to no use case.
  var isRuled: Bool
  /// Where its source stands.
  var rank: SourceRank
  /// What its money is to the totals.
  var standing: CostOfRecord.Standing
  /// It is pay-per-use money on a report of the provider's, which others tell the users of.
  var isReport: Bool
  /// The class of the model on the day.
  var modelClass: ModelClassRule.ModelClass?
  /// The names of its dimension as numbers.
  var names: CellNames
  /// The provider's name in lower case.
  var provider: String
  /// A model's name without the date at its end (`gpt-5-2025-08-07` is `gpt-5`), by which a bill's line and a
  /// gateway's call are known to be of the same model.
  var family: String

  /// Its money is in no total.
  var isReplaced: Bool { standing != .record }

  /// The use is known, the money is in a source of higher rank.
  var isOutranked: Bool { if case .outranked = standing { true } else { false } }

  /// What is told apart where two routes may have seen the same calls.
  var place: RouteTwins.Place {
    RouteTwins.Place(provider: names.provider, family: names.family, day: sourceDay)
  }

  /// Spend or calls: prepaid top-ups and tax are neither.
  var isSpend: Bool { cell.charge != .purchase && cell.charge != .tax }

  /// See `family`.
  static func family(of model: String) -> String {
    let parts = model.split(separator: "-", omittingEmptySubsequences: false)
    func isNumber(_ part: Substring, _ length: Int) -> Bool {
      part.utf8.count == length && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
    if parts.count > 3, isNumber(parts[parts.count - 3], 4), isNumber(parts[parts.count - 2], 2),
      isNumber(parts[parts.count - 1], 2)
    {
      return parts.dropLast(3).joined(separator: "-")
    }
    if parts.count > 1, let last = parts.last, isNumber(last, 8) { return parts.dropLast().joined(separator: "-") }
    return model
  }
}

/// The cells of a view in their place.
struct PlacedCells {
  var cells: [PlacedCell]
  /// Where they come from.
  var origins: [UsageOrigin]
  /// Whose money counts.
  var record: CostOfRecord
}

/// Puts roll-up cells in their place: hours become the site's days, dimensions become use cases.
struct CellPlacer {
  let registers: Registers
  let calendar: SiteCalendar

  /// The slots of the view, and where they come from.
  func place(_ view: LedgerView) -> PlacedCells {
    let record = CostOfRecord(view.coverage, sources: registers.sources)
    var standings: [StandingKey: Standing] = [:]
    let names = CellNames.of(view.dimensions)
    let providers = view.dimensions.map { $0.provider.lowercased() }
    let families = view.dimensions.map { PlacedCell.family(of: $0.model) }
    var rules = DimensionCache<AttributionRule>(view.dimensions.count, registers.attribution?.map(\.validFrom))
    var classes = DimensionCache<ModelClassRule.ModelClass>(
      view.dimensions.count, registers.modelClasses?.map(\.validFrom))
    var hour: (slot: RollupSlot, day: CalendarDay, sourceDay: CalendarDay)?
    let slots = view.slots
    var cells = slots.enumerated().map { index, slot in
      let cell = slot.sum
      let dimension = view.dimensions[cell.dimension]
      let place = hour?.slot == cell.slot ? hour : days(of: cell.slot)
      hour = place
      let (day, sourceDay) = (place?.day ?? dayZero, place?.sourceDay ?? dayZero)
      let rule = rules.value(cell.dimension, day) {
        registers.attribution(for: AttributionFields(dimension), on: day)
      }
      let modelClass = classes.value(cell.dimension, day) { registers.modelClass(of: dimension.model, on: day) }
      let own = names[cell.dimension]
      let key = StandingKey(
        source: own.source, provider: own.provider, account: own.account, charge: cell.charge, day: sourceDay)
      let standing =
        standings[key]
        ?? Standing(
          rank: record.rank(of: dimension, on: sourceDay),
          standing: record.standing(of: dimension, cell.charge, on: sourceDay),
          isReport: cell.charge == .usage && record.isReport(dimension, on: sourceDay))
      standings[key] = standing
      return PlacedCell(
        origin: index, cell: cell, dimension: dimension, day: day, sourceDay: sourceDay, useCase: rule?.useCase,
        isRuled: rule != nil, rank: standing.rank, standing: standing.standing, isReport: standing.isReport,
        modelClass: modelClass, names: own, provider: providers[cell.dimension], family: families[cell.dimension])
    }
    let twins = RouteTwins(cells, record: record)
    if !twins.isEmpty {
      for index in cells.indices {
        if let format = twins.preferred(to: cells[index]) { cells[index].standing = .twin(of: format) }
      }
    }
    return PlacedCells(cells: cells, origins: slots.map(\.origin), record: record)
  }

  private var dayZero: CalendarDay { CalendarDay(number: 0) }

  private func days(of slot: RollupSlot) -> (slot: RollupSlot, day: CalendarDay, sourceDay: CalendarDay) {
    switch slot {
    case .sourceDay(let day): return (slot, day, day)
    case .hour(let hour):
      let moment = Instant(seconds: Int64(hour) * 3600)
      return (slot, calendar.day(of: moment), moment.utcDay)
    }
  }

  private struct Standing {
    var rank: SourceRank
    var standing: CostOfRecord.Standing
    var isReport: Bool
  }

  /// All that standings depend on.
  private struct StandingKey: Hashable {
    var source: Int
    var provider: Int
    var account: Int
    var charge: ChargeKind
    var day: CalendarDay
  }
}

extension LedgerView {
  /// The cells of one place summed over imports, so that what a correction took away and what it corrected are one
  /// amount before anything is split.
  fileprivate var slots: [(sum: RollupCell, origin: UsageOrigin)] {
    var slots: [(sum: RollupCell, origin: UsageOrigin)] = []
    for cell in cells {
      let lines = OriginLines(
        importNumber: cell.importNumber, rows: cell.rows, firstLine: cell.firstLine, lastLine: cell.lastLine)
      if let last = slots.indices.last, slots[last].sum.isSamePlace(as: cell) {
        slots[last].sum.add(cell)
        slots[last].origin.rows += cell.rows
        slots[last].origin.lines.append(lines)
      } else {
        slots.append((cell, UsageOrigin(rows: cell.rows, lines: [lines])))
      }
    }
    return slots
  }
}

extension RollupCell {
  fileprivate func isSamePlace(as other: RollupCell) -> Bool {
    slot == other.slot && dimension == other.dimension && charge == other.charge && basis == other.basis
  }

  fileprivate mutating func add(_ other: RollupCell) {
    calls += other.calls
    errors += other.errors
    tokens = tokens + other.tokens
    euroCost += other.euroCost
    euroBilled += other.euroBilled
    unpricedCalls += other.unpricedCalls
    unpricedTokens += other.unpricedTokens
    unpricedRows += other.unpricedRows
    unboundedRows += other.unboundedRows
    unratedRows += other.unratedRows
  }
}

extension AttributionFields {
  init(_ dimension: Dimension) {
    self.init(
      provider: dimension.provider, account: dimension.account, key: dimension.keyAlias, team: dimension.team,
      project: dimension.project, tags: dimension.tags, model: dimension.model, operation: dimension.operation)
  }
}
