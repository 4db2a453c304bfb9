import Pricing
import ReportCore

@testable import CostExports
@testable import YAMLDocuments

extension FuzzTarget {
  static let shared: [FuzzTarget] = [
    FuzzTarget(name: "csv", isShared: true, run: csv), FuzzTarget(name: "json", isShared: true, run: json),
    FuzzTarget(name: "numbers", isShared: true, run: numbers), FuzzTarget(name: "times", isShared: true, run: times),
    FuzzTarget(name: "mapping", isShared: true, run: mapping), FuzzTarget(name: "gzip", isShared: true, run: gzip),
    FuzzTarget(name: "zip", isShared: true, run: zip),
    FuzzTarget(name: "recognition", isShared: true, run: recognition),
  ]

  /// However small the window and the pieces, the cells are the same.
  private static func csv(_ bytes: [UInt8]) {
    for separator in [UInt8(ascii: ","), UInt8(ascii: ";")] {
      let small = records(bytes, separator, capacity: 4 + bytes.count % 29, chunk: chunk(bytes))
      let large = records(bytes, separator, capacity: 1 << 16, chunk: .max)
      must(small == large, "the window decides what a record is")
    }
  }

  private static func records(_ bytes: [UInt8], _ separator: UInt8, capacity: Int, chunk: Int) -> [String] {
    var problems = ProblemLog(file: "f")
    let reader = CSVReader(MemorySource(bytes, chunk: chunk), file: "f", separator: separator, capacity: capacity)
    var records: [String] = []
    var line = 0
    while (try? reader.next(&problems)) == true {
      must(reader.line > line, "lines go up")
      line = reader.line
      let cells = (0..<min(reader.cellCount, ByteLimits.cells)).map { reader.text($0) ?? "?" }
      // Escapes are resolved in place, once.
      must(cells == (0..<cells.count).map { reader.text($0) ?? "?" }, "a cell stays what it was")
      records.append("\(line): \(cells)")
    }
    return records + problems.diagnostics.map(\.description)
  }

  private static func json(_ bytes: [UInt8]) {
    for isWhole in [true, false] { _ = JSONOutline(bytes, isWhole: isWhole).paths.count }
    guard String(validating: bytes, as: UTF8.self) != nil else { return }
    let whole = isDocument(bytes) { scanner throws(JSONProblem) in try scanner.skipValue() }
    let visited = isDocument(bytes) { scanner throws(JSONProblem) in try visit(&scanner, 0) }
    // Walking through may find what passing over does not see: an escape of half a character.
    must(whole || !visited, "a document that is none was walked through")
  }

  private static func isDocument(
    _ bytes: [UInt8], _ body: (inout JSONScanner) throws(JSONProblem) -> Void
  ) -> Bool {
    var copy = bytes
    return copy.withUnsafeMutableBufferPointer { buffer in
      guard var scanner = JSONScanner(ByteSlice(start: buffer.baseAddress, count: buffer.count)) else { return false }
      do throws(JSONProblem) {
        try body(&scanner)
        try scanner.finish()
        return true
      } catch {
        must((0...buffer.count).contains(error.offset), "a mistake outside of the text")
        return false
      }
    }
  }

  private static func visit(_ scanner: inout JSONScanner, _ depth: Int) throws(JSONProblem) {
    guard depth < 40 else {
      _ = try scanner.value()
      return
    }
    switch scanner.peek() {
    case UInt8(ascii: "{"):
      try scanner.members { (value, key) throws(JSONProblem) in
        must(key.isUTF8, "a key that is no text")
        try visit(&value, depth + 1)
      }
    case UInt8(ascii: "["): try scanner.elements { value throws(JSONProblem) in try visit(&value, depth + 1) }
    default: must(try scanner.value().isUTF8, "a value that is no text")
    }
  }

  private static func gzip(_ bytes: [UInt8]) {
    let limits = GzipSource.Limits(bytes: 1 << 24, ratio: 250, ratioFrom: 1 << 20)
    let source = GzipSource(MemorySource(bytes, chunk: chunk(bytes)), file: "f", limits: limits)
    var buffer = [UInt8](repeating: 0, count: 1 + bytes.count % 5000)
    var total = 0
    while let count = try? buffer.withUnsafeMutableBytes({ try source.read(into: $0) }), count > 0 { total += count }
    must(total <= limits.bytes, "more than the limit came out")
    _ = try? PeekedSource.unpacking(MemorySource(bytes), file: "f")
  }

  private static func zip(_ bytes: [UInt8]) {
    let names = ZipDirectory.names(size: bytes.count) { offset, count in
      Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
    }
    must(names.count <= ZipDirectory.limit && ZipDirectory.names(inHead: bytes).count <= ZipDirectory.limit, "too many")
  }

  private static func recognition(_ bytes: [UInt8]) {
    for isWhole in [true, false] {
      do throws(Diagnostic) {
        _ = try CostExportFormats.recognise(FileHead(bytes, isWholeFile: isWhole), file: "f")
      } catch {
        must(error.remedy != nil && !error.summary.isEmpty, "a refusal without advice")
      }
    }
  }

  /// A mapping, and behind a line `===` the CSV it reads.
  private static func mapping(_ bytes: [UInt8]) {
    let mark = Array("\n===\n".utf8)
    let cut = bytes.indices.first { bytes[$0...].starts(with: mark) } ?? bytes.endIndex
    let text = String(decoding: bytes[..<cut], as: UTF8.self)
    let checked = CSVMapping.read(text, file: "f")
    must(checked.value != nil || !checked.diagnostics.isEmpty, "neither a mapping nor a complaint")
    _ = PriceAgreementsYAML.read(text, file: "f")
    guard let mapping = checked.value else { return }
    let csv = Array(bytes[cut...].dropFirst(mark.count))
    _ = mapping.fits(FileHead(csv))
    FormatReading(csv) { source, problems, row in
      try mapping.read(source, file: "f", problems: &problems, row: row)
    }.check()
  }
}
