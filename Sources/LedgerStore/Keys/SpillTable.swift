import GRDB

/// Room on disk for what an import gathers beyond its share of memory: a temporary table, which SQLite keeps outside
/// the ledger and drops by itself. Each row is a piece of a run, to be read again in the order it was written in.
struct SpillTable {
  private let db: Database
  private let name: String
  /// False until the first run is written: most imports need no room.
  private(set) var isUsed = false

  /// An empty table of that name.
  init(_ db: Database, _ name: String) {
    self.db = db
    self.name = name
  }

  /// Writes a sorted run, piece by piece.
  mutating func write<Element: BitwiseCopyable>(list: Int, run: Int, _ elements: ContiguousArray<Element>) throws {
    if !isUsed { try create() }
    let insert = try RawStatement(db, "INSERT INTO temp.\(name) (list, run, piece, body) VALUES (?, ?, ?, ?)")
    insert.bind(1, list)
    insert.bind(2, run)
    let size = 8_192
    try elements.withUnsafeBufferPointer { elements in
      for (piece, start) in stride(from: 0, to: elements.count, by: size).enumerated() {
        let part = UnsafeBufferPointer(rebasing: elements[start..<min(start + size, elements.count)])
        insert.bind(3, piece)
        try insert.binding(4, UnsafeRawBufferPointer(part)) { try insert.run() }
      }
    }
  }

  private mutating func create() throws {
    try db.execute(
      sql: """
        CREATE TEMP TABLE IF NOT EXISTS \(name) (list INTEGER, run INTEGER, piece INTEGER, body BLOB,
          PRIMARY KEY (list, run, piece));
        DELETE FROM temp.\(name);
        """)
    isUsed = true
  }

  /// The runs of a list.
  func runs(list: Int) throws -> [Int] {
    guard isUsed else { return [] }
    return try Int.fetchAll(
      db, sql: "SELECT DISTINCT run FROM temp.\(name) WHERE list = ? ORDER BY run", arguments: [list])
  }

  /// The lists that have runs.
  func lists() throws -> [Int] {
    guard isUsed else { return [] }
    return try Int.fetchAll(db, sql: "SELECT DISTINCT list FROM temp.\(name) ORDER BY list")
  }

  /// Hands over a piece; false when there is none.
  func read(list: Int, run: Int, piece: Int, _ body: (UnsafeRawBufferPointer) -> Void) throws -> Bool {
    let select = try RawStatement(db, "SELECT body FROM temp.\(name) WHERE list = ? AND run = ? AND piece = ?")
    select.bind(1, list)
    select.bind(2, run)
    select.bind(3, piece)
    defer { select.reset() }
    guard try select.next() else { return false }
    body(select.blob(0))
    return true
  }

  /// Gives the room back.
  mutating func clear() throws {
    if isUsed { try db.execute(sql: "DELETE FROM temp.\(name)") }
    isUsed = false
  }
}

/// Merges sorted runs of a spill table into one.
struct SpillMerge<Element: Comparable & BitwiseCopyable> {
  private struct Run {
    var number: Int
    var piece = 0
    var elements = ContiguousArray<Element>()
    var next = 0
  }

  private let table: SpillTable
  private let list: Int
  /// A heap: no run's next element is below that of the one at half its place.
  private var heap: [Run] = []

  /// The runs of a list, and one more that never left memory.
  init(_ table: SpillTable, list: Int, memory: ContiguousArray<Element>) throws {
    self.table = table
    self.list = list
    if !memory.isEmpty { heap.append(Run(number: -1, elements: memory)) }
    for number in try table.runs(list: list) {
      var run = Run(number: number)
      if try fill(&run) { heap.append(run) }
    }
    for place in heap.indices.reversed() { sink(place) }
  }

  /// The next element in order; nil behind the last.
  mutating func next() throws -> Element? {
    guard !heap.isEmpty else { return nil }
    let element = heap[0].elements[heap[0].next]
    heap[0].next += 1
    if heap[0].next == heap[0].elements.count, try !fill(&heap[0]) {
      heap[0] = heap[heap.count - 1]
      heap.removeLast()
    }
    sink(0)
    return element
  }

  private func fill(_ run: inout Run) throws -> Bool {
    guard run.number >= 0 else { return false }
    run.next = 0
    var elements = run.elements
    run.elements = []
    let found = try table.read(list: list, run: run.number, piece: run.piece) { body in
      let count = body.count / MemoryLayout<Element>.stride
      elements.removeAll(keepingCapacity: true)
      for index in 0..<count {
        elements.append(body.loadUnaligned(fromByteOffset: index * MemoryLayout<Element>.stride, as: Element.self))
      }
    }
    run.elements = elements
    run.piece += 1
    return found && !elements.isEmpty
  }

  private mutating func sink(_ place: Int) {
    var place = place
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count && isBelow(child, least) { least = child }
      guard least != place else { return }
      heap.swapAt(place, least)
      place = least
    }
  }

  private func isBelow(_ left: Int, _ right: Int) -> Bool {
    heap[left].elements[heap[left].next] < heap[right].elements[heap[right].next]
  }
}
