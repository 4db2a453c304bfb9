import CostExports
import ReportCore

extension ImportContent {
  /// Looks at the beginning of the file at `path` and knows how to read the rest. Throws a `Diagnostic` when no
  /// format fits. `count` hears how many bytes were handed out so far.
  init(opening path: String, file: String, count: @escaping (Int) -> Void = { _ in }) throws {
    let source = try PeekedSource.unpacking(CountedSource(FileSource(path: path, file: file), count), file: file)
    switch try CostExportFormats.recognise(source.head, file: file) {
    case .costs(let found):
      format = found.name
      version = found.version
      reading = .entries(basis: found.basis) { problems, row in
        try found.read(source, file: file, problems: &problems, row: row)
      }
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

  /// What it brings.
  var kind: ContentKind {
    switch reading {
    case .rates: .rates
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
