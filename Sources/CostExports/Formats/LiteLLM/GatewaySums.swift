import ReportCore

/// What a gateway has summed up over a day, or over a part of it.
struct GatewaySums {
  /// Nano-dollars; wide, so that no file makes a sum overflow.
  var nanos: Int128 = 0
  /// True while nothing but exact zeros were added.
  var isZero = true
  var calls = 0
  var errors = 0
  var prompt = 0
  var cacheRead = 0
  var cacheWrite = 0
  var output = 0
  /// False when only money was stated.
  var hasCounts = false

  private static var counters: [WritableKeyPath<GatewaySums, Int>] {
    [\.calls, \.errors, \.prompt, \.cacheRead, \.cacheWrite, \.output]
  }

  /// True when nothing was used.
  var isEmpty: Bool { isZero && GatewaySums.counters.allSatisfy { self[keyPath: $0] == 0 } }

  mutating func add(_ other: GatewaySums) {
    nanos += other.nanos
    isZero = isZero && other.isZero
    hasCounts = hasCounts || other.hasCounts
    for counter in GatewaySums.counters { self[keyPath: counter] += other[keyPath: counter] }
  }

  /// The parts with what they leave of `self` behind them, so that they add up to it exactly; nil when they do not fit:
  /// they exceed it, or state money without the calls and tokens that go with it. What rounding leaves, a nano-unit for
  /// each part, goes to the largest.
  func parts(_ parts: [GatewaySums]) -> [GatewaySums]? {
    guard !parts.isEmpty else { return nil }
    let slack = Int128(parts.count) + nanos.magnitudeAsSigned / 1_000_000_000_000
    var rest = self
    for part in parts {
      rest.nanos -= part.nanos
      for counter in GatewaySums.counters { rest[keyPath: counter] -= part[keyPath: counter] }
    }
    if hasCounts, !parts.contains(where: \.hasCounts) {
      // The one part that took all the money took the calls as well.
      return parts.count == 1 && rest.nanos.magnitudeAsSigned <= slack ? [self] : nil
    }
    guard rest.nanos >= -slack, GatewaySums.counters.allSatisfy({ rest[keyPath: $0] >= 0 }) else { return nil }
    var result = parts
    if rest.nanos.magnitudeAsSigned <= slack {
      let largest = parts.indices.max { parts[$0].nanos < parts[$1].nanos } ?? 0
      result[largest].nanos += rest.nanos
      rest.nanos = 0
    }
    rest.isZero = rest.nanos == 0
    return result + [rest]
  }

  /// Puts calls, tokens and money into a row. Use without money is unpriced, not free.
  func fill(_ row: inout ExportRow, _ overlap: inout OverlapWarning, at place: SourcePlace) throws(SumProblem) {
    row.calls = max(calls, errors)
    row.errors = errors
    row.tokens = overlap.tokens(
      prompt: prompt, cacheRead: cacheRead, cacheWrite: cacheWrite, output: output, at: place)
    guard let amount = Int64(exactly: nanos) else { throw SumProblem() }
    if isZero, row.tokens.total > 0, row.calls > row.errors {
      row.leaveUnpriced()
    } else {
      row.state((amount, isZero))
    }
  }
}

/// A sum that is beyond any invoice.
struct SumProblem: Error {}

extension Int128 {
  fileprivate var magnitudeAsSigned: Int128 { self < 0 ? -self : self }
}

/// Adds up under names, in the order in which they are met.
struct NamedSums<Name: Hashable> {
  private(set) var names: [Name] = []
  private(set) var sums: [GatewaySums] = []
  private var places: [Name: Int] = [:]

  init() {}

  mutating func add(_ sums: GatewaySums, to name: Name) {
    if let place = places[name] {
      self.sums[place].add(sums)
    } else {
      places[name] = names.count
      names.append(name)
      self.sums.append(sums)
    }
  }
}

/// Names as the gateway writes them, as ours.
enum GatewayNames {
  /// Provider and model of a model's name; the provider's prefix removed.
  static func split(_ model: String) -> (provider: String, model: String) {
    guard let slash = model.firstIndex(of: "/"), slash > model.startIndex else { return ("", model) }
    return (String(model[..<slash]), String(model[model.index(after: slash)...]))
  }

  /// Never a key and never its whole hash.
  static func keyAlias(hash: String) -> String {
    let bytes = Array(hash.utf8)
    if bytes.count == 64, bytes.allSatisfy({ ($0 &- 0x30 <= 9) || (0x61...0x66).contains($0 | 0x20) }) {
      return "key-\(hash.prefix(8))"
    }
    return hash.hasPrefix("sk-") ? "" : hash
  }

  /// A team's name; nothing for what the gateway calls the absence of one.
  static func team(_ name: String) -> String {
    ["-", "N/A", "Unassigned", "Unassigned Team"].contains(name) ? "" : name
  }
}

/// The days a gateway's file speaks for: all from its first to its last, for every provider it names, because the
/// gateway sees every call.
struct GatewayDays {
  private var first: CalendarDay?
  private var last: CalendarDay?
  private var providers: Set<String> = []

  init() {}

  mutating func add(_ day: CalendarDay) {
    first = first.map { min($0, day) } ?? day
    last = last.map { max($0, day) } ?? day
  }

  mutating func add(provider: String) { providers.insert(provider) }

  func coverage(rank: SourceRank) -> [ExportCoverage] {
    guard let first, let last else { return [] }
    return (providers.isEmpty ? [""] : providers.sorted()).map {
      ExportCoverage(provider: $0, account: "", rank: rank, replacesLowerRanks: false, days: first...last)
    }
  }
}
