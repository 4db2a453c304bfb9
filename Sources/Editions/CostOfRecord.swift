import CostExports
import LedgerStore
import Registers
import ReportCore

/// Which money counts: per provider account and source day the highest-ranked source that covers it is the cost of
/// record (design.md, Which money counts). Of two sources of one rank the one that `sources.yml` names first counts,
/// else an export before entries typed over by hand, else the format's name; the other is a twin. So it is with exports
/// of one gateway's records, whoever the providers are that they name.
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
    /// Exports before what is typed over, and of a gateway's records the finest first.
    var fineness: Int
    var format: String

    init(_ format: String, _ rank: SourceRank, listed: Int) {
      self.rank = rank
      self.listed = listed
      self.format = format
      fineness = format == ManualEntriesCSV.name ? .max : CostOfRecord.gatewayRecords.firstIndex(of: format) ?? 0
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.rank, left.listed, left.fineness, left.format) < (right.rank, right.listed, right.fineness, right.format)
    }
  }

  /// Exports of what one gateway keeps: requests, or their sums by day, some of which name no provider (formats.md 2).
  /// The finest, which tells most of whose the money is, first.
  private static let gatewayRecords = [
    LiteLLMSpendLogs.name, LiteLLMDailyActivity.name, LiteLLMFocusExport.name, LiteLLMSpendReport.name,
    LiteLLMUsageCSV.name,
  ]

  /// By provider, in lower case; who goes first stands first.
  private let speakers: [String: [Speaker]]
  /// Those who export a gateway's records, of all providers; who goes first stands first.
  private let recorders: [Speaker]
  /// What sources say of their rank, by format and provider, on the days they say so.
  private let ranks: [String: [(rank: SourceRank, days: [ClosedRange<CalendarDay>])]]
  private let listed: [SourceExpectation]

  init(_ coverage: [Coverage], sources: [SourceExpectation]? = nil) {
    listed = sources ?? []
    var ranks: [String: [SourceRank: [ClosedRange<CalendarDay>]]] = [:]
    var groups: [Group: [ClosedRange<CalendarDay>]] = [:]
    for stated in coverage {
      let provider = stated.provider.lowercased()
      let rank = Self.stated(stated.format, provider, in: listed) ?? stated.rank
      ranks[Self.key(stated.format, provider), default: [:]][rank, default: []].append(stated.days)
      // A bill for seats says nothing of the use; every other source speaks for what it covers.
      guard stated.replacesLowerRanks || rank != .bill, rank != .reference else { continue }
      let group = Group(provider: provider, format: stated.format, account: stated.account, rank: rank)
      groups[group, default: []].append(stated.days)
    }
    var speakers: [String: [Speaker]] = [:]
    for (group, days) in groups {
      let place = Place(
        group.format, group.rank, listed: Self.position(group.format, group.provider, in: listed))
      speakers[group.provider, default: []].append(
        Speaker(
          format: group.format, account: group.account, rank: group.rank, place: place, days: DayRanges.merged(days)))
    }
    self.speakers = speakers.mapValues { $0.sorted { ($0.place, $0.account) < ($1.place, $1.account) } }
    recorders = speakers.values.joined().filter { Self.gatewayRecords.contains($0.format) }
      .sorted { ($0.place, $0.account) < ($1.place, $1.account) }
    self.ranks = ranks.mapValues { byRank in
      byRank.sorted { $0.key < $1.key }.map { ($0.key, DayRanges.merged($0.value)) }
    }
  }

  /// Where the source of a dimension stands on a source day: what other days say does not count.
  func rank(of dimension: Dimension, on day: CalendarDay) -> SourceRank {
    let provider = dimension.provider.lowercased()
    let known = ranks[Self.key(dimension.source, provider)] ?? []
    return known.first { $0.days.contains { $0.contains(day) } }?.rank
      ?? Self.stated(dimension.source, provider, in: listed) ?? CostExportFormats.named(dimension.source)?.rank
      ?? .gateway
  }

  /// Where a format stands among those who speak for a provider on a day.
  func rank(of format: String, provider: String, on day: CalendarDay) -> SourceRank? {
    (speakers[provider.lowercased()] ?? []).first { $0.format == format && $0.covers("", day) }?.rank
  }

  /// What money of this dimension, charge and source day is to the totals.
  func standing(of dimension: Dimension, _ charge: ChargeKind, on day: CalendarDay) -> Standing {
    let rank = rank(of: dimension, on: day)
    if rank == .reference { return .reference }
    let known = speakers[dimension.provider.lowercased()] ?? []
    // Twins first: what is outranked still tells calls and shares, and that once.
    if let format = twin(of: dimension, rank, charge, on: day, known) { return .twin(of: format) }
    guard let higher = known.first(where: { $0.rank < rank && $0.covers(dimension.account, day) }) else {
      return .record
    }
    return charge == .usage ? .outranked(by: higher.format) : .record
  }

  /// The source that says the same and goes first: another report of the account, or a finer export of the gateway's
  /// records. Two routes else may carry different calls.
  private func twin(
    of dimension: Dimension, _ rank: SourceRank, _ charge: ChargeKind, on day: CalendarDay, _ known: [Speaker]
  ) -> String? {
    let isRecorder = Self.gatewayRecords.contains(dimension.source)
    guard rank <= .providerUsage || isRecorder,
      let own = known.first(where: { $0.format == dimension.source && $0.covers(dimension.account, day) }),
      dimension.source != ManualEntriesCSV.name || charge == .usage
    else { return nil }
    return (isRecorder ? recorders : known).first {
      $0.rank == rank && $0.format != dimension.source && $0.place < own.place && $0.covers(dimension.account, day)
    }?.format
  }

  /// Whether a source goes before another of its rank.
  func precedes(_ format: String, _ other: String, provider: String) -> Bool {
    let provider = provider.lowercased()
    let place = { Place($0, .bill, listed: Self.position($0, provider, in: listed)) }
    return place(format) < place(other)
  }

  /// True when the money of this dimension and day stands on a report of the provider's, which says little of who used
  /// it: what others saw of the same use tells whose it is.
  func isReport(_ dimension: Dimension, on day: CalendarDay) -> Bool {
    let known = (speakers[dimension.provider.lowercased()] ?? []).filter {
      $0.format == dimension.source && $0.covers("", day)
    }
    if known.isEmpty {
      // A correction of days beyond the report's own, unless the source only states fees.
      return !speaksOtherwise(dimension, on: day) && rank(of: dimension, on: day) <= .providerUsage
    }
    return known.contains { $0.rank <= .providerUsage }
  }

  /// The source speaks for the day, and not of use.
  private func speaksOtherwise(_ dimension: Dimension, on day: CalendarDay) -> Bool {
    (ranks[Self.key(dimension.source, dimension.provider.lowercased())] ?? [])
      .contains { $0.days.contains { $0.contains(day) } }
  }

  private struct Group: Hashable {
    var provider: String
    var format: String
    var account: String
    var rank: SourceRank
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
