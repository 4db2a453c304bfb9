import ReportCore
import Testing

@testable import CostExports

/// What a file reads as: one line for each record and each problem.
private struct Outcome: Equatable {
  var records: [String] = []
  var problems: [String] = []
}

/// RFC 4180 read one byte after the other, as slowly and plainly as can be.
private func plainOutcome(_ bytes: [UInt8], width: Int? = nil) -> Outcome {
  var outcome = Outcome()
  var start = 0
  var line = 1
  record: while start < bytes.count {
    var cells: [[UInt8]] = []
    var index = start
    while true {
      var cell: [UInt8] = []
      if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
        index += 1
        while true {
          guard index < bytes.count else {
            outcome.problems.append("\(line) csv-unclosed-quote")
            return outcome
          }
          if bytes[index] == UInt8(ascii: "\"") {
            index += 1
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { break }
          }
          cell.append(bytes[index])
          index += 1
        }
      } else {
        while index < bytes.count, !Array("\",\r\n".utf8).contains(bytes[index]) {
          cell.append(bytes[index])
          index += 1
        }
      }
      cells.append(cell)
      let rest = bytes[index...]
      if rest.first == UInt8(ascii: ",") {
        index += 1
        continue
      }
      let isEnd = rest.isEmpty || rest.first == 0x0A || rest.starts(with: [0x0D, 0x0A]) || Array(rest) == [0x0D]
      guard isEnd else {
        line += bytes[start..<index].count { $0 == 0x0A }
        outcome.problems.append("\(line) csv-stray-\(rest.first == 0x0D ? "return" : "quote")")
        start = (rest.firstIndex(of: 0x0A) ?? bytes.count) + 1
        line += 1
        continue record
      }
      let next = min(bytes.count, (rest.firstIndex(of: 0x0A) ?? bytes.count) + 1)
      if let width, cells.count > width {
        outcome.problems.append("\(line) csv-too-many-cells")
      } else if index > start {
        outcome.records.append("\(line) \(cells.map { String(decoding: $0, as: UTF8.self) })")
      }
      line += bytes[start..<next].count { $0 == 0x0A }
      start = next
      continue record
    }
  }
  return outcome
}

/// The cells as `copyCells` gives them, asked for from the last to the first, between places where there is none.
private func copiedCells(_ reader: CSVReader) -> [String] {
  let places = [reader.cellCount, nil] + (0..<reader.cellCount).reversed().map { $0 }
  var copied = [ByteSlice](repeating: ByteSlice(start: nil, count: 7), count: places.count)
  places.withUnsafeBufferPointer { places in
    copied.withUnsafeMutableBufferPointer { target in
      if let start = target.baseAddress { reader.copyCells(places, to: start) }
    }
  }
  #expect(copied[0].isEmpty && copied[1].isEmpty)
  return copied.dropFirst(2).reversed().map { String(decoding: $0.buffer, as: UTF8.self) }
}

private func outcome(_ bytes: [UInt8], capacity: Int, chunk: Int = .max, width: Int? = nil) throws -> Outcome {
  let reader = CSVReader(MemorySource(bytes, chunk: chunk), file: "a.csv", capacity: capacity)
  reader.width = width
  var problems = ProblemLog(file: "a.csv")
  var outcome = Outcome()
  while try reader.next(&problems) {
    let isCopiedFirst = reader.line % 2 == 0
    let early = isCopiedFirst ? copiedCells(reader) : []
    let cells = (0..<reader.cellCount).map { String(decoding: reader.cell($0).buffer, as: UTF8.self) }
    #expect((isCopiedFirst ? early : copiedCells(reader)) == cells)
    // Twice, because the second time nothing is left to resolve.
    #expect(cells == (0..<reader.cellCount).map { String(decoding: reader.cell($0).buffer, as: UTF8.self) })
    outcome.records.append("\(reader.line) \(cells)")
  }
  outcome.problems = problems.diagnostics.map { "\($0.place?.line ?? 0) \($0.code)" }
  return outcome
}

