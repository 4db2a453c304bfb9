import ReportCore

/// Finds the files to import: those lying in the folder, and those that were given.
struct NewFileBatch {
  private(set) var files: [NewFile] = []
  /// Files whose bytes were imported before.
  private(set) var known: [ImportOutcome] = []
  private(set) var warnings: [Diagnostic] = []

  private let place: LedgerFolder
  private let acts: [JournalAct]
  /// The digests that need not be computed again, by name.
  private let stamps: [String: FileDigest]
  /// Digest → import.
  private let imported: [String: ImportRecord]
  private var taken: Set<String> = []

  init(_ place: LedgerFolder, acts: [JournalAct], ledger: Ledger) throws {
    self.place = place
    self.acts = acts
    stamps = try ledger.stamps()
    let imports = try ledger.read { db in try Ledger.imports(asOf: nil, in: db) }
    imported = Dictionary(imports.map { ($0.sha256, $0) }) { first, _ in first }
  }

  /// Gathers all; throws all complaints about names and unreadable files together.
  mutating func gather(_ paths: [String], copy: Bool) throws {
    try gatherLying(given: paths)
    var problems: [Diagnostic] = []
    for (index, path) in paths.enumerated() {
      do {
        try gather(path, index: index, copy: copy)
      } catch let problem as Diagnostic {
        problems.append(problem)
      }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
  }

  /// What lies in the folder and is not in the journal.
  private mutating func gatherLying(given: [String]) throws {
    let names = try FileSystem.names(in: place.folder)
    taken = Set(names).union(JournalActReading.reserved).union(acts.map(\.file))
    let journaled = Set(acts.filter(\.isKept).map(\.file))
    for name in names
    where !name.hasPrefix(".") && !JournalActReading.reserved.contains(name) && !journaled.contains(name) {
      let path = "\(place.folder)/\(name)"
      guard let status = try FileSystem.status(path), status.kind != .directory else { continue }
      guard status.kind == .regular, JournalActReading.isFileName(name) else {
        warnings.append(ignored(name))
        continue
      }
      let digest =
        if let stamp = stamps[name], stamp.stamp == status.stamp {
          stamp
        } else {
          try FileDigest(path, name)
        }
      add(
        NewFile(
          path: path, name: name, shown: place.shown(name), isKept: true, isCopy: false, sha256: digest.sha256,
          stamp: digest.stamp))
    }
  }

  /// A file that was named on the command line.
  private mutating func gather(_ path: String, index: Int, copy: Bool) throws {
    let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    guard JournalActReading.isFileName(name) else { throw badName(path) }
    if let parent = FileSystem.resolved(parent(of: path)), parent == FileSystem.resolved(place.folder) {
      // It lies in the folder: it was gathered already, or it is in the journal and was verified.
      guard try FileSystem.status(path) != nil else { throw FileSystem.absent(path) }
      if let act = acts.first(where: { $0.isKept && $0.file == name }) { remember(path, imported[act.sha256]) }
      return
    }
    if !copy {
      let digest = try FileDigest(path, name)
      add(
        NewFile(
          path: path, name: name, shown: path, isKept: false, isCopy: false, sha256: digest.sha256, stamp: digest.stamp)
      )
      return
    }
    let beside = "\(place.folder)/\(LedgerFolderWork.copyPrefix)\(index).new"
    let sha256 = try FileSystem.copy(path, to: beside)
    guard !isKnown(sha256), let status = try FileSystem.status(beside) else {
      remember(path, imported[sha256])
      return try FileSystem.remove(beside)
    }
    let free = NewFile.freeName(name, taken: taken)
    taken.insert(free)
    add(
      NewFile(
        path: beside, name: free, shown: path, isKept: true, isCopy: true, sha256: sha256, stamp: status.stamp))
  }

  private func isKnown(_ sha256: String) -> Bool {
    imported[sha256] != nil || files.contains { $0.sha256 == sha256 }
  }

  private mutating func add(_ file: NewFile) {
    if let record = imported[file.sha256] {
      // A file put back under the name it was imported from is where it belongs.
      if !file.isKept || file.name != record.file { remember(file.shown, record) }
    } else if !files.contains(where: { $0.sha256 == file.sha256 }) {
      files.append(file)
    }
  }

  private mutating func remember(_ shown: String, _ record: ImportRecord?) {
    if let record { known.append(.alreadyImported(file: shown, record)) }
  }

  private func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func ignored(_ name: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "not-a-file", at: SourcePlace(file: place.shown(name)),
      "is left out: it is a link, a device, or has a name that cannot be journaled",
      remedy: "Put the export itself here, under a plain name.")
  }

  private func badName(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "bad-file-name", at: SourcePlace(file: path), "a file with this name cannot be kept in content/ledger",
      expected: "a name that does not begin with a dot and is not journal.csv or README.md",
      remedy: "Rename the file, then import it.")
  }
}

extension FileDigest {
  /// Reads the file at `path`.
  init(_ path: String, _ name: String) throws {
    let digest = try FileSystem.digest(path)
    self.init(file: name, stamp: digest.stamp, sha256: digest.sha256)
  }
}
