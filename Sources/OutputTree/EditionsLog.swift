public import ReportCore

/// `content/editions.csv`: every publication, bag, recorded verification and disposal, in order, one line each.
/// Lines are only ever added at the end. The *chain* runs over the lines `archived` and `disposed`: each names the
/// digest of the one before it (reliability.md 6).
public struct EditionsLog: Sendable, Equatable {
  /// Relative to the site.
  public static let path = "content/editions.csv"

  /// By sequence: 1, 2, 3 …
  public private(set) var entries: [Entry]
  /// The file, byte for byte: what was read, with what was appended.
  public private(set) var text: String

  /// A log without lines.
  public init() {
    entries = []
    text = CSVLine.line(EditionsLog.columns)
  }

  init(entries: [Entry], text: String) {
    self.entries = entries
    self.text = text
  }

  /// The log with `entry` as its last line, numbered after the last whatever sequence it had. What stood there stays
  /// byte for byte.
  public func appending(_ entry: Entry) -> EditionsLog {
    var next = entry
    next.sequence = entries.count + 1
    var log = self
    if log.text.isEmpty { log = EditionsLog() }
    if log.text.utf8.last != UInt8(ascii: "\n") { log.text += "\n" }
    log.text += EditionsLog.line(next)
    log.entries.append(next)
    return log
  }

  /// The log as it was after its first `count` lines.
  public func first(_ count: Int) -> EditionsLog {
    entries.prefix(count).reduce(EditionsLog()) { $0.appending($1) }
  }

  /// The lines `archived` and `disposed`. The first is number 1 of the chain (`X-Peil-Sequence`).
  public var chain: [Entry] { entries.filter(\.act.isLink) }

  /// The digest that the next bag names as its predecessor; nil when nothing was archived yet.
  public var head: ContentDigest? { entries.last(where: \.act.isLink)?.digest }

  /// The newest bag of `week`, disposed of or not; nil when it has none.
  public func bag(of week: ISOWeek) -> Entry? { entries.last { $0.act == .archived && $0.week == week } }

  /// The link of the chain that an edition of `week` names: the one before its newest bag, else the newest there is.
  /// Nil when the chain begins with it. Its digest is the head that stands on the printed handout.
  public func link(before week: ISOWeek) -> Entry? {
    guard let bag = bag(of: week) else { return entries.last(where: \.act.isLink) }
    return bag.previous.flatMap { previous in entries.last { $0.act.isLink && $0.digest == previous } }
  }

  /// The line that says that this bag was disposed of.
  public func disposal(of week: ISOWeek, revision: Int) -> Entry? {
    entries.last { $0.act == .disposed && $0.week == week && $0.revision == revision }
  }
}

extension EditionsLog {
  /// What a line reports.
  public enum Act: String, Sendable, CaseIterable {
    /// The site went to its readers.
    case published
    /// A bag was made.
    case archived
    /// Somebody ran `peil verify --record`.
    case verified
    /// A bag was replaced by its stub.
    case disposed

    /// True for the acts the chain runs over.
    public var isLink: Bool { self == .archived || self == .disposed }
  }

  /// One line.
  public struct Entry: Sendable, Hashable {
    /// 1, 2, 3 … over all lines.
    public var sequence: Int
    /// What happened.
    public var act: Act
    /// The edition; for a publication the current week.
    public var week: ISOWeek
    /// 1, 2, …; 0 for a publication.
    public var revision: Int
    /// When, by the clock of the machine that did it: a claim.
    public var moment: Instant
    /// The edition's as-of.
    public var asOf: Instant
    /// Of the bag's `tagmanifest-sha256.txt`; of the stub's for a disposal; of `.peil-manifest` for a publication.
    public var digest: ContentDigest
    /// The digest of the chain's link before this; nil for its first, for publications and for verifications.
    public var previous: ContentDigest?
    /// The minisign key id, 16 upper-case hexadecimal digits as `minisign` prints it; empty when unsigned.
    public var signer: String
    /// The last day of the retention term.
    public var retainUntil: CalendarDay?
    /// Why it is kept that long.
    public var basis: String
    /// `spend.total` of the week in euro, as archived: a decimal with up to 9 places, or empty.
    public var spend: String
    /// The result of a verification, the reason of a disposal, the release of a publication.
    public var note: String

    /// A line. Its sequence is given by `EditionsLog.appending`.
    public init(
      _ act: Act, week: ISOWeek, revision: Int, moment: Instant, asOf: Instant, digest: ContentDigest,
      previous: ContentDigest? = nil, signer: String = "", retainUntil: CalendarDay? = nil, basis: String = "",
      spend: String = "", note: String = ""
    ) {
      sequence = 0
      self.act = act
      self.week = week
      self.revision = revision
      self.moment = moment
      self.asOf = asOf
      self.digest = digest
      self.previous = previous
      self.signer = signer
      self.retainUntil = retainUntil
      self.basis = EditionsLog.oneLine(basis)
      self.spend = spend
      self.note = EditionsLog.oneLine(note)
    }
  }
}

extension EditionsLog {
  /// The header's names, in order.
  public static let columns = [
    "sequence", "act", "week", "revision", "moment", "as-of", "digest", "previous", "signer", "retain-until", "basis",
    "spend", "note",
  ]

  static func line(_ entry: Entry) -> String {
    let cells = [
      String(entry.sequence), entry.act.rawValue, entry.week.description, String(entry.revision),
      entry.moment.description, entry.asOf.description, entry.digest.description, entry.previous?.description ?? "",
      entry.signer, entry.retainUntil?.description ?? "", entry.basis, entry.spend, entry.note,
    ]
    return CSVLine.line(cells)
  }

  /// One entry, one line: what would break a line becomes a space.
  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
