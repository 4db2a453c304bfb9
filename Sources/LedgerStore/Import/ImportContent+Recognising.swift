import CostExports
import Pricing
import ReportCore

extension ImportContent {
  /// Looks at the beginning of the file at `path` and knows how to read the rest. Throws a `Diagnostic` when no
  /// format and none of `mappings` fits. `importer` is the one that read the file before, `count` hears how many bytes
  /// were handed out so far.
  init(
    opening path: String, file: String, mappings: [MappingShelf.Item] = [], importer: String = "",
    count: @escaping (Int) -> Void = { _ in }
  ) throws {
    let source = try PeekedSource.unpacking(CountedSource(FileSource(path: path, file: file), count), file: file)
    var head = source.head
    if head.isArchive { head.archiveNames = ZipDirectory.names(at: path) }
    let found = try CostExportFormats.recognise(
      head, file: file, mappings: mappings.map(\.mapping),
      prefersMappings: importer == CSVMapping.exportImporter)
    switch found {
    case .costs(let found):
      format = found.name
      version = found.version
      reading = .entries(basis: found.basis) { problems, row in
        try found.read(source, file: file, problems: &problems, row: row)
      }
    case .mapped(let mapping):
      format = mapping.source
      version = CSVMapping.version
      registryName = CSVMapping.exportFormat
      restsOn = mappings.first { $0.mapping.fits(source.head) }?.number
      reading = .entries(basis: mapping.basis) { problems, row in
        try mapping.read(source, file: file, problems: &problems, row: row)
      }
    case .mapping:
      format = CSVMapping.format
      version = CSVMapping.version
      reading = .mapping { try MappingShelf.mapping(source.head, file: file) }
    case .priceBook:
      format = PriceBookJSON.name
      version = PriceBookJSON.version
      reading = .priceBook { day, number, problems in
        try PriceBook(source, file: file, day: day, number: number, problems: &problems)
      }
    case .priceAgreements:
      format = PriceAgreementsDocument.name
      version = PriceAgreementsDocument.version
      reading = .priceAgreements { try ImportContent.agreements(source, file: file) }
    case .rates(let found):
      format = found.name
      version = found.version
      reading = .rates { problems, body in
        try found.read(source, file: file, problems: &problems) { rate in
          try body(RateRow(day: rate.day, currency: rate.currency, rate: rate.rate, line: rate.line))
        }
      }
    }
  }

  private static func agreements(_ source: any ByteSource, file: String) throws -> PriceAgreements {
    let bytes = try WholeDocument.bytes(of: source, atMost: 1 << 20, file: file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DiagnosticList([
        Diagnostic(
          code: "not-utf-8", at: SourcePlace(file: file), "the text is not UTF-8", remedy: "Save the file as UTF-8.")
      ])
    }
    let checked = PriceAgreementsYAML.read(text, file: file)
    guard !checked.hasErrors else { throw DiagnosticList(checked.diagnostics) }
    return checked.value
  }

  /// What it brings.
  var kind: ContentKind {
    switch reading {
    case .rates: .rates
    case .mapping: .mapping
    case .priceBook: .priceBook
    case .priceAgreements: .agreements
    case .entries: .costs
    }
  }
}

/// Tells how far a reader has come.
private struct CountedSource: ByteSource {
  private var source: any ByteSource
  private var total = 0
  private let count: (Int) -> Void

  init(_ source: any ByteSource, _ count: @escaping (Int) -> Void) {
    self.source = source
    self.count = count
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let number = try source.read(into: buffer)
    total += number
    count(total)
    return number
  }
}
