import ReportCore

/// Files that are no text, and text that is not UTF-8: named, with what to do instead.
extension Recognition {
  func refuseForeignBytes() throws(Diagnostic) {
    let bytes = head.bytes
    if bytes.isEmpty { throw Recognition.emptyFile(file) }
    if bytes.starts(with: [0x50, 0x4B]), bytes.count > 3, bytes[2] <= 0x08 { throw archive() }
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw refusal(
        "gzip-file", "the file is compressed twice", expected: "an export, or an export compressed once",
        remedy: "Unpack it once (`gunzip FILE.gz`), then give what came out.")
    }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw refusal(
        "excel-workbook", "the file is an old Excel workbook", expected: "the CSV as downloaded",
        remedy: Recognition.original)
    }
    if let other = Recognition.otherPackings.first(where: { bytes.starts(with: $0.mark) }) {
      throw refusal(
        "packed-file", "the file is compressed with \(other.name)", expected: "a plain file, or one ending in .gz",
        remedy: "Unpack it with \(other.tool), then give what comes out.")
    }
    if bytes.starts(with: Array("%PDF".utf8)) {
      throw refusal(
        "pdf-file", "the file is a PDF", expected: "an export as CSV or JSON Lines",
        remedy: "Enter an invoice by hand as a row of a manual entries CSV.")
    }
    if let text = utf16() { throw utf16Refusal(text) }
    if bytes.contains(0) {
      throw refusal(
        "not-utf-8", "the file is not text", expected: "an export as CSV or JSON Lines",
        remedy: "Check that this is the right file.")
    }
  }

  /// Advice for whatever a spreadsheet wrote.
  static let original =
    "Give the original CSV as downloaded from the source: a spreadsheet changes numbers, dates and ids when it saves."

  private static let otherPackings: [(mark: [UInt8], name: String, tool: String)] = [
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd", "`unzstd`"), (Array("BZh".utf8), "bzip2", "`bunzip2`"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz", "`unxz`"), ([0x37, 0x7A, 0xBC, 0xAF], "7-Zip", "`7z x`"),
    (Array("PAR1".utf8), "Parquet", "a program that writes it as CSV, such as DuckDB"),
  ]
}

// MARK: - Zip

extension Recognition {
  private func archive() -> Diagnostic {
    let names = head.archiveNames.isEmpty ? ZipDirectory.names(inHead: head.bytes) : head.archiveNames
    let isWorkbook =
      names.contains { $0 == "[Content_Types].xml" || $0.hasPrefix("xl/") } || contains("xl/")
      || contains("[Content_Types].xml")
    if isWorkbook {
      return refusal(
        "excel-workbook", "the file is an Excel workbook", expected: "the CSV as downloaded",
        remedy: Recognition.original)
    }
    if contains("opendocument.spreadsheet") {
      return refusal(
        "open-document", "the file is an OpenDocument spreadsheet", expected: "the CSV as downloaded",
        remedy: Recognition.original)
    }
    guard !names.isEmpty else {
      return refusal(
        "zip-file", "the file is a zip archive", expected: "the files inside it",
        remedy: "Unpack it and give the files inside it.")
    }
    let shown = names.prefix(10).map(Diagnostic.shortened).joined(separator: ", ")
    let count = "\(names.count)\(names.count >= ZipDirectory.limit ? " or more" : "")"
    return refusal(
      "zip-file", "the file is a zip archive",
      found: names.count == 1 ? "1 file: \(shown)" : "\(count) files: \(shown)",
      expected: "the files inside it",
      remedy: "Unpack it (`unzip FILE`) and give what is inside: \(shown)\(names.count > 10 ? ", …" : "").")
  }

  private func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard head.bytes.count >= wanted.count else { return false }
    return (0...head.bytes.count - wanted.count).contains { head.bytes[$0] == wanted[0] && matches(wanted, at: $0) }
  }

  private func matches(_ wanted: [UInt8], at index: Int) -> Bool {
    head.bytes[index..<index + wanted.count].elementsEqual(wanted)
  }
}

// MARK: - UTF-16

extension Recognition {
  /// The text, when the file is UTF-16: it says so itself, or its first characters are ASCII with zeros between.
  private func utf16() -> String? {
    let bytes = head.bytes
    guard bytes.count >= 2 else { return nil }
    let saysLittle = bytes.starts(with: [0xFF, 0xFE])
    let saysBig = bytes.starts(with: [0xFE, 0xFF])
    let looksLittle = bytes[0] != 0 && bytes[1] == 0
    let looksBig = bytes[0] == 0 && bytes[1] != 0
    guard saysLittle || saysBig || looksLittle || looksBig else { return nil }
    let isBig = saysBig || !saysLittle && looksBig
    let body = bytes.dropFirst(saysLittle || saysBig ? 2 : 0)
    var units: [UInt16] = []
    var index = body.startIndex
    while index + 1 < body.endIndex {
      let (first, second) = (UInt16(body[index]), UInt16(body[index + 1]))
      units.append(isBig ? first << 8 | second : second << 8 | first)
      index += 2
    }
    return String(decoding: units, as: UTF16.self)
  }

  private func utf16Refusal(_ text: String) -> Diagnostic {
    let bytes = Array(text.utf8)
    let found = [(UInt8(ascii: "\t"), "tabs"), (UInt8(ascii: ";"), "semicolons"), (UInt8(ascii: ","), "commas")]
      .lazy.compactMap { separator, name in
        candidate(bytes, separator: separator).map { (title: $0.title, separator: separator, name: name) }
      }.first
    guard let found else {
      return refusal(
        "not-utf-8", "the file is UTF-16 or not text at all", expected: "UTF-8",
        remedy: "Download the original export; a spreadsheet's \"Unicode text\" is UTF-16.")
    }
    let signs = SpreadsheetSigns(bytes, separator: found.separator, file: file)
    return refusal(
      "not-utf-8", "this looks like \(found.title), saved again by a spreadsheet as \"Unicode text\"", line: 1,
      found: "UTF-16; \(signs.words(separator: found.name))", expected: "UTF-8, commas and decimal points",
      remedy: Recognition.original)
  }
}
