import ReportCore

/// Reads RFC 4180 from bytes: a byte order mark, LF and CRLF, line breaks in quotes, no line end at the end, short
/// rows. Cells are slices: no text is made until it is asked for. Blank lines are skipped.
///
/// Records are cut in two ways that give the same: `CSVMarks` finds those of a whole stretch at once; what it leaves (the
/// last bytes of the window, records longer than a stretch, whatever breaks the rules) is scanned byte by byte.
public final class CSVReader {
  /// 1-based physical line the current record starts on.
  public var line: Int { state.pointee.line }
  /// Cells of the current record.
  public var cellCount: Int { state.pointee.cellCount }
  /// When set, a record with more cells is complained about and skipped; fewer is for the caller to judge.
  public var width: Int? {
    get { state.pointee.width }
    set { state.pointee.width = newValue }
  }

  struct Cell {
    /// From the start of the record.
    var offset: Int
    var count: Int
    var hasEscapes: Bool
  }

  /// What changes with every record. Behind a pointer, because a class's own variables are watched at run time.
  struct State {
    var width: Int?
    var line = 0
    var cellCount = 0
    var nextLine = 1
    var record: UnsafeMutablePointer<UInt8>
    /// True when the record's cells are marked, false when they stand in `cells`.
    var isMarked = false
    /// Where the first cell's end stands among the marks.
    var firstMark = 0
    /// Behind the last cell, from the start of the stretch.
    var lastEnd = 0
    /// What is marked, and how far it has been read.
    var stretch: UnsafeMutablePointer<UInt8>
    var marks: CSVMarks
    var nextRecord = 0
    var nextMark = 0
    var nextOffset = 0
    /// Cells of the record whose doubled quotes have been resolved into `scratch`.
    var resolved: UnsafeMutablePointer<(index: Int, slice: ByteSlice)>
    var resolvedCount = 0
    var resolvedCapacity: Int
    var scratch: UnsafeMutablePointer<UInt8>
    var scratchCount = 0
  }

  let file: String
  let window: ByteWindow
  let separator: UInt8
  let state: UnsafeMutablePointer<State>
  /// Cells of a record that was scanned.
  var cells: [Cell] = []
  var isStopped = false
  private var hasBegun = false

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
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(
        record: window.base, stretch: window.base, marks: CSVMarks(separator: separator),
        resolved: .allocate(capacity: 16), resolvedCapacity: 16,
        scratch: .allocate(capacity: CSVMarks.stretch + ByteBlock.size)))
  }

  deinit {
    state.pointee.marks.deallocate()
    state.pointee.resolved.deallocate()
    state.pointee.scratch.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Moves to the next good record; false at the end. What is wrong with the records between is added to
  /// `problems`. Throws only what the source throws.
  public func next(_ problems: inout ProblemLog) throws -> Bool {
    while true {
      if !nextMarked() {
        guard try nextScanned(&problems) else { return false }
      }
      if let width = state.pointee.width, state.pointee.cellCount > width {
        problems.add(tooManyCells(width))
        continue
      }
      return true
    }
  }

  /// The text of a cell of the current record; empty behind the last one, nil when it is not UTF-8.
  public func text(_ index: Int) -> String? { cell(index).text }

  /// The bytes of a cell, quotes and doubled quotes resolved; empty behind the last one.
  func cell(_ index: Int) -> ByteSlice {
    guard state.pointee.isMarked else { return scannedCell(index) }
    let count = state.pointee.cellCount
    guard index < count else { return .empty }
    let stretch = state.pointee.stretch
    let ends = state.pointee.marks.offsets + state.pointee.firstMark
    let start = index == 0 ? state.pointee.record : stretch + Int(ends[index - 1]) + 1
    let end = stretch + (index + 1 == count ? state.pointee.lastEnd : Int(ends[index]))
    guard start < end, start[0] == UInt8(ascii: "\"") else { return ByteSlice(start: start, count: end - start) }
    return quotedCell(index, ByteSlice(start: start + 1, count: end - start - 2))
  }

  /// The bytes of the cells at `places`, nothing where there is no place, one behind the other: as `cell` for each.
  func copyCells(_ places: UnsafeBufferPointer<Int?>, to target: UnsafeMutablePointer<ByteSlice>) {
    guard state.pointee.isMarked else {
      for position in places.indices { target[position] = places[position].map(scannedCell) ?? .empty }
      return
    }
    let record = state.pointee.record
    let stretch = state.pointee.stretch
    let ends = state.pointee.marks.offsets + state.pointee.firstMark
    let last = state.pointee.cellCount - 1
    let lastEnd = state.pointee.lastEnd
    for position in places.indices {
      guard let place = places[position], place <= last else {
        target[position] = .empty
        continue
      }
      let start = place == 0 ? record : stretch + Int(ends[place - 1]) + 1
      let end = stretch + (place == last ? lastEnd : Int(ends[place]))
      let isQuoted = start < end && start[0] == UInt8(ascii: "\"")
      target[position] =
        isQuoted
        ? quotedCell(place, ByteSlice(start: start + 1, count: end - start - 2))
        : ByteSlice(start: start, count: end - start)
    }
  }

  /// Reads the first bytes, a byte order mark passed over.
  func begin() throws {
    guard !hasBegun else { return }
    hasBegun = true
    _ = try window.refill()
    window.dropByteOrderMark()
  }
}

