import OutputTree
public import ReportCore

/// `content/keys.csv`: every public key that ever signed this site's editions, with the days it was in use. A bag
/// carries a copy, but a signature is judged by keys that lie outside the bag.
public struct KeyList: Sendable, Equatable {
  /// Relative to the site.
  public static let path = "content/keys.csv"
  /// The header's names, in order.
  public static let columns = ["key-id", "public-key", "from", "until", "note"]

  /// One key and when it was used.
  public struct Entry: Sendable, Hashable {
    /// The key.
    public let key: MinisignPublicKey
    /// The first day.
    public let from: CalendarDay?
    /// The last day; nil while it is in use.
    public let until: CalendarDay?
    /// Whose it is, by role.
    public let note: String

    /// A key in use from `from` to `until`, or always.
    public init(_ key: MinisignPublicKey, from: CalendarDay? = nil, until: CalendarDay? = nil, note: String = "") {
      self.key = key
      self.from = from
      self.until = until
      self.note = note
    }
  }

  /// In the order of the file.
  public private(set) var entries: [Entry]

  /// Keys.
  public init(_ entries: [Entry] = []) { self.entries = entries }

  /// The key with this id.
  public subscript(identifier: String) -> Entry? { entries.first { $0.key.identifier == identifier } }

  /// The file with one key more.
  public func appending(_ entry: Entry) -> KeyList { KeyList(entries + [entry]) }

  /// The whole file.
  public var text: String {
    ([KeyList.columns]
      + entries.map {
        [$0.key.identifier, $0.key.base64, $0.from?.description ?? "", $0.until?.description ?? "", $0.note]
      })
      .map(CSVLine.line).joined()
  }

  /// Reads the file. Diagnostics: `keys-header`, `keys-line`, `keys-twice`.
  public static func read(_ text: String, file: String) -> Checked<KeyList> {
    var list = KeyList()
    var diagnostics: [Diagnostic] = []
    func refuse(_ code: String, _ line: Int, _ summary: String, _ expected: String) {
      diagnostics.append(
        Diagnostic(code: code, at: SourcePlace(file: file, line: line), summary, expected: expected))
    }
    let lines = TagText.lines(text)
    guard let header = lines.first, CSVLine.cells(header.utf8) == columns else {
      refuse("keys-header", 1, "This is not a list of keys.", columns.joined(separator: ","))
      return Checked(list, diagnostics)
    }
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let cells = CSVLine.cells(line.utf8) ?? []
      guard cells.count == columns.count, let key = MinisignPublicKey(base64: cells[1]), key.identifier == cells[0],
        cells[2].isEmpty || CalendarDay(cells[2]) != nil, cells[3].isEmpty || CalendarDay(cells[3]) != nil
      else {
        refuse("keys-line", index + 1, "This line is not a key with its days.", columns.joined(separator: ","))
        continue
      }
      guard list[key.identifier] == nil else {
        refuse("keys-twice", index + 1, "This key is listed twice.", "once")
        continue
      }
      list.entries.append(Entry(key, from: CalendarDay(cells[2]), until: CalendarDay(cells[3]), note: cells[4]))
    }
    return Checked(list, diagnostics)
  }
}
