public import ReportCore

/// A site's `content/ledger/`, with `content/prices/` and `content/mappings/` beside it, and the ledger made from them.
/// The journal in the folder is the truth: the ledger is made, completed or made again until it says what the journal
/// says.
public struct LedgerFolder: Sendable {
  /// The site directory.
  public let site: String
  /// The ledger's path.
  public let ledger: String
  /// From how many bytes on the digest of a new file is made while it is booked.
  var pendingSize = PendingDigest.minimumSize

  /// The folder of the site at `site`, with the ledger at `ledger` (`SITE/ledger.sqlite` unless given).
  public init(site: String, ledger: String? = nil) {
    self.site = site
    self.ledger = ledger ?? "\(site)/ledger.sqlite"
  }

  /// Verifies the journaled files, brings the ledger in step with the journal, and imports the files that lie in the
  /// folders and are not in the journal, at `now` or just after the last act. Throws a `DiagnosticList` with all
  /// that is wrong; nothing is imported then.
  public func bringUpToDate(
    now: Instant, progress: @escaping (LedgerProgress) -> Void = { _ in }
  ) throws -> LedgerUpdate {
    try importFiles([ImportSource](), now: now, progress: progress)
  }

  /// Does the same, and imports the files at `paths` as well: all of them or, when one has errors, none. Each is copied
  /// into the folder of its kind under its own name, with `-2` behind it when that name is taken, unless `copy` is
  /// false.
  public func importFiles(
    _ paths: [String], copy: Bool = true, now: Instant, progress: @escaping (LedgerProgress) -> Void = { _ in }
  ) throws -> LedgerUpdate {
    try importFiles(paths.map(ImportSource.file), copy: copy, now: now, progress: progress)
  }

  /// Does the same with files and streams; a stream is copied whatever `copy` says.
  public func importFiles(
    _ sources: [ImportSource], copy: Bool = true, now: Instant, progress: @escaping (LedgerProgress) -> Void = { _ in }
  ) throws -> LedgerUpdate {
    do {
      try prepare()
      let lock = try FolderLock(folder: folder)
      defer { extendLifetime(lock) }
      var work = try LedgerFolderWork(self, progress: progress)
      try work.bringInStep()
      return try work.importNew(sources, copy: copy, now: now)
    } catch let problem as Diagnostic {
      throw DiagnosticList([problem])
    }
  }

  /// Where exports lie, and the journal, the lock and hidden copies.
  var folder: String { folder(.ledger) }
  var journal: String { "\(folder)/journal.csv" }

  func folder(_ place: ContentPlace) -> String { "\(site)/\(place.folder)" }

  /// The path of a file, as the journal names it.
  func path(_ file: String) -> String { "\(site)/\(shown(file))" }

  /// A file, as the journal names it, in the words of complaints.
  func shown(_ file: String) -> String {
    guard let (place, name) = ContentPlace.parse(file) else { return "content/ledger/\(file)" }
    return "\(place.folder)/\(name)"
  }

  func prepare() throws {
    // The dot lets the folder be a link.
    guard let content = try FileSystem.status("\(site)/content/."), content.kind == .directory else {
      throw Diagnostic(
        code: "not-a-site", at: SourcePlace(file: site), "there is no folder content in this directory",
        remedy: "Give the site's directory with --site, or make a site with peil new.")
    }
    try FileSystem.makeFolder(folder)
  }
}

/// What is to be imported.
public enum ImportSource: Sendable {
  /// A file, by its path.
  case file(String)
  /// Bytes that come once, kept under `name`. `read` puts the next ones at the start of the buffer and gives their
  /// number, 0 only at the end; it throws when they cannot be read.
  case stream(name: String, read: @Sendable (UnsafeMutableRawBufferPointer) throws -> Int)
}

/// How far a long piece of work has come.
public struct LedgerProgress: Sendable, Equatable {
  /// The kinds of work that take time.
  public enum Phase: Sendable {
    /// Comparing a journaled file with its digest.
    case verifying
    /// Repeating an act of the journal.
    case repeating
    /// Reading a new file.
    case importing
  }

  /// What is being done.
  public var phase: Phase
  /// The file's name.
  public var file: String
  /// Bytes read so far.
  public var bytes: Int
  /// Bytes of the file.
  public var totalBytes: Int
}

/// What bringing a ledger up to date came to.
public struct LedgerUpdate: Sendable {
  /// The ledger, in step with the journal.
  public var ledger: Ledger
  /// New files, in the order they were booked or recognised as known.
  public var outcomes: [ImportOutcome]
  /// What was put right and what the reader should know, warnings of new files included.
  public var warnings: [Diagnostic]
  /// True when the ledger was made from the journal again.
  public var wasRebuilt: Bool

  /// The new imports.
  public var imported: [ImportReport] {
    outcomes.compactMap { if case .imported(let report) = $0 { report } else { nil } }
  }
}
