import CostExports
import LedgerStore
import Registers
import ReportCore

/// Which money counts: per provider account and source day the highest-ranked source that covers it is the cost of
/// record (design.md, Which money counts). Of two sources of one rank the one that `sources.yml` names first counts, else
/// an export before entries typed over by hand, else the format's name; the other is a twin.
struct CostOfRecord {
  /// What a source's money of one account and day is to the totals.
  enum Standing: Hashable {
    /// It counts.
    case record
    /// A source of higher rank speaks for the same account and day: this money is in that one already.
    case outranked(by: String)
    /// This source, of the same rank, speaks for the same account and day and was preferred.
    case twin(of: String)
    /// List-price equivalents of use that is paid otherwise.
    case reference
  }

  /// What one source says of one account, on the days it says anything at all.
  private struct Speaker {
    var format: String
    var account: String
    var rank: SourceRank
    var place: Place
    var days: [ClosedRange<CalendarDay>]

    func covers(_ account: String, _ day: CalendarDay) -> Bool {
      (self.account == account || self.account.isEmpty || account.isEmpty) && days.contains { $0.contains(day) }
    }
  }

  /// Who goes first.
  private struct Place: Comparable {
    var rank: SourceRank
    var listed: Int
    var isTypedOver: Bool
    var format: String

    static func < (left: Self, right: Self) -> Bool {
      (left.rank, left.listed, left.isTypedOver ? 1 : 0, left.format)
        < (right.rank, right.listed, right.isTypedOver ? 1 : 0, right.format)
    }
  }

  /// By provider, in lower case; who goes first stands first.
  private let speakers: [String: [Speaker]]
  private let ranks: [String: SourceRank]
  private let listed: [SourceExpectation]

  init(_ coverage: [Coverage], sources: [SourceExpectation]? = nil) {
    listed = sources ?? []
    var ranks: [String: SourceRank] = [:]
    var groups: [[String]: (rank: SourceRank, days: [ClosedRange<CalendarDay>])] = [:]
    for stated in coverage {
      let provider = stated.provider.lowercased()
      let rank = Self.stated(stated.format, provider, in: listed) ?? stated.rank
      ranks[Self.key(stated.format, provider)] = min(rank, ranks[Self.key(stated.format, provider)] ?? rank)
      // A bill for seats says nothing of the use; every other source speaks for what it covers.
      guard stated.replacesLowerRanks || rank != .bill, rank != .reference else { continue }
      groups[[provider, stated.format, stated.account], default: (rank, [])].days.append(stated.days)
    }
    var speakers: [String: [Speaker]] = [:]
    for (key, group) in groups {
      let place = Place(
        rank: group.rank, listed: Self.position(key[1], key[0], in: listed),
        isTypedOver: key[1] == ManualEntriesCSV.name, format: key[1])
      speakers[key[0], default: []].append(
        Speaker(
          format: key[1], account: key[2], rank: group.rank, place: place, days: CoveredDays.merged(group.days)))
    }
    self.speakers = speakers.mapValues { $0.sorted { ($0.place, $0.account) < ($1.place, $1.account) } }
    self.ranks = ranks
  }

  /// Where the source of a dimension stands.
  func rank(of dimension: Dimension) -> SourceRank {
    let provider = dimension.provider.lowercased()
    return ranks[Self.key(dimension.source, provider)] ?? Self.stated(dimension.source, provider, in: listed)
      ?? CostExportFormats.named(dimension.source)?.rank ?? .gateway
  }

  /// What money of this dimension, charge and source day is to the totals.
  func standing(of dimension: Dimension, _ charge: ChargeKind, on day: CalendarDay) -> Standing {
    let rank = rank(of: dimension)
    if rank == .reference { return .reference }
    guard let known = speakers[dimension.provider.lowercased()] else { return .record }
    let own = known.first { $0.format == dimension.source && $0.covers(dimension.account, day) }
    for speaker in known where speaker.format != dimension.source {
      guard speaker.rank <= rank else { break }
      guard speaker.covers(dimension.account, day) else { continue }
      if speaker.rank < rank { return charge == .usage ? .outranked(by: speaker.format) : .record }
      // Two routes may carry different calls; two reports of one account's use are the same money.
      guard rank <= .providerUsage, let own, speaker.place < own.place else { continue }
      let isFee = own.place.isTypedOver && charge != .usage
      return isFee ? .record : .twin(of: speaker.format)
    }
    return .record
  }

  /// Whether a source goes before another of its rank.
  func precedes(_ format: String, _ other: String, provider: String) -> Bool {
    let provider = provider.lowercased()
    let place = { (format: String) in
      Place(
        rank: .bill, listed: Self.position(format, provider, in: listed),
        isTypedOver: format == ManualEntriesCSV.name, format: format)
    }
    return place(format) < place(other)
  }

  /// True when the money of this dimension stands on a report of the provider's, which says little of who used it:
  /// what others saw of the same use tells whose it is.
  func isReport(_ dimension: Dimension) -> Bool {
    let known = speakers[dimension.provider.lowercased()] ?? []
    return known.contains { $0.format == dimension.source && $0.rank <= .providerUsage }
  }

  private static func key(_ format: String, _ provider: String) -> String { "\(format)\u{0}\(provider)" }

  private static func matches(_ source: SourceExpectation, _ format: String, _ provider: String) -> Bool {
    source.format == format && (source.providers.isEmpty || source.providers.contains { $0.lowercased() == provider })
  }

  private static func stated(_ format: String, _ provider: String, in sources: [SourceExpectation]) -> SourceRank? {
    switch sources.first(where: { $0.rank != nil && matches($0, format, provider) })?.rank {
    case .bill: .bill
    case .providerUsage: .providerUsage
    case .gateway: .gateway
    case .observability: .observability
    case .reference: .reference
    case nil: nil
    }
  }

  private static func position(_ format: String, _ provider: String, in sources: [SourceExpectation]) -> Int {
    sources.firstIndex { matches($0, format, provider) } ?? .max
  }
}
