import ReportCore

/// Decides what a file is from its first bytes.
struct Recognition {
  let head: FileHead
  let file: String
  let mappings: [CSVMapping]

  /// A format as recognition sees it, exchange rates included.
  struct Candidate {
    let format: RecognisedFormat
    let title: String
    let signature: ExportSignature
  }

  static let candidates: [Candidate] =
    CostExportFormats.all.flatMap { format in
      format.signatures.map { Candidate(format: .costs(format), title: format.title, signature: $0) }
    }
    + RateFormats.all.map { Candidate(format: .rates($0), title: $0.title, signature: $0.signature) }

  func format() throws(Diagnostic) -> RecognisedFormat {
    try refuseForeignBytes()
    var bytes = head.bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let text = bytes.drop { $0 <= 0x20 }
    guard let first = text.first else { throw Recognition.emptyFile(file) }
    switch first {
    case UInt8(ascii: "<"): return try markup(String(decoding: text.prefix(4096), as: UTF8.self))
    case UInt8(ascii: "{"), UInt8(ascii: "["): return try json(Array(text))
    default:
      if let document = try document() { return document }
      return try csv()
    }
  }
}

// MARK: - Not for us

extension Recognition {
  static func emptyFile(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "empty-file", at: SourcePlace(file: file), "the file is empty",
      remedy: "Download the export again; delete this file.")
  }

  func refusal(
    _ code: String, _ summary: String, line: Int? = nil, found: String? = nil, expected: String? = nil, remedy: String
  ) -> Diagnostic {
    Diagnostic(
      code: code, at: SourcePlace(file: file, line: line), summary, found: found, expected: expected, remedy: remedy)
  }

  private func refuseForeignBytes() throws(Diagnostic) {
    let bytes = head.bytes
    if bytes.isEmpty { throw Recognition.emptyFile(file) }
    if bytes.starts(with: [0x50, 0x4B]), bytes.count > 3, bytes[2] <= 0x08 {
      let isWorkbook = contains("[Content_Types].xml") || contains("xl/")
      guard isWorkbook else {
        throw refusal(
          "zip-file", "the file is a zip archive", expected: "the files inside it",
          remedy: "Unpack it and give the files inside it; this version reads plain files.")
      }
      throw refusal(
        "excel-workbook", "the file is an Excel workbook", expected: "the CSV as downloaded",
        remedy: "Download the original CSV from the source; do not save it from the spreadsheet.")
    }
    if bytes.starts(with: [0x1F, 0x8B]) {
      throw refusal(
        "gzip-file", "the file is compressed twice", expected: "an export, or an export compressed once",
        remedy: "Unpack it once (`gunzip FILE.gz`), then give what came out.")
    }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw refusal(
        "excel-workbook", "the file is an old Excel workbook", expected: "the CSV as downloaded",
        remedy: "Download the original CSV from the source; do not save it from the spreadsheet.")
    }
    if bytes.starts(with: Array("%PDF".utf8)) {
      throw refusal(
        "pdf-file", "the file is a PDF", expected: "an export as CSV or JSON Lines",
        remedy: "Enter an invoice by hand as a row of a manual entries CSV.")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.contains(0) {
      throw refusal(
        "not-utf-8", "the file is UTF-16 or not text at all", expected: "UTF-8",
        remedy: "Download the original export; a spreadsheet's \"Unicode text\" is UTF-16.")
    }
  }

  private func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard head.bytes.count >= wanted.count else { return false }
    return (0...head.bytes.count - wanted.count).contains { head.bytes[$0] == wanted[0] && matches(wanted, at: $0) }
  }

  private func matches(_ wanted: [UInt8], at index: Int) -> Bool {
    head.bytes[index..<index + wanted.count].elementsEqual(wanted)
  }

  private func markup(_ text: String) throws(Diagnostic) -> RecognisedFormat {
    let matching = Recognition.candidates.first { candidate in
      candidate.signature.shape == .xml && candidate.signature.required.allSatisfy { text.contains($0) }
    }
    if let matching { return matching.format }
    if text.lowercased().contains("<html") || text.lowercased().contains("<!doctype html") {
      throw refusal(
        "html-page", "the file is a web page", expected: "the export itself",
        remedy: "The download may have shown a sign-in page; sign in and download again.")
    }
    throw refusal(
      "unknown-format", "the file is XML, which no format reads", expected: Recognition.known,
      remedy: "Export as CSV or JSON Lines.")
  }

  /// The formats are too many for a complaint.
  static let known = "one of the exports that peil import --help lists"
}
