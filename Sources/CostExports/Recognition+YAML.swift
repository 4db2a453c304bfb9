import ReportCore

extension Recognition {
  /// What a YAML document is; nil when the file is none.
  func document() throws(Diagnostic) -> RecognisedFormat? {
    let keys = head.documentKeys
    guard !keys.isEmpty else { return nil }
    if !keys.contains("columns"), keys.contains(where: PriceAgreementsDocument.keys.contains) {
      return .priceAgreements
    }
    guard keys.contains("columns") || head.documentFormat?.hasPrefix("\(CSVMapping.format)/") == true else {
      throw refusal(
        "unknown-document", "this YAML is none that is imported", found: keys.prefix(8).joined(separator: ", "),
        expected: "a mapping (format: \(CSVMapping.importer), name, rank, dates, columns and so on) or price "
          + "agreements (models, credits, rates)",
        remedy: "Registers such as budgets.yml are read where they lie, in content/: they need no import.")
    }
    guard head.isWholeFile else {
      throw refusal(
        "document-too-large", "the mapping is too large", expected: "less than \(FileHead.size) bytes",
        remedy: "A mapping names the columns of one kind of CSV; write one for each.")
    }
    return .mapping
  }
}

extension FileHead {
  /// The keys at the left margin when this begins as YAML does, with a key or `---` on its first line with content;
  /// none for anything else. Looks at lines only, so that the head may be cut off anywhere.
  public var documentKeys: [String] {
    var keys: [String] = []
    for line in documentLines {
      guard let colon = FileHead.colon(behindKeyOf: line) else {
        // The first line decides.
        guard !keys.isEmpty || line.starts(with: Array("---".utf8)) else { return [] }
        continue
      }
      keys.append(String(decoding: line[..<colon], as: UTF8.self))
    }
    return keys
  }

  /// What stands behind the key `format`, quotes left out.
  var documentFormat: String? {
    for line in documentLines {
      guard let colon = FileHead.colon(behindKeyOf: line), line[..<colon].elementsEqual("format".utf8) else { continue }
      let value = line[(colon + 1)...].prefix(80).filter { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 }
      return String(decoding: value, as: UTF8.self)
    }
    return nil
  }

  /// Lines that are neither blank nor comments.
  private var documentLines: some Sequence<ArraySlice<UInt8>> {
    var text = bytes[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    return text.lazy.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
      .filter { line in line.first { $0 > 0x20 }.map { $0 != UInt8(ascii: "#") } ?? false }
  }

  /// Where the colon of `key:` or `key: value` stands.
  private static func colon(behindKeyOf line: ArraySlice<UInt8>) -> Int? {
    let key = line.prefix { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2D
    }
    guard !key.isEmpty, key.endIndex < line.endIndex, line[key.endIndex] == UInt8(ascii: ":") else { return nil }
    let next = key.endIndex + 1
    return next == line.endIndex || line[next] <= 0x20 ? key.endIndex : nil
  }
}
