/// The keys of the JSON at the beginning of a file, as paths: enough to tell what it is. Looks no further than the
/// head, keeps a bounded number of paths, and never recurses.
struct JSONOutline {
  private static let limit = 4_000

  /// `data.results.amount`, and `*.amount` for every key one level down.
  private(set) var paths: Set<String> = []
  /// Where the JSON went wrong; nil when it was fine as far as it was seen.
  private(set) var problem: JSONProblem?
  /// True when the first value stands on more than one line.
  private(set) var firstHasLineBreaks = false
  /// The keys of the outermost objects.
  private(set) var keys: Set<String> = []

  /// Looks at `bytes`, cut off anywhere unless `isWhole`.
  init(_ bytes: [UInt8], isWhole: Bool) {
    var bytes = bytes
    bytes.withUnsafeMutableBufferPointer { buffer in
      guard var scanner = JSONScanner(ByteSlice(start: buffer.baseAddress, count: buffer.count)) else { return }
      do throws(JSONProblem) {
        try walk(&scanner, buffer)
      } catch {
        // A text that the head cuts off is no mistake.
        if isWhole || error.offset < buffer.count { problem = error }
      }
    }
  }

  private struct Level {
    let isObject: Bool
    let path: String
    let depth: Int
  }

  private mutating func walk(_ scanner: inout JSONScanner, _ bytes: UnsafeMutableBufferPointer<UInt8>)
    throws(JSONProblem)
  {
    var levels: [Level] = []
    var values = 0
    while let byte = scanner.peek(), paths.count < JSONOutline.limit {
      if levels.isEmpty, values == 0 { firstHasLineBreaks = bytes[scanner.index...].contains(0x0A) }
      // A value stands here.
      var path = levels.last?.path ?? ""
      var name = ""
      if let level = levels.last, level.isObject {
        name = try scanner.string().prefix(200).text ?? "\u{FFFD}"
        try scanner.colon()
        add(name, level)
        path = level.path.isEmpty ? name : "\(level.path).\(name)"
      } else if byte == UInt8(ascii: "}") {
        throw scanner.problem("a value")
      }
      try value(&scanner, name, path, &levels)
      try close(&scanner, &levels)
      if levels.isEmpty {
        values += 1
        if values == 1 { firstHasLineBreaks = bytes[..<min(scanner.index, bytes.count)].contains(0x0A) }
      }
    }
  }

  /// Takes a plain value, or opens an object or array.
  private mutating func value(
    _ scanner: inout JSONScanner, _ name: String, _ path: String, _ levels: inout [Level]
  ) throws(JSONProblem) {
    switch scanner.peek() {
    case UInt8(ascii: "{"):
      try open(&scanner, &levels, Level(isObject: true, path: path, depth: depth(levels) + 1))
    case UInt8(ascii: "["):
      try open(&scanner, &levels, Level(isObject: false, path: path, depth: depth(levels)))
    default:
      let value = try scanner.value()
      if name == "object" || name == "type", value.count <= 64, let text = value.text {
        paths.insert("\(path)=\(text)")
      }
    }
  }

  private func depth(_ levels: [Level]) -> Int { levels.last?.depth ?? 0 }

  private func open(
    _ scanner: inout JSONScanner, _ levels: inout [Level], _ level: Level
  ) throws(JSONProblem) {
    guard levels.count < JSONScanner.depthLimit else {
      throw scanner.problem("at most \(JSONScanner.depthLimit) levels")
    }
    scanner.step()
    levels.append(level)
  }

  /// Passes the brackets that close here and the comma behind them.
  private func close(_ scanner: inout JSONScanner, _ levels: inout [Level]) throws(JSONProblem) {
    while let level = levels.last {
      switch scanner.peek() {
      case UInt8(ascii: level.isObject ? "}" : "]"):
        scanner.step()
        levels.removeLast()
      case UInt8(ascii: ","):
        scanner.step()
        return
      case nil: return
      default:
        // Just opened: its first member stands here.
        return
      }
    }
  }

  private mutating func add(_ name: String, _ level: Level) {
    if level.depth == 1 { keys.insert(name) }
    if level.depth == 2 { paths.insert("*.\(name)") }
    paths.insert(level.path.isEmpty ? name : "\(level.path).\(name)")
  }

  /// At most eight names, sorted.
  var shown: String {
    let names = keys.sorted().prefix(8).joined(separator: ", ")
    return keys.count > 8 ? "\(names), …" : names
  }
}
