import Registers
import ReportCore

/// One key per use case: a key that no rule knows cannot be judged, one that two use cases share is red for both (S14).
public struct KeyOwnership: PlaybookRule {
  public static let item = "S14"
  private static let none = Bands(.atMost, green: Fraction(0), amber: Fraction(0))

  public init() {}

  public func findings(_ facts: WeekFacts) -> Findings {
    var findings = Findings()
    // Without rules nobody knows any key; without all sources nobody knows all keys.
    let gap = facts.registers.attribution == nil ? .noSource : facts.ledger.gap(in: facts.week.days)
    func count(_ number: Int) -> Interval {
      let known = Fraction(number)
      return gap.map { Interval(lower: known, value: known, upper: nil, reason: $0) } ?? Interval(known)
    }
    let unknown = count(facts.unknownKeys.count)
    findings.add(
      Figure(
        FigureKey("attribution.unknown-keys", facts.period), item: Self.item, unit: .count, unknown,
        state: unknown.value == Fraction(0) ? Self.none.state(of: unknown) : .unknown, reason: .notAttributed,
        target: .zero, rows: 0, formula: "keys in the ledger that no rule of attribution.yml speaks of"))
    let shared = facts.sharedKeys
    let all = count(shared.count)
    findings.add(
      Figure(
        FigureKey("attribution.shared-keys", facts.period), item: Self.item, unit: .count, all,
        state: Self.none.state(of: all), target: .zero, rows: 0, formula: "keys that serve two use cases or more"))
    for useCase in facts.useCases {
      let own = count(shared.count { $0.useCases.contains(useCase.id) })
      findings.add(
        Figure(
          FigureKey("attribution.shared-keys", scope: ["useCase": useCase.id], facts.period), item: Self.item,
          unit: .count, own, state: Self.none.state(of: own), target: .zero, rows: 0,
          formula: "keys of this use case that serve another one too",
          from: [FigureKey("attribution.shared-keys", facts.period)]))
    }
    return findings
  }
}

/// A key of the week that asks for attention.
public struct KeyFinding: Sendable, Equatable {
  public var provider: String
  /// The key's alias.
  public var key: String
  /// Empty for a key that no rule knows, else the use cases that share it, by id.
  public var useCases: [String]
  public var calls: Int
  /// What the source that names the key says it cost, in euro nano-units.
  public var euro: Int64
  public init(provider: String, key: String, useCases: [String], calls: Int, euro: Int64) {
    self.provider = provider
    self.key = key
    self.useCases = useCases
    self.calls = calls
    self.euro = euro
  }
}

extension WeekFacts {
  /// Keys of the week that no rule speaks of, dearest first.
  public var unknownKeys: [KeyFinding] {
    keys { !$0.isRuled }.map { finding in
      var finding = finding
      finding.useCases = []
      return finding
    }
  }

  /// Keys of the week that serve more than one use case, dearest first; a provider of its own does not make a key another.
  public var sharedKeys: [KeyFinding] { keys { $0.useCase != nil }.filter { $0.useCases.count > 1 } }

  private func keys(where include: (KeyCell) -> Bool) -> [KeyFinding] {
    var found: [String: KeyFinding] = [:]
    for cell in ledger.quality.keys where week.days.contains(cell.day) && include(cell) {
      var finding =
        found[cell.key] ?? KeyFinding(provider: cell.provider, key: cell.key, useCases: [], calls: 0, euro: 0)
      finding.provider = min(finding.provider, cell.provider)
      if let useCase = cell.useCase, !finding.useCases.contains(useCase) { finding.useCases.append(useCase) }
      finding.calls += cell.calls
      finding.euro += cell.euro
      found[cell.key] = finding
    }
    return found.values.map { finding in
      var finding = finding
      finding.useCases.sort()
      return finding
    }.sorted { ($1.euro, $1.calls, $0.key) < ($0.euro, $0.calls, $1.key) }
  }
}
