import OutputTree
import ReportCore
import SafeFiles

/// What the last build made and from what, kept in `.peil/build` beside the site. Only ever a shortcut: without it, or
/// with one that is damaged or of another version, everything is made.
struct BuildRecord {
  /// When the build that wrote this ran.
  var moment: Instant
  /// Digest of everything that was read, so that one comparison tells that nothing changed.
  var inputs: String
  /// Of the list of files in `public/`.
  var manifestDigest: String
  /// How far the journal had come, and with which content.
  var journal: JournalMark
  /// The weeks with an edition, with what other pages know of them.
  var cards: [String]
  /// The current edition's verdict in words, for the terminal.
  var verdict: String
  /// Warnings of registers and templates: when there are any, they are read again.
  var hasWarnings: Bool
  /// The ledger's state as each week's window last changed: `act 45`.
  var ledgerStates: [ISOWeek: String]
  /// What was made together, by week (nil: once for the site) and kind.
  var groups: [FileGroup]
  /// Lists of ingredients, shared between groups.
  var parts: [String: [Ingredient]]
}

/// Something a page is made from: a file, the program, a stretch of the ledger.
struct Ingredient: Hashable {
  let name: String
  /// A digest, or words that change with the content.
  let state: String
}

/// The journal at the time of a build: it only grows, so that its beginning tells whether it is the same journal.
struct JournalMark: Equatable {
  var size: Int
  var digest: String
  /// The number of its last act; 0 for none.
  var acts: Int
}

/// Files that are made together.
struct FileGroup {
  /// Nil for what the site has once.
  var week: ISOWeek?
  /// `week/nl`.
  var kind: String
  /// Keys of `BuildRecord.parts`.
  var parts: [String]
  /// Those of the time before; empty when it was new then.
  var before: [String]
  /// When it was last made.
  var made: Instant
  var cause: Cause
  var files: [MadeFile]

  /// Why it was made, where ingredients do not tell.
  enum Cause: String {
    /// Something it is made from changed.
    case changed
    /// It was not there before.
    case new
    /// A file of it was missing or had been altered.
    case damaged
  }
}

/// A file as it was put in its place.
struct MadeFile {
  var path: OutputPath
  var digest: ContentDigest
  /// Nil when it must be read to be known.
  var stamp: FileStamp?
}
