import CostExports
import LedgerStore
import PlaybookRules
import Registers
import ReportCore

/// The sources of a ledger: those of `sources.yml` in its order, then formats that came without being expected, by name.
struct SourceFactsBuilder {
  let registers: Registers
  let calendar: SiteCalendar
  let view: LedgerView

  func sources(_ placed: [PlacedCell]) -> [SourceFacts] {
    let listed = registers.sources ?? []
    let days = Days(placed)
    let files = Dictionary(view.imports.map { ($0.number, $0) }) { first, _ in first }
    var sources = listed.map { source in
      self.source(
        source.id, source.format, source, files, days.sums(source.format, providers: source.providers))
    }
    let known = Set(listed.map(\.format))
    for format in Set(view.coverage.map(\.format)).subtracting(known).sorted() {
      sources.append(source(format, format, nil, files, days.sums(format, providers: [])))
    }
    return sources
  }

  private func source(
    _ id: String, _ format: String, _ expectation: SourceExpectation?, _ files: [Int: ImportRecord],
    _ days: [SourceFacts.SourceDay]
  ) -> SourceFacts {
    let wanted = Set((expectation?.providers ?? []).map { $0.lowercased() })
    let coverage = view.coverage.filter {
      $0.format == format && (wanted.isEmpty || wanted.contains($0.provider.lowercased()))
    }
    let deliveries = coverage.compactMap { stated in
      files[stated.importNumber].map {
        SourceFacts.Delivery(
          importNumber: $0.number, received: calendar.day(of: $0.moment), file: $0.file, days: stated.days)
      }
    }
    return SourceFacts(
      id: id, format: format, owner: expectation?.owner, maximumAgeDays: expectation?.maximumAgeDays,
      basis: EuroBasis(CostExportFormats.named(format)?.basis ?? .estimate),
      settlingDays: SettlingTime.days(of: format, expectation), deliveries: deliveries, days: days)
  }

  /// What each format says of each provider and day, counted or not.
  private struct Days {
    private struct Place: Hashable {
      var source: Int
      var provider: Int
      var day: CalendarDay
    }

    private var sums: [String: [String: [CalendarDay: SourceFacts.SourceDay]]] = [:]

    init(_ placed: [PlacedCell]) {
      var places: [Place: (cell: Int, sum: SourceFacts.SourceDay)] = [:]
      for (index, cell) in placed.enumerated() where cell.isSpend {
        let place = Place(source: cell.names.source, provider: cell.names.provider, day: cell.sourceDay)
        places[place, default: (index, SourceFacts.SourceDay(day: cell.sourceDay, rows: 0, euro: 0))].sum.add(cell.cell)
      }
      for (place, found) in places {
        let cell = placed[found.cell]
        sums[cell.dimension.source, default: [:]][cell.provider, default: [:]][place.day] = found.sum
      }
    }

    func sums(_ format: String, providers: [String]) -> [SourceFacts.SourceDay] {
      let wanted = Set(providers.map { $0.lowercased() })
      var days: [CalendarDay: SourceFacts.SourceDay] = [:]
      for (provider, own) in sums[format] ?? [:] where wanted.isEmpty || wanted.contains(provider) {
        days.merge(own) { .init(day: $0.day, rows: $0.rows + $1.rows, euro: $0.euro + $1.euro) }
      }
      return days.values.sorted { $0.day < $1.day }
    }
  }
}

extension SourceFacts.SourceDay {
  fileprivate mutating func add(_ cell: RollupCell) {
    rows += cell.rows
    euro += cell.euroCost
  }
}
