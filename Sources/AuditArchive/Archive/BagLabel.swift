public import OutputTree
public import ReportCore

/// What `bag-info.txt` of one of our bags says: which edition, and its place in the chain.
public struct BagLabel: Sendable, Hashable {
  /// The only format there is yet. A reader refuses a higher one, and reads all lower ones.
  public static let format = 1

  /// The edition.
  public var name: BagName
  /// The edition's as-of; the bag's date is its day.
  public var asOf: Instant
  /// Place in the chain: 1, 2, …
  public var sequence: Int
  /// The link before it; nil for the first.
  public var previous: ContentDigest?
  /// The last day of the retention term.
  public var retainUntil: CalendarDay
  /// Why it is kept that long.
  public var basis: String
  /// `spend.total` of the week in euro, or empty.
  public var spend: String
  /// Set in the stub that took a bag's place.
  public var disposal: Disposal?

  /// What was disposed of, and why.
  public struct Disposal: Sendable, Hashable {
    /// The bag that is gone.
    public var bag: ContentDigest
    /// Its place in the chain.
    public var sequence: Int
    /// The link before it.
    public var previous: ContentDigest?
    /// When, by the clock of the machine that did it.
    public var day: CalendarDay
    /// By whom and why, in the words of whoever did it.
    public var reason: String

    /// A disposal.
    public init(bag: ContentDigest, sequence: Int, previous: ContentDigest?, day: CalendarDay, reason: String) {
      self.bag = bag
      self.sequence = sequence
      self.previous = previous
      self.day = day
      self.reason = reason
    }
  }

  /// A label.
  public init(
    _ name: BagName, asOf: Instant, sequence: Int, previous: ContentDigest?, retainUntil: CalendarDay, basis: String,
    spend: String = "", disposal: Disposal? = nil
  ) {
    self.name = name
    self.asOf = asOf
    self.sequence = sequence
    self.previous = previous
    self.retainUntil = retainUntil
    self.basis = basis
    self.spend = spend
    self.disposal = disposal
  }

  /// The folder's name.
  public var folderName: String { disposal == nil ? name.description : name.disposed }

  /// What a signature says beside the content, so that a bag cannot pass for another.
  public var comment: String {
    let act = disposal == nil ? "" : " disposed"
    return "\(name.identifier)\(act) sequence \(sequence) previous \(previous?.description ?? BagLabel.none)"
  }

  static let none = "none"

  func fields(agent: String, oxum: PayloadOxum) -> BagInfo {
    var fields = [
      ("Bag-Software-Agent", agent),
      ("Bagging-Date", (disposal?.day ?? asOf.utcDay).description),
      ("External-Identifier", name.identifier),
      ("Payload-Oxum", oxum.description),
      ("Bag-Size", BagLabel.size(oxum.octets)),
      ("X-Peil-Format", String(BagLabel.format)),
      ("X-Peil-Act", disposal == nil ? "archived" : "disposed"),
      ("X-Peil-Week", name.week.description),
      ("X-Peil-Revision", String(name.revision)),
      ("X-Peil-As-Of", asOf.description),
      ("X-Peil-Sequence", String(sequence)),
      ("X-Peil-Previous-Bag", previous?.description ?? BagLabel.none),
      ("X-Peil-Retain-Until", retainUntil.description),
      ("X-Peil-Retention-Basis", basis.isEmpty ? BagLabel.none : basis),
      ("X-Peil-Spend", spend.isEmpty ? BagLabel.none : spend),
    ]
    if let disposal {
      fields += [
        ("X-Peil-Disposed-Bag", disposal.bag.description),
        ("X-Peil-Disposed-Sequence", String(disposal.sequence)),
        ("X-Peil-Disposed-Previous", disposal.previous?.description ?? BagLabel.none),
        ("X-Peil-Disposal-Reason", disposal.reason),
      ]
    }
    return BagInfo(fields.map { (label: $0.0, value: $0.1) })
  }

  /// As a person says it, in steps of 1000.
  private static func size(_ octets: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var size = octets
    var unit = 0
    while size >= 10_000, unit < units.count - 1 {
      size = (size + 500) / 1000
      unit += 1
    }
    return "\(size) \(units[unit])"
  }
}

extension BagLabel {
  /// Reads the fields of a bag of ours. Throws `label-format` for a format of a later program, `label` for a field
  /// that is absent or cannot be read.
  init(_ info: BagInfo, file: String) throws(Diagnostic) {
    func value<Value>(_ label: String, _ expected: String, _ read: (String) -> Value?) throws(Diagnostic) -> Value {
      if let text = info[label], let value = read(text) { return value }
      throw Diagnostic(
        code: "label", at: SourcePlace(file: file, field: label), "This field is absent or cannot be read.",
        found: info[label], expected: expected)
    }
    func digest(_ label: String) throws(Diagnostic) -> ContentDigest? {
      try value(label, "64 hexadecimal digits, or \(BagLabel.none)") { text in
        text == BagLabel.none ? .some(nil) : ContentDigest(text).map(Optional.some)
      }
    }
    let format = try value("X-Peil-Format", "1") { Int($0) }
    guard (1...BagLabel.format).contains(format) else {
      throw Diagnostic(
        code: "label-format", at: SourcePlace(file: file, field: "X-Peil-Format"),
        "This bag was made by a later program.", found: String(format), expected: "at most \(BagLabel.format)",
        remedy: "check it with that program; sha256sum --strict -c and bagit.py read every format")
    }
    let act = try value("X-Peil-Act", "archived or disposed") { ["archived", "disposed"].contains($0) ? $0 : nil }
    let week = try value("X-Peil-Week", "2026-W47") { ISOWeek($0) }
    let text = { (text: String) -> String? in text == BagLabel.none ? "" : text }
    let counting = { (text: String) -> Int? in Int(text).flatMap { $0 >= 1 ? $0 : nil } }
    self.init(
      BagName(week, revision: try value("X-Peil-Revision", "1, 2, …", counting)),
      asOf: try value("X-Peil-As-Of", "2026-11-23T06:00:00Z") { Instant($0) },
      sequence: try value("X-Peil-Sequence", "1, 2, …", counting), previous: try digest("X-Peil-Previous-Bag"),
      retainUntil: try value("X-Peil-Retain-Until", "2033-12-31") { CalendarDay($0) },
      basis: try value("X-Peil-Retention-Basis", "a reason", text), spend: try value("X-Peil-Spend", "1.23", text))
    if act == "disposed" {
      disposal = Disposal(
        bag: try value("X-Peil-Disposed-Bag", "64 hexadecimal digits") { ContentDigest($0) },
        sequence: try value("X-Peil-Disposed-Sequence", "1, 2, …", counting),
        previous: try digest("X-Peil-Disposed-Previous"),
        day: try value("Bagging-Date", "2033-12-31") { CalendarDay($0) },
        reason: try value("X-Peil-Disposal-Reason", "a reason") { $0 })
    }
  }
}
