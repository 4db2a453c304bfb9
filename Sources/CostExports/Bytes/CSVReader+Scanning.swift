#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import ReportCore

// MARK: - Scanning

extension CSVReader {
  /// Moves to the next record byte by byte; false at the end.
  func nextScanned(_ problems: inout ProblemLog) throws -> Bool {
    try begin()
    state.pointee.isMarked = false
    while !isStopped {
      switch scan() {
      case .record(let end, let quotedBreaks):
        let isBlank = cellCount == 1 && end.cellEnd == window.start
        state.pointee.record = window.base + window.start
        state.pointee.line = state.pointee.nextLine
        state.pointee.nextLine += quotedBreaks + 1
        window.consume(to: end.recordEnd)
        if !isBlank { return true }
      case .end: isStopped = true
      case .needsMore(let openQuote):
        if try window.refill() == .full {
          problems.add(openQuote ? unclosedQuote() : tooLong())
          isStopped = true
        }
      case .unclosedQuote:
        problems.add(unclosedQuote())
        isStopped = true
      case .malformed(let index, let code):
        let problemLine = state.pointee.nextLine + CSVReader.breaks(window.base + window.start, index - window.start)
        problems.add(malformed(code, problemLine))
        state.pointee.nextLine = problemLine
        try skipLine(from: index)
      }
    }
    return false
  }

  /// The bytes of a cell of a record that was scanned; quotes are resolved in place.
  func scannedCell(_ index: Int) -> ByteSlice {
    guard index < cells.count else { return .empty }
    let cell = cells[index]
    let slice = ByteSlice(start: state.pointee.record + cell.offset, count: cell.count)
    guard cell.hasEscapes, let start = slice.start else { return slice }
    var written = 0
    var read = 0
    while read < cell.count {
      let byte = start[read]
      start[written] = byte
      written += 1
      read += byte == UInt8(ascii: "\"") ? 2 : 1
    }
    cells[index] = Cell(offset: cell.offset, count: written, hasEscapes: false)
    return slice.prefix(written)
  }

  private struct RecordEnd {
    /// Behind the last cell.
    var cellEnd: Int
    /// Behind the line end.
    var recordEnd: Int
  }

  private enum Scan {
    case record(RecordEnd, quotedBreaks: Int)
    case needsMore(openQuote: Bool)
    case end
    case unclosedQuote
    case malformed(at: Int, code: StaticString)
  }

  /// Cuts the record at the start of the window into cells, as far as the window goes.
  private func scan() -> Scan {
    let base = window.base
    let start = window.start
    let end = window.end
    let isFinal = window.isFinal
    let separator = self.separator
    let kept = state.pointee.width ?? ByteLimits.cells
    guard start < end else { return isFinal ? .end : .needsMore(openQuote: false) }
    cells.removeAll(keepingCapacity: true)
    var cellCount = 0
    defer { state.pointee.cellCount = cellCount }
    var quotedBreaks = 0
    var index = start
    while true {
      var cellEnd = index
      if index < end, base[index] == UInt8(ascii: "\"") {
        var hasEscapes = false
        var from = index + 1
        while true {
          guard from < end, let found = memchr(base + from, CInt(UInt8(ascii: "\"")), end - from) else {
            return isFinal ? .unclosedQuote : .needsMore(openQuote: true)
          }
          cellEnd = UnsafeMutableRawPointer(base).distance(to: found)
          // A quote in the last byte may be half of a doubled one: below, the record is then unfinished.
          guard cellEnd + 1 < end, base[cellEnd + 1] == UInt8(ascii: "\"") else { break }
          hasEscapes = true
          from = cellEnd + 2
        }
        if cellCount < kept {
          cells.append(Cell(offset: index + 1 - start, count: cellEnd - index - 1, hasEscapes: hasEscapes))
        }
        quotedBreaks += CSVReader.breaks(base + index + 1, cellEnd - index - 1)
        cellEnd += 1
      } else {
        while cellEnd < end {
          let byte = base[cellEnd]
          if byte == separator || byte <= 0x22, byte == separator || byte == 0x0A || byte == 0x0D || byte == 0x22 {
            break
          }
          cellEnd += 1
        }
        if cellCount < kept {
          cells.append(Cell(offset: index - start, count: cellEnd - index, hasEscapes: false))
        }
      }
      cellCount += 1
      guard cellEnd < end else {
        guard isFinal else { return .needsMore(openQuote: false) }
        return .record(RecordEnd(cellEnd: cellEnd, recordEnd: end), quotedBreaks: quotedBreaks)
      }
      switch base[cellEnd] {
      case separator:
        index = cellEnd + 1
      case 0x0A:
        return .record(RecordEnd(cellEnd: cellEnd, recordEnd: cellEnd + 1), quotedBreaks: quotedBreaks)
      case 0x0D:
        if cellEnd + 1 < end, base[cellEnd + 1] == 0x0A {
          return .record(RecordEnd(cellEnd: cellEnd, recordEnd: cellEnd + 2), quotedBreaks: quotedBreaks)
        }
        if cellEnd + 1 == end {
          guard isFinal else { return .needsMore(openQuote: false) }
          return .record(RecordEnd(cellEnd: cellEnd, recordEnd: end), quotedBreaks: quotedBreaks)
        }
        return .malformed(at: cellEnd, code: "csv-stray-return")
      default:
        return .malformed(at: cellEnd, code: "csv-stray-quote")
      }
    }
  }

  /// Line feeds in `count` bytes.
  static func breaks(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var breaks = 0
    for byte in UnsafeBufferPointer(start: start, count: count) where byte == 0x0A { breaks += 1 }
    return breaks
  }

  /// Goes on behind the next line end: what follows a wrong quote cannot be trusted, the next line can.
  private func skipLine(from index: Int) throws {
    window.consume(to: index)
    state.pointee.nextLine += 1
    while true {
      if let found = memchr(window.base + window.start, 0x0A, window.end - window.start) {
        window.consume(to: UnsafeMutableRawPointer(window.base).distance(to: found) + 1)
        return
      }
      window.consume(to: window.end)
      if try window.refill() == .end { return }
    }
  }
}

// MARK: - Words

extension CSVReader {
  func tooManyCells(_ width: Int) -> Diagnostic {
    Diagnostic(
      code: "csv-too-many-cells", at: SourcePlace(file: file, line: line), "the row has more cells than the header",
      found: "\(cellCount) cells", expected: "\(width)",
      remedy: "Download the export again; text that holds a comma must stand in quotes.")
  }

  private func unclosedQuote() -> Diagnostic {
    Diagnostic(
      code: "csv-unclosed-quote", at: SourcePlace(file: file, line: state.pointee.nextLine),
      "a quote opened in the row that starts here is never closed",
      remedy: "Download the export again; the file may have been cut short.")
  }

  private func tooLong() -> Diagnostic {
    Diagnostic(
      code: "record-too-long", at: SourcePlace(file: file, line: state.pointee.nextLine),
      "the row is longer than 16 MB",
      remedy: "Check that this is a cost export, and download it again.")
  }

  private func malformed(_ code: StaticString, _ line: Int) -> Diagnostic {
    let isQuote = code.description == "csv-stray-quote"
    return Diagnostic(
      code: code.description, at: SourcePlace(file: file, line: line),
      isQuote ? "a quote stands inside or behind a cell" : "a carriage return is not followed by a line feed",
      expected: isQuote ? "quotes around the whole cell, and doubled quotes inside it" : "LF or CRLF at the line's end",
      remedy: "Download the export again, and do not save it from a text editor or spreadsheet.")
  }
}
