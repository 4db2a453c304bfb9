import ReportCore

/// Walks through the bytes of one price book.
struct PriceBookReading {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let file: String
  private(set) var entries: [PriceBookEntry] = []
  private var lines: [String: Int] = [:]
  private var entry = PriceBookEntry()
  private var counted = (offset: 0, line: 1)
  /// What is wrong with values; the grammar is complained about by whoever calls.
  private var refused: [Diagnostic] = []

  init(_ bytes: UnsafeMutableBufferPointer<UInt8>, file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// Reads all models; what is wrong goes to `problems`.
  mutating func read(_ problems: inout ProblemLog) {
    let slice = ByteSlice(start: bytes.baseAddress, count: bytes.count)
    guard slice.isUTF8, var scanner = JSONScanner(slice) else {
      problems.add(notJSON(line: nil, expected: "a JSON object in UTF-8"))
      return
    }
    do throws(JSONProblem) {
      try models(&scanner)
      try scanner.finish()
    } catch {
      problems.add(notJSON(line: line(at: error.offset), expected: error.expected))
    }
    for diagnostic in refused { problems.add(diagnostic) }
  }

  private mutating func models(_ scanner: inout JSONScanner) throws(JSONProblem) {
    try scanner.members { (scanner, key) throws(JSONProblem) in
      let line = line(at: scanner.index)
      let model = key.text ?? ""
      guard scanner.peek() == UInt8(ascii: "{"), model != PriceBookJSON.sample else {
        try scanner.skipValue()
        return
      }
      entry = PriceBookEntry()
      entry.model = model
      entry.line = line
      try attributes(&scanner)
      if let first = lines.updateValue(line, forKey: model) {
        refuse("duplicate-model", nil, "the model stands twice in the book", found: "\(model), also on line \(first)")
      } else {
        entries.append(entry)
      }
    }
  }

  private mutating func attributes(_ scanner: inout JSONScanner) throws(JSONProblem) {
    try scanner.members { (scanner, key) throws(JSONProblem) in
      let name = key.text ?? ""
      switch name {
      case "litellm_provider": entry.provider = try scanner.value().text ?? ""
      case "mode": entry.mode = try scanner.value().text ?? ""
      case "off_peak_pricing", "tiered_pricing", "search_context_cost_per_query", "provider_specific_entry":
        try nested(&scanner, path: name, depth: 0)
      case _ where name.contains("_cost") || name.hasPrefix("cost_") || name.contains("multiplier"):
        let isPlain = scanner.peek() != UInt8(ascii: "{") && scanner.peek() != UInt8(ascii: "[")
        if isPlain { try price(&scanner, name) } else { try scanner.skipValue() }
      default: try scanner.skipValue()
      }
    }
  }

  /// The plain values below `path`; at most four levels, what lies deeper decides about no price.
  private mutating func nested(_ scanner: inout JSONScanner, path: String, depth: Int) throws(JSONProblem) {
    switch scanner.peek() {
    case UInt8(ascii: "{") where depth < 4:
      try scanner.members { (scanner, key) throws(JSONProblem) in
        try nested(&scanner, path: "\(path).\(key.text ?? "")", depth: depth + 1)
      }
    case UInt8(ascii: "[") where depth < 4:
      var index = 0
      try scanner.elements { (scanner) throws(JSONProblem) in
        try nested(&scanner, path: "\(path).\(index)", depth: depth + 1)
        index += 1
      }
    case UInt8(ascii: "{"), UInt8(ascii: "["): try scanner.skipValue()
    default:
      if path.contains("_cost") {
        try price(&scanner, path)
      } else {
        let isText = scanner.peek() == UInt8(ascii: "\"")
        let value = try scanner.value()
        let number = isText ? nil : value.decimal
        entry.fields.append(.init(name: path, number: number, text: isText ? value.text ?? "" : ""))
      }
    }
  }

  /// A number, also one in quotes; nothing for `null`.
  private mutating func price(_ scanner: inout JSONScanner, _ name: String) throws(JSONProblem) {
    let value = try scanner.value()
    guard !value.isEmpty else { return }
    guard let number = value.decimal, number.mantissa >= 0 else {
      refuse("bad-price", name, "this is not a price", found: value.shown)
      return
    }
    entry.fields.append(.init(name: name, number: number, text: ""))
  }

  // MARK: Words

  private mutating func refuse(_ code: String, _ field: String?, _ summary: String, found: String) {
    guard refused.count < ProblemLog.limit else { return }
    refused.append(
      Diagnostic(
        code: code, at: SourcePlace(file: file, line: entry.line, field: field), summary, found: found,
        expected: field == nil ? "each model once" : "a number that is not negative (model \(entry.model))",
        remedy: "Download the price book again; a price of your own belongs in an agreement (content/prices/NAME.yml).")
    )
  }

  private func notJSON(line: Int?, expected: String) -> Diagnostic {
    Diagnostic(
      code: "bad-json", at: SourcePlace(file: file, line: line), "the price book is not JSON here",
      expected: expected, remedy: "Download it again: it may have been cut off.")
  }

  /// Offsets only grow, so every byte is looked at once.
  private mutating func line(at offset: Int) -> Int {
    let end = min(offset, bytes.count)
    guard end > counted.offset else { return counted.line }
    for byte in bytes[counted.offset..<end] where byte == 0x0A { counted.line += 1 }
    counted.offset = end
    return counted.line
  }
}
