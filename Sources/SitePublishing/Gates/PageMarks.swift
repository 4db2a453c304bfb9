/// What gates look at in a page: where it can be entered, where it leads, and what numbers it prints.
struct PageMarks: Sendable {
  /// An address in an attribute.
  struct Reference: Sendable {
    let target: String
    /// Of the tag, in bytes.
    let offset: Int
  }

  /// A piece of text with a digit in it. Words are not kept: a finding reads them again.
  struct Text: Sendable {
    /// Where it stands, in bytes.
    let range: Range<Int>
    let place: Place
    /// Into the page's `numbers`.
    let numbers: Range<Int>
    /// True when the text is nothing but numbers and a word for what they count.
    let isWhole: Bool
    /// Where the link above it leads, when it leads to a trace and stands in a cell.
    let trace: String?
    /// The figure whose value it is, on a trace page.
    let anchor: String?
  }

  /// What kind of text it is.
  enum Place: Sendable {
    /// A cell of numbers, or the value of a metric.
    case cell
    /// A label in a drawing.
    case drawn
    /// Words that may come from a register or checklist.
    case written
    /// Words of the page itself.
    case said
  }

  /// Of `html`; empty when there is none.
  private(set) var language = ""
  private(set) var ids: Set<String> = []
  private(set) var references: [Reference] = []
  private(set) var texts: [Text] = []
  private(set) var numbers: [PrintedNumber] = []

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { read($0) }
  }

  /// The numbers of one of its texts.
  func numbers(of text: Text) -> ArraySlice<PrintedNumber> { numbers[text.numbers] }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var open: [TagReader] = []
    open.reserveCapacity(32)
    // Cells of numbers so far in the row: its first is its value.
    var cells = 0
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else {
        let start = position
        var hasDigit = false
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
          hasDigit = hasDigit || bytes[position] &- 48 < 10
          position += 1
        }
        if hasDigit { take(start..<position, bytes, open, isFirstCell: cells == 1) }
        continue
      }
      let tag = TagReader(bytes, position) { references.append(Reference(target: $0, offset: position)) }
      position = tag.end
      guard tag.name != 0 else { continue }
      if tag.isClosing {
        // What was left open inside is closed with it.
        if let index = open.lastIndex(where: { $0.name == tag.name }) { open.removeSubrange(index...) }
        continue
      }
      if !tag.id.isEmpty { ids.insert(EntityText.decoded(bytes[tag.id])) }
      if tag.name == TagReader.html { language = EntityText.decoded(bytes[tag.language]) }
      if tag.name == TagReader.row { cells = 0 }
      if tag.name == TagReader.cell, PageMarks.isCell(bytes[tag.classes]) { cells += 1 }
      if !tag.isEmpty, !TagReader.void.contains(tag.name) { open.append(tag) }
    }
  }

  private mutating func take(
    _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ open: [TagReader], isFirstCell: Bool
  ) {
    guard let parent = open.last else { return }
    // A label that was cut to fit says no whole number.
    guard parent.name != TagReader.drawnText || !bytes[range].reversed().starts(with: "…".utf8.reversed()) else {
      return
    }
    let start = numbers.count
    let isWhole = EntityText.withBytes(bytes[range]) { text in
      NumberReader.read(text, isDutch: language == "nl", into: &numbers)
    }
    guard numbers.count > start else { return }
    let text = { (range: Range<Int>) in EntityText.decoded(bytes[range]) }
    let block = open.last { $0.name != TagReader.link }
    let isCell = block.map { PageMarks.isCell(bytes[$0.classes]) } ?? false
    let link = isCell ? open.last { $0.name == TagReader.link && bytes[$0.classes].elementsEqual("trace".utf8) } : nil
    let marked = open.last { !$0.id.isEmpty }
    // The value of a figure is the strong text of its section, or the first number of its row.
    let isValue = marked?.name == TagReader.row ? isCell && isFirstCell : parent.name == TagReader.strong
    texts.append(
      Text(
        range: range, place: PageMarks.place(parent, in: block ?? parent, isCell: isCell),
        numbers: start..<numbers.count,
        isWhole: isWhole, trace: link.map { text($0.target) }, anchor: isValue ? marked.map { text($0.id) } : nil))
  }

  /// `num`, `num tight`, `value`.
  private static func isCell(_ classes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    classes.elementsEqual("value".utf8) || classes.elementsEqual("num".utf8) || classes.starts(with: "num ".utf8)
  }

  private static func place(_ parent: TagReader, in block: TagReader, isCell: Bool) -> Place {
    if isCell { return .cell }
    if parent.name == TagReader.drawnText { return .drawn }
    return TagReader.writtenIn.contains(block.name) ? .written : .said
  }
}
