import AuditArchive
import OutputTree
import ReportCore

/// About `peil archive` and `peil key`.
extension Messages {
  static let archiveAbstract = "Make a bag of every edition, for years."
  static let archiveDiscussion = """
    A bag (BagIt, RFC 8493) in archive/ holds the pages of one edition and everything they were made from; others' \
    tools can verify it. Archived are the weeks that have no bag yet, oldest first, and the current week again when it \
    changed: as a new revision, never over the old one. content/editions.csv records each bag, and each names the one \
    before it.
    """
  static let archiveAllHelp = "Look at every week again, and archive those that changed."
  static let keyHelp = "Sign with this secret key, made by: peil key new FILE."
  static let disposeHelp = "Replace a bag whose term is over, such as 2026-W47-r1, by a stub that keeps the chain."
  static let disposeReasonHelp = "Why the bag is disposed of, and by whom, by role."
  static let beforeTermHelp = "Why this bag goes before its term is over."

  static func notABag(_ text: String) -> String {
    "'\(Diagnostic.shortened(text))' is not a bag; write it as 2026-W47-r1."
  }

  static let reasonNeeded = "Give the reason with --reason: it stays when the bag is gone."
  static let reasonWithoutDisposal = "--reason and --before-term belong to --dispose."
  static let disposeAlone = "Dispose of a bag by itself, without --week or --all."

  static func archiving(_ week: ISOWeek) -> String { "Archiving \(week)" }

  static func archived(_ report: ArchiveReport) -> String {
    var lines = report.recorded.map { "\($0): was in place, and is now recorded." }
    lines += report.made.map { image in
      let label = image.label
      let size = bytes(image.files.reduce(0) { $0 + $1.bytes.count })
      let signature = image.signer.isEmpty ? "unsigned" : "signed by \(image.signer)"
      let act = label.disposal == nil ? "" : "disposed of; its stub: "
      return
        "\(label.name): \(act)\(counted(image.files.count, "file")), \(size), number \(label.sequence), \(signature)"
        + (label.disposal == nil ? ", to be kept until \(label.retainUntil)." : ".")
    }
    lines += report.unchanged.map { "\($0): unchanged." }
    if let head = report.head { lines.append("The chain's head is \(ChainHead(head)).") }
    return lines.joined(separator: "\n")
  }

  /// `812 kB`.
  static func bytes(_ count: Int) -> String {
    switch count {
    case ..<10_000: counted(count, "byte")
    case ..<10_000_000: "\((count + 500) / 1000) kB"
    default: "\((count + 500_000) / 1_000_000) MB"
    }
  }

  static func noSuchBag(_ name: BagName) -> Diagnostic {
    Diagnostic(
      code: "no-such-bag", at: SourcePlace(file: EditionsLog.path), "This bag was never recorded.",
      found: name.description, remedy: "see the names in archive/")
  }

  static func disposedBefore(_ name: BagName) -> Diagnostic {
    Diagnostic(
      code: "bag-disposed", at: SourcePlace(file: "archive/\(name)"), "This bag is no longer there.",
      remedy: "see what was recorded of it in \(EditionsLog.path)")
  }

  static func withinTerm(_ name: BagName, _ until: CalendarDay) -> Diagnostic {
    Diagnostic(
      code: "within-term", at: SourcePlace(file: "archive/\(name)"), "The retention term of this bag is not over.",
      expected: "a day after \(until)", remedy: "wait, or give the reason to break the term with --before-term")
  }

  static func bagMissing(_ name: BagName) -> Diagnostic {
    Diagnostic(
      code: "bag-missing", at: SourcePlace(file: "archive/\(name)"), "This bag was recorded and is not there.",
      remedy: "bring it back from another copy, then run: peil verify archive")
  }

  static func otherBag(_ name: BagName) -> Diagnostic {
    Diagnostic(
      code: "editions-differ", at: SourcePlace(file: "archive/\(name)"), "This is not the bag that was recorded.",
      remedy: "see what is wrong with it: peil verify archive")
  }

  static let keyAbstract = "Keys that sign editions."
  static let keyDiscussion = """
    The key is one of minisign's, without a password: keep its file outside the site, where the site's people cannot \
    write, and keep a copy. Public keys are listed in content/keys.csv with the days they were in use.
    """
  static let keyNewAbstract = "Make a key, and list its public half in content/keys.csv."
  static let keyShowAbstract = "Show the public half of a key, or the site's list."
  static let keyFileHelp = "Where the secret key goes, outside the site; FILE.pub is its public half."
  static let keyShowHelp = "A secret or public key's file (default: the site's list)."
  static let keyNoteHelp = "Whose key it is, by role."

  static func newKey(_ key: MinisignPublicKey, file: String, isListed: Bool) -> String {
    """
    \(file): the secret key \(key.identifier); keep it to yourself, and keep a copy elsewhere.
    \(file).pub: its public half, for whoever verifies\(isListed ? "; also listed in content/keys.csv" : "").
    \(key.base64)
    """
  }

  static func keys(_ list: KeyList) -> String {
    guard !list.entries.isEmpty else { return "No keys are listed; editions are unsigned." }
    return list.entries.map { entry in
      let days = "\(entry.from?.description ?? "…") to \(entry.until?.description ?? "now")"
      return "\(entry.key.identifier)  \(entry.key.base64)  \(days)\(entry.note.isEmpty ? "" : "  \(entry.note)")"
    }.joined(separator: "\n")
  }

  static let noRandomness = Diagnostic(
    code: "input-output", at: nil, "This machine gives no random bytes.", remedy: "make the key elsewhere")

  static func keyInSite(_ shown: String) -> Diagnostic {
    Diagnostic(
      code: "key-in-site", at: SourcePlace(file: shown), "A secret key does not belong in the site's folder.",
      expected: "a place that whoever copies the site does not copy with it")
  }

  static func keyMode(_ shown: String) -> Diagnostic {
    Diagnostic(
      code: "key-mode", at: SourcePlace(file: shown), "Others may read this secret key.", expected: "mode 0600",
      remedy: "chmod 600 \(shown); if others may have read it, make another key")
  }

  static func keyExists(_ shown: String) -> Diagnostic {
    Diagnostic(
      code: "key-exists", at: SourcePlace(file: shown), "There is a file of this name, or its .pub, already.",
      remedy: "name another file; a key that signed must be kept")
  }
}
