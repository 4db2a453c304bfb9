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
  private var places: [Dimension: Int] = [:]
  // Rows of one caller tend to follow each other.
  private var previous: (dimension: Dimension, place: Int)?

  /// Those of the ledger.
  init(format: String, known: [Dimension]) {
    self.format = format
    self.known = known.count
    all = known
    for (place, dimension) in known.enumerated() { places[dimension] = place }
  }

  var count: Int { all.count }

  /// The one that was added last.
  var last: Dimension { all[all.count - 1] }

  /// The place of a dimension; `count`, as it was before, when it is new.
  mutating func place(of dimension: Dimension) throws -> Int {
    if let previous, previous.dimension == dimension { return previous.place }
    var own = dimension
    if own.source != format { own.source = format }
    let place = try places[own] ?? add(own)
    previous = (dimension, place)
    return place
  }

  private mutating func add(_ dimension: Dimension) throws -> Int {
    all.append(dimension)
    guard all.count - known <= Self.maximumNew else { throw explosion() }
    places[dimension] = all.count - 1
    return all.count - 1
  }

  private func explosion() -> TooMany {
    let added = all[known...]
    let counts = Dimension.fields.map { field in
      TooMany(field: field.name, values: Set(added.map { $0[keyPath: field.path] }).count)
    }
    return counts.reduce(TooMany(field: "", values: 0)) { $1.values > $0.values ? $1 : $0 }
  }
}
