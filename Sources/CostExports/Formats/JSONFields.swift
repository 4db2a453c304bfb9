import ReportCore

/// The names a format knows in a JSON object: those it reads, by position, and those it passes over. `amount.value` is
/// a member of the member `amount`.
struct JSONNames {
  private var plain: [(name: [UInt8], position: Int)] = []
  private var groups: [(name: [UInt8], members: [(name: [UInt8], position: Int)])] = []
  private let ignored: [[UInt8]]
  let count: Int

  init(_ names: [String], ignored: Set<String>) {
    count = names.count
    self.ignored = ignored.sorted().map { Array($0.utf8) }
    for (position, name) in names.enumerated() {
      let parts = name.split(separator: ".", maxSplits: 1).map { Array($0.utf8) }
      guard parts.count == 2 else {
        plain.append((Array(name.utf8), position))
        continue
      }
      if let index = groups.firstIndex(where: { $0.name == parts[0] }) {
        groups[index].members.append((parts[1], position))
      } else {
        groups.append((parts[0], [(parts[1], position)]))
      }
    }
  }

  func position(of key: ByteSlice) -> Int? { plain.first { key.equals($0.name) }?.position }

  func group(_ key: ByteSlice) -> Int? { groups.firstIndex { key.equals($0.name) } }

  func position(of key: ByteSlice, in group: Int) -> Int? {
    groups[group].members.first { key.equals($0.name) }?.position
  }

  func isIgnored(_ key: ByteSlice) -> Bool { ignored.contains { key.equals($0) } }
}

/// The values of one JSON object by position in a format's list of names. `null` is nothing.
struct JSONFields: RowCells {
  private var values: [ByteSlice] = []
  private var isSet: [Bool] = []
  /// Names met that no one reads, in file order, each once; some dozens at most.
  private(set) var unknown: [(name: String, line: Int)] = []

  init() {}

  func cell(_ position: Int) -> ByteSlice { position < values.count ? values[position] : .empty }

  /// Reads the object that stands here.
  mutating func read(_ scanner: inout JSONScanner, _ names: JSONNames, line: Int) throws(JSONProblem) {
    values = [ByteSlice](repeating: .empty, count: names.count)
    isSet = [Bool](repeating: false, count: names.count)
    try scanner.members { (value, key) throws(JSONProblem) in
      if let position = names.position(of: key) {
        try set(position, &value)
      } else if let group = names.group(key) {
        guard value.peek() != UInt8(ascii: "n") else {
          _ = try value.value()
          return
        }
        try value.members { (inner, name) throws(JSONProblem) in
          if let position = names.position(of: name, in: group) {
            try set(position, &inner)
          } else {
            try inner.skipValue()
          }
        }
      } else {
        try value.skipValue()
        if !names.isIgnored(key) { note(key, line) }
      }
    }
  }

  private mutating func set(_ position: Int, _ scanner: inout JSONScanner) throws(JSONProblem) {
    let byte = scanner.peek()
    guard byte != UInt8(ascii: "{"), byte != UInt8(ascii: "["), !isSet[position] else {
      throw scanner.problem(isSet[position] ? "the name once" : "a plain value")
    }
    isSet[position] = true
    values[position] = try scanner.value()
  }

  private mutating func note(_ key: ByteSlice, _ line: Int) {
    guard unknown.count < UnknownNames.limit, let name = key.prefix(200).text else { return }
    if !unknown.contains(where: { $0.name == name }) { unknown.append((name, line)) }
  }
}
