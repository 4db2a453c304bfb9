import CostExports
import GRDB
import Pricing
import ReportCore

/// Everything a slice holds but the entries, as tables that `SliceReading` reads back.
struct SliceCut {
  static let schema = "peil.ledger/1"
  let tables: [SliceTable]

  init(
    _ ledger: Ledger, asOf: Instant, days: ClosedRange<CalendarDay>, since: Instant,
    originalsOn: [ClosedRange<CalendarDay>]
  ) throws {
    let window = try ledger.window(asOf: asOf, days: days, since: since)
    let extent = try ledger.extent(asOf: asOf)
    var slice = SliceTable("slice", SliceColumns.slice)
    slice.add([
      .plain(SliceCut.schema), .plain(asOf.description), .day(days.lowerBound), .day(days.upperBound),
      .day(extent?.first), .day(extent?.last),
    ])
    let amounts = try DayRanges.merged(originalsOn).flatMap {
      try ledger.originalAmounts(LedgerEntryFilter(days: $0), asOf: asOf)
    }
    tables = try ledger.read { db in
      let source = SliceSource(db: db, through: try Ledger.lastAct(asOf: asOf, db), window: window)
      let books = try source.books()
      let rates = try source.rates()
      let acts = try source.acts(Set(window.acts.map(\.record.number)).union(books.acts).union(rates.acts))
      return [
        slice, acts, SliceCut.dimensions(window), SliceCut.rollups(window), SliceCut.coverage(window),
        SliceCut.peaks(window), books.table, rates.table,
        SliceCut.originals(amounts, window),
      ]
    }
  }

  private static func originals(_ amounts: [OriginalAmount], _ window: LedgerWindow) -> SliceTable {
    let places = Dictionary(window.dimensions.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
    let placed = amounts.compactMap { amount in places[amount.dimension].map { (place: $0, amount: amount) } }.sorted {
      ($0.place, $0.amount.day, $0.amount.currency?.code ?? "")
        < ($1.place, $1.amount.day, $1.amount.currency?.code ?? "")
    }
    var table = SliceTable("originals", SliceColumns.originals)
    for (place, amount) in placed {
      table.add([
        .number(place), .day(amount.day), .plain(amount.currency?.code ?? ""), .money(amount.billed),
        .plain(SliceNames.answer[amount.hasMoney]),
      ])
    }
    return table
  }

  private static func dimensions(_ window: LedgerWindow) -> SliceTable {
    var table = SliceTable("dimensions", SliceColumns.dimensions)
    for (index, dimension) in window.dimensions.enumerated() {
      table.add([.number(index + 1)] + Dimension.fields.map { .words(dimension[keyPath: $0.path]) })
    }
    return table
  }

  private static func rollups(_ window: LedgerWindow) -> SliceTable {
    var table = SliceTable("rollups", SliceColumns.rollups)
    for cell in window.cells {
      let slot: SliceCell =
        switch cell.slot {
        case .hour(let hour): .plain(Instant(seconds: Int64(hour) * 3_600).description)
        case .sourceDay(let day): .day(day)
        }
      let counts = [
        cell.rows, cell.calls, cell.errors, cell.tokens.inputUncached, cell.tokens.inputCacheRead,
        cell.tokens.inputCacheWrite, cell.tokens.output, cell.tokens.outputReasoning,
      ]
      let rest = [
        cell.unpricedRows, cell.unpricedCalls, cell.unpricedTokens, cell.unboundedRows, cell.unratedRows,
        cell.firstLine, cell.lastLine,
      ]
      table.add(
        [
          slot, .number(cell.importNumber), .number(cell.dimension + 1), .plain(SliceNames.charge[cell.charge]),
          .plain(SliceNames.basis[cell.basis]),
        ] + counts.map { .number($0) } + [.money(cell.euroCost), .money(cell.euroBilled)] + rest.map { .number($0) })
    }
    return table
  }

  private static func coverage(_ window: LedgerWindow) -> SliceTable {
    var table = SliceTable("coverage", SliceColumns.coverage)
    for item in window.coverage {
      table.add([
        .number(item.importNumber), .words(item.provider), .words(item.account), .plain(SliceNames.rank[item.rank]),
        .plain(SliceNames.answer[item.replacesLowerRanks]), .day(item.days.lowerBound), .day(item.days.upperBound),
      ])
    }
    return table
  }

  private static func peaks(_ window: LedgerWindow) -> SliceTable {
    var table = SliceTable("peaks", SliceColumns.peaks)
    for peak in window.userPeaks {
      table.add([
        .day(peak.day), .number(peak.importNumber), .number(peak.dimension + 1), .number(peak.calls),
      ])
    }
    return table
  }
}
