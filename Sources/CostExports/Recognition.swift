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
    + [Candidate(format: .priceBook, title: PriceBookJSON.title, signature: PriceBookJSON.signature)]

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