/// Rows of every shape that is allowed, then some bytes that break them.
private func text(rows: Int, faults: Int, _ generator: inout SeededGenerator) -> [UInt8] {
  let pieces = [
    "a", "0.001", "é≤🪑", ",", "\"\"", "\n", "\r\n", "\"\"\"\"", "{\"\"b\"\":1}", " ", ";", "\t", "long text of words",
  ]
  var bytes: [UInt8] = []
  for _ in 0..<rows {
    for cell in 0..<Int.random(in: 1...9, using: &generator) {
      if cell > 0 { bytes.append(UInt8(ascii: ",")) }
      let isQuoted = Int.random(in: 0..<3, using: &generator) == 0
      if isQuoted { bytes.append(UInt8(ascii: "\"")) }
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
        if isQuoted || !piece.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) { bytes += piece.utf8 }
      }
      if isQuoted { bytes.append(UInt8(ascii: "\"")) }
    }
    bytes += Int.random(in: 0..<4, using: &generator) == 0 ? [0x0D, 0x0A] : [0x0A]
  }
  for _ in 0..<faults {
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let byte = Array("\"\",\r\n\0".utf8)[Int.random(in: 0..<6, using: &generator)]
    if Bool.random(using: &generator) { bytes[place] = byte } else { bytes.insert(byte, at: place) }
  }
  return bytes
}

struct CSVMarksTests {
  @Test func `records found by the stretch are those found byte by byte`() throws {
    var generator = SeededGenerator(4180)
    for turn in 0..<1500 {
      let bytes = text(rows: Int.random(in: 1...40, using: &generator), faults: turn % 4, &generator)
      let width = turn % 3 == 0 ? 5 : nil
      let expected = plainOutcome(bytes, width: width)
      guard expected.problems.count < ProblemLog.limit else { continue }
      let capacity = [4, 64, 200, 1000, 1 << 16][turn % 5]
      let chunk = Int.random(in: 1...2000, using: &generator)
      #expect(
        try outcome(bytes, capacity: capacity, chunk: chunk, width: width) == expected,
        "turn \(turn): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  @Test func `records may cross the end of a stretch and be longer than one`() throws {
    var generator = SeededGenerator(16)
    var bytes = text(rows: 4000, faults: 0, &generator)
    #expect(bytes.count > 3 * CSVMarks.stretch)
    bytes += "x,\"".utf8
    bytes += [UInt8](repeating: UInt8(ascii: ","), count: 2 * CSVMarks.stretch)
    bytes += "\n\"\"\",y\n".utf8
    bytes += [UInt8](repeating: UInt8(ascii: ","), count: CSVMarks.stretch + 100)
    bytes += "\n".utf8
    bytes += text(rows: 4000, faults: 0, &generator)
    let expected = plainOutcome(bytes)
    #expect(expected.problems.isEmpty && expected.records.count > 7000)
    #expect(try outcome(bytes, capacity: ByteLimits.window) == expected)
  }

  @Test func `most records are marked, so that the test above tests something`() throws {
    var generator = SeededGenerator(3)
    let bytes = text(rows: 3000, faults: 0, &generator)
    let reader = CSVReader(MemorySource(bytes), file: "a.csv")
    var problems = ProblemLog(file: "a.csv")
    var marked = 0
    var all = 0
    while try reader.next(&problems) {
      all += 1
      marked += reader.state.pointee.isMarked ? 1 : 0
    }
    #expect(marked > all * 9 / 10)
  }

  @Test func `a block tells which of its bytes are equal`() {
    for value in [0, 9, 0x0A, 0x0D, 0x22, 0x7F, 0x80, 0x8D, 0xFF] as [UInt8] {
      var generator = SeededGenerator(UInt64(value))
      let near = [value, value ^ 0x80, value &+ 1, value &- 1, value | 1]
      let bytes = (0..<64).map { _ in near[Int.random(in: 0..<5, using: &generator)] }
      let found = bytes.withUnsafeBytes { raw in
        raw.baseAddress.map { ByteBlock($0).equal(SIMD16(repeating: value)) }
      }
      let portable = bytes.withUnsafeBytes { raw in
        raw.baseAddress.map { ByteBlock($0).portableEqual(SIMD16(repeating: value)) }
      }
      #expect(found == portable)
      #expect(found == (0..<64).reduce(UInt64(0)) { $0 | (bytes[$1] == value ? 1 << UInt64($1) : 0) })
      let hasLineEnds = bytes.withUnsafeBytes { raw in raw.baseAddress.map { ByteBlock($0).hasLineEnds } }
      #expect(hasLineEnds == true || !bytes.contains { $0 == 0x0A || $0 == 0x0D })
    }
  }
}
