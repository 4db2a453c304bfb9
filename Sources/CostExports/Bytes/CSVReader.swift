#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
import ReportCore

/// Reads RFC 4180 from bytes: a byte order mark, LF and CRLF, line breaks in quotes, no line end at the end, short
/// rows. Cells are slices of the window: no text is made until it is asked for. Blank lines are skipped.
public final class CSVReader {
  /// 1-based physical line the current record starts on.
  public private(set) var line = 0
  /// Cells of the current record.
  public private(set) var cellCount = 0
  /// When set, a record with more cells is complained about and skipped; fewer is for the caller to judge.
  public var width: Int?

  struct Cell {
    /// From the start of the record.
    var offset: Int
    var count: Int
    var hasEscapes: Bool
  }

  let file: String
  private let window: ByteWindow
  private let separator: UInt8
  private var cells: [Cell] = []
  private var recordBase: UnsafeMutablePointer<UInt8>
  private var nextLine = 1
  private var hasBegun = false
  private var isStopped = false

  /// Reads `source`, named `file` in complaints.
  public convenience init(_ source: any ByteSource, file: String) {
    self.init(source, file: file, capacity: ByteLimits.window, limit: ByteLimits.record)
  }

  init(
    _ source: any ByteSource, file: String, separator: UInt8 = UInt8(ascii: ","), capacity: Int,
    limit: Int = ByteLimits.record
  ) {
    self.file = file
    self.separator = separator
    window = ByteWindow(source, capacity: max(4, capacity), limit: limit)
    recordBase = window.base
  }

  /// Moves to the next good record; false at the end. What is wrong with the records between is added to
  /// `problems`. Throws only what the source throws.
  public func next(_ problems: inout ProblemLog) throws -> Bool {
    guard !isStopped else { return false }
    if !hasBegun {
      _ = try window.refill()
      window.dropByteOrderMark()
      hasBegun = true
    }
    while true {
      switch scan() {
      case .record(let end, let quotedBreaks):
        let isBlank = cellCount == 1 && end.cellEnd == window.start
        recordBase = window.base + window.start
        line = nextLine
        nextLine += quotedBreaks + 1
        window.consume(to: end.recordEnd)
        if isBlank { continue }
        if let width, cellCount > width {
          problems.add(tooManyCells(width))
          continue
        }
        return true
      case .end:
        isStopped = true
        return false
      case .needsMore(let openQuote):
        if try window.refill() == .full {
          problems.add(openQuote ? unclosedQuote() : tooLong())
          isStopped = true
          return false
        }
      case .unclosedQuote:
        problems.add(unclosedQuote())
        isStopped = true
        return false
      case .malformed(let index, let code):
        let problemLine = nextLine + countBreaks(window.start, index)
        problems.add(malformed(code, problemLine))
        nextLine = problemLine
        try skipLine(from: index)
      }
    }
  }

  /// The text of a cell of the current record; empty behind the last one, nil when it is not UTF-8.
  public func text(_ index: Int) -> String? { cell(index).text }

  /// The bytes of a cell, quotes and doubled quotes resolved; empty behind the last one.
  func cell(_ index: Int) -> ByteSlice {
    guard index < cells.count else { return .empty }
    let cell = cells[index]
    let start = recordBase + cell.offset
    guard cell.hasEscapes else { return ByteSlice(start: start, count: cell.count) }
    var written = 0
    var read = 0
    while read < cell.count {
      let byte = start[read]
      start[written] = byte
      written += 1
      read += byte == UInt8(ascii: "\"") ? 2 : 1
    }
    cells[index] = Cell(offset: cell.offset, count: written, hasEscapes: false)
    return ByteSlice(start: start, count: written)
  }
}

// MARK: - Scanning

extension CSVReader {
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
    let kept = width ?? ByteLimits.cells
    guard start < end else { return isFinal ? .end : .needsMore(openQuote: false) }
    cells.removeAll(keepingCapacity: true)
    cellCount = 0
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
        quotedBreaks += countBreaks(index + 1, cellEnd)
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

  private func countBreaks(_ from: Int, _ to: Int) -> Int {
    var breaks = 0
    for byte in UnsafeBufferPointer(start: window.base + from, count: to - from) where byte == 0x0A { breaks += 1 }
    return breaks
  }

  /// Goes on behind the next line end: what follows a wrong quote cannot be trusted, the next line can.
  private func skipLine(from index: Int) throws {
    window.consume(to: index)
    nextLine += 1
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
  private func tooManyCells(_ width: Int) -> Diagnostic {
    Diagnostic(
      code: "csv-too-many-cells", at: SourcePlace(file: file, line: line), "the row has more cells than the header",
      found: "\(cellCount) cells", expected: "\(width)",
      remedy: "Download the export again; text that holds a comma must stand in quotes.")
  }

  private func unclosedQuote() -> Diagnostic {
    Diagnostic(
      code: "csv-unclosed-quote", at: SourcePlace(file: file, line: nextLine),
      "a quote opened in the row that starts here is never closed",
      remedy: "Download the export again; the file may have been cut short.")
  }

  private func tooLong() -> Diagnostic {
    Diagnostic(
      code: "record-too-long", at: SourcePlace(file: file, line: nextLine), "the row is longer than 16 MB",
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
