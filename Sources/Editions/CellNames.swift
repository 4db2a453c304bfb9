import CostExports
import ReportCore

/// The names of a dimension as numbers, which are looked up faster than words; they mean something within one view only.
struct CellNames: Hashable {
  /// Of the provider in lower case.
  var provider: Int
  /// Of the provider as it is written.
  var writtenProvider: Int
  var family: Int
  var source: Int
  var account: Int
  /// Of the provider as it is written and the key's alias.
  var key: Int

  /// For each dimension.
  static func of(_ dimensions: [Dimension]) -> [CellNames] {
    var words = Numbers<String>()
    var keys = Numbers<[String]>()
    return dimensions.map { dimension in
      CellNames(
        provider: words.number(of: dimension.provider.lowercased()),
        writtenProvider: words.number(of: dimension.provider),
        family: words.number(of: PlacedCell.family(of: dimension.model)), source: words.number(of: dimension.source),
        account: words.number(of: dimension.account), key: keys.number(of: [dimension.provider, dimension.keyAlias]))
    }
  }

  private struct Numbers<Word: Hashable> {
    private var known: [Word: Int] = [:]

    mutating func number(of word: Word) -> Int {
      if let number = known[word] { return number }
      known[word] = known.count
      return known.count - 1
    }
  }
}

/// What a register says of a dimension, asked once for each stretch of days between two entries' first days.
struct DimensionCache<Value> {
  private let starts: [CalendarDay]
  private var values: [Value??]
  private var last: (day: CalendarDay, stretch: Int)?

  /// `starts` are the first days of the register's entries; nil for one without.
  init(_ dimensions: Int, _ starts: [CalendarDay?]?) {
    self.starts = Set((starts ?? []).compactMap { $0 }).sorted()
    values = Array(repeating: nil, count: dimensions * (self.starts.count + 1))
  }

  mutating func value(_ dimension: Int, _ day: CalendarDay, _ ask: () -> Value?) -> Value? {
    if last?.day != day { last = (day, starts.count { $0 <= day }) }
    let place = dimension * (starts.count + 1) + (last?.stretch ?? 0)
    if let known = values[place] { return known }
    let value = ask()
    values[place] = .some(value)
    return value
  }
}
