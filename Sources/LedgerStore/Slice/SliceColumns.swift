import CostExports

/// The columns of a slice's tables.
enum SliceColumns {
  static let slice = ["schema", "as-of", "from", "until", "ledger-first-day", "ledger-last-day"]
  static let acts = [
    "act", "moment", "what", "file", "sha256", "importer", "note", "format", "rows", "euro-cost", "withdrawn-by",
    "rests-on",
  ]
  static let dimensions = ["dimension"] + Dimension.columns.map { $0.replacing("_", with: "-") }
  static let rollups = [
    "slot", "act", "dimension", "charge", "basis", "rows", "calls", "errors", "input-uncached", "input-cache-read",
    "input-cache-write", "output", "output-reasoning", "euro-cost", "euro-billed", "unpriced-rows", "unpriced-calls",
    "unpriced-tokens", "unbounded-rows", "unrated-rows", "first-line", "last-line",
  ]
  static let coverage = ["act", "provider", "account", "rank", "replaces-lower-ranks", "first-day", "last-day"]
  static let peaks = ["day", "act", "dimension", "calls"]
  static let ceilings = ["act", "book-day", "provider", "dollars-per-token"]
  static let rates = ["day", "currency", "act", "units-per-euro"]
  static let originals = ["dimension", "day", "currency", "billed", "has-money"]
}

/// Words for the values of the ledger, both ways.
struct SliceWords<Value: Hashable & Sendable>: Sendable {
  private let words: [Value: String]
  private let values: [String: Value]

  init(_ pairs: [(Value, String)]) {
    words = Dictionary(uniqueKeysWithValues: pairs)
    values = Dictionary(uniqueKeysWithValues: pairs.map { ($1, $0) })
  }

  subscript(value: Value) -> String { words[value] ?? "" }
  func value(_ word: String) -> Value? { values[word] }
  var all: String { values.keys.sorted().joined(separator: ", ") }
}

/// The words of a slice.
enum SliceNames {
  static let charge = SliceWords<ChargeKind>([
    (.usage, "usage"), (.subscription, "subscription"), (.purchase, "purchase"), (.credit, "credit"), (.tax, "tax"),
    (.correction, "correction"),
  ])
  static let basis = SliceWords<CostBasis>([
    (.invoice, "invoice"), (.provider, "provider"), (.gateway, "gateway"), (.estimate, "estimate"),
    (.allocated, "allocated"),
  ])
  static let rank = SliceWords<SourceRank>([
    (.bill, "bill"), (.providerUsage, "provider-usage"), (.gateway, "gateway"), (.observability, "observability"),
    (.reference, "reference"),
  ])
  static let priceStatus = SliceWords<PriceStatus>([
    (.priced, "priced"), (.free, "free"), (.unpriced, "unpriced"), (.estimated, "estimated"),
  ])
  static let answer = SliceWords<Bool>([(true, "yes"), (false, "no")])
}