// MARK: - Marked records

extension CSVReader {
  /// Moves to the next record that is marked, marking a stretch when none is left; false when the next one has to be
  /// scanned.
  private func nextMarked() -> Bool {
    while true {
      if state.pointee.nextRecord == state.pointee.marks.records, !markStretch() { return false }
      let start = state.pointee.nextOffset
      let stretch = state.pointee.stretch
      let last = Int(state.pointee.marks.ends[state.pointee.nextRecord])
      let lineEnd = Int(state.pointee.marks.offsets[last])
      let end = lineEnd > start && stretch[lineEnd - 1] == 0x0D ? lineEnd - 1 : lineEnd
      let count = last - state.pointee.nextMark + 1
      state.pointee.isMarked = true
      state.pointee.record = stretch + start
      state.pointee.firstMark = state.pointee.nextMark
      state.pointee.lastEnd = end
      state.pointee.cellCount = count
      state.pointee.line = state.pointee.nextLine
      state.pointee.nextLine += 1
      if state.pointee.marks.hasQuotedBreaks {
        state.pointee.nextLine += CSVReader.breaks(stretch + start, lineEnd - start)
      }
      state.pointee.nextRecord += 1
      state.pointee.nextMark = last + 1
      state.pointee.nextOffset = lineEnd + 1
      state.pointee.resolvedCount = 0
      state.pointee.scratchCount = 0
      if count > 1 || end > start { return true }
    }
  }

  /// Tells the window how far we are, and marks what lies ahead.
  private func markStretch() -> Bool {
    guard !isStopped else { return false }
    window.consume(to: window.start + state.pointee.nextOffset)
    state.pointee.stretch = window.base + window.start
    state.pointee.marks.find(state.pointee.stretch, count: window.end - window.start)
    state.pointee.nextRecord = 0
    state.pointee.nextMark = 0
    state.pointee.nextOffset = 0
    return state.pointee.marks.records > 0
  }

  /// A cell between its quotes, doubled ones resolved: once, since the caller may resolve escapes of its own in place.
  private func quotedCell(_ index: Int, _ inner: ByteSlice) -> ByteSlice {
    for place in 0..<state.pointee.resolvedCount where state.pointee.resolved[place].index == index {
      return state.pointee.resolved[place].slice
    }
    guard let start = inner.start, inner.firstIndex(of: UInt8(ascii: "\"")) != nil else { return inner }
    let target = state.pointee.scratch + state.pointee.scratchCount
    let slice = ByteSlice(start: target, count: ByteBlock.halveQuotes(start, inner.count, to: target))
    state.pointee.scratchCount += slice.count
    if state.pointee.resolvedCount == state.pointee.resolvedCapacity { state.pointee.growResolved() }
    state.pointee.resolved[state.pointee.resolvedCount] = (index, slice)
    state.pointee.resolvedCount += 1
    return slice
  }
}

extension CSVReader.State {
  fileprivate mutating func growResolved() {
    let larger = UnsafeMutablePointer<(index: Int, slice: ByteSlice)>.allocate(capacity: 2 * resolvedCapacity)
    larger.moveInitialize(from: resolved, count: resolvedCount)
    resolved.deallocate()
    resolved = larger
    resolvedCapacity *= 2
  }
}
