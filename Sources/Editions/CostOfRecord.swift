import CostExports
import LedgerStore
import ReportCore

/// Which money counts: per provider account and source day the highest-ranked source that covers it is the cost of
/// record (design.md, Which money counts).
struct CostOfRecord {
  private let bills: [Coverage]
  private let rankByFormat: [String: SourceRank]
  private let billFormats: Set<String>

  init(_ coverage: [Coverage]) {
    bills = coverage.filter(\.replacesLowerRanks)
    billFormats = Set(bills.map(\.format))
    rankByFormat = Dictionary(coverage.map { ($0.format, $0.rank) }) { min($0, $1) }
  }

  /// True when the money of this dimension stands on a bill, which a gateway's estimate of the same use gives way to.
  func isBill(_ dimension: Dimension) -> Bool { billFormats.contains(dimension.source) }

  /// True when a higher-ranked source speaks for this account and day, so that this money is already in its bill.
  func isReplaced(_ dimension: Dimension, on sourceDay: CalendarDay) -> Bool {
    let rank = rankByFormat[dimension.source] ?? .gateway
    return bills.contains { bill in
      bill.rank < rank && bill.provider.lowercased() == dimension.provider.lowercased() && bill.days.contains(sourceDay)
        && (bill.account == dimension.account || bill.account.isEmpty || dimension.account.isEmpty)
    }
  }
}
