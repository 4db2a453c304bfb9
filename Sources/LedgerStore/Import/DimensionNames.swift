import CostExports

/// The dimensions of a format by value, each with its place in a list: those of the ledger first, then those of the
/// file in the order they were met in.
struct DimensionNames {
  /// A file that brings more than this many new ones has a field that explodes.
  static let maximumNew = 5_000

  struct TooMany: Error {
    /// The field with the most distinct values among the new dimensions, and how many.
    var field: String
    var values: Int
  }

  private let format: String
  private var all: [Dimension]
  private let known: Int
  /// Everything that was asked for, with its place: what comes under another source name stands here under both.
  private var names = ContiguousArray<(dimension: Dimension, place: Int)>()
  /// The identity of each name, so that what comes again and again is not touched to be compared, and its place.
  private var identities = ContiguousArray<(identity: ObjectIdentifier, place: Int)>()
  /// Positions in `names` by the dimensions' own numbers, −1 where there is none; more than twice as many as names.
  private var table = ContiguousArray<Int32>(repeating: -1, count: 64)

  /// Those of the ledger.
  init(format: String, known: [Dimension]) {
    self.format = format
    self.known = known.count
    all = known
    for (place, dimension) in known.enumerated() { name(dimension, place) }
  }

  var count: Int { all.count }

  /// The one that was added last.
  var last: Dimension { all[all.count - 1] }

  /// The place of a dimension; `count`, as it was before, when it is new.
  mutating func place(of dimension: Dimension) throws -> Int {
    var slot = dimension.number & (table.count - 1)
    let identity = dimension.identity
    while table[slot] >= 0 {
      let index = Int(table[slot])
      if identities[index].identity == identity { return identities[index].place }
      if names[index].dimension == dimension { return names[index].place }
      slot = (slot + 1) & (table.count - 1)
    }
    guard dimension.source == format else {
      var own = dimension
      own.source = format
      let place = try place(of: own)
      // A file of other names does not fill the table: what is not found is made again.
      if names.count < 4 * Self.maximumNew { name(dimension, place) }
      return place
    }
    all.append(dimension)
    guard all.count - known <= Self.maximumNew else { throw explosion() }
    name(dimension, all.count - 1)
    return all.count - 1
  }

  private mutating func name(_ dimension: Dimension, _ place: Int) {
    names.append((dimension, place))
    identities.append((dimension.identity, place))
    if 2 * names.count >= table.count {
      table = ContiguousArray(repeating: -1, count: 2 * table.count)
      for index in names.indices { enter(index) }
    } else {
      enter(names.count - 1)
    }
  }

  private mutating func enter(_ index: Int) {
    var slot = names[index].dimension.number & (table.count - 1)
    while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
    table[slot] = Int32(index)
  }

  private func explosion() -> TooMany {
    let added = all[known...]
    let counts = Dimension.fields.map { field in
      TooMany(field: field.name, values: Set(added.map { $0[keyPath: field.path] }).count)
    }
    return counts.reduce(TooMany(field: "", values: 0)) { $1.values > $0.values ? $1 : $0 }
  }
}
