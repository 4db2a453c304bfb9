import ReportCore

/// Finds the files to import: those lying in the folders, and those that were given.
struct NewFileBatch {
  private(set) var files: [NewFile] = []
  /// Files whose bytes were imported before.
  private(set) var known: [ImportOutcome] = []
  private(set) var warnings: [Diagnostic] = []

  private let place: LedgerFolder
  private let acts: [JournalAct]
  /// The digests that need not be computed again, by name.
  private let stamps: [String: FileDigest]
  /// Digest → import, the last one when the same bytes were withdrawn and imported again.
  private let imported: [String: ImportRecord]
  /// The sizes of all imported files; nil when one is not known.
  private let sizes: Set<Int64>?
  private var taken: Set<String> = []

  init(_ place: LedgerFolder, acts: [JournalAct], ledger: Ledger) throws {
    self.place = place
    self.acts = acts
    stamps = try ledger.stamps()
    let imports = try ledger.read { db in try Ledger.imports(asOf: nil, in: db) }
    sizes = try ledger.fileSizes()
    imported = Dictionary(imports.filter { $0.act == .importFile }.map { ($0.sha256, $0) }) { _, last in last }
  }

  /// Gathers all; throws all complaints about names and unreadable files together.
  mutating func gather(_ sources: [ImportSource], copy: Bool) throws {
    taken = Set(acts.map(\.file))
    for folder in ContentPlace.allCases { try gatherLying(in: folder) }
    var problems: [Diagnostic] = []
    for (index, source) in sources.enumerated() {
      do {
        switch source {
        case .file(let path): try gather(path, index: index, copy: copy)
        case .stream(let name, let read): try gather(name, index: index, read)
        }
      } catch let problem as Diagnostic {
        problems.append(problem)
      }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
  }

  /// What lies in a folder and is not in the journal.
  private mutating func gatherLying(in folder: ContentPlace) throws {
    // The dot lets the folder be a link.
    guard try FileSystem.status("\(place.folder(folder))/.") != nil else { return }
    let names = try FileSystem.names(in: place.folder(folder))
    taken.formUnion((names + ContentPlace.reserved).map(folder.journaled))
    let journaled = Set(acts.filter(\.isKept).map(\.file))
    for name in names
    where !name.hasPrefix(".") && !ContentPlace.reserved.contains(name)
      && !journaled.contains(folder.journaled(name))
    {
      let path = "\(place.folder(folder))/\(name)"
      guard let status = try FileSystem.status(path), status.kind != .directory else { continue }
      guard status.kind == .regular, ContentPlace.isFileName(name) else {
        warnings.append(ignored("\(folder.folder)/\(name)"))
        continue
      }
      let known = stamps[folder.journaled(name)].flatMap { $0.stamp == status.stamp ? $0 : nil }
      var file = NewFile(
        path: path, place: folder, name: name, shown: "\(folder.folder)/\(name)", isKept: true, isCopy: false,
        sha256: "", stamp: status.stamp)
      if known == nil, try addPending(&file, from: path) { continue }
      let digest = try known ?? FileDigest(path, folder.journaled(name))
      file.sha256 = digest.sha256
      file.stamp = digest.stamp
      add(file)
    }
  }

  /// A file that was named on the command line.
  private mutating func gather(_ path: String, index: Int, copy: Bool) throws {
    let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    guard ContentPlace.isFileName(name) else { throw badName(path) }
    if let parent = FileSystem.resolved(parent(of: path)),
      let folder = ContentPlace.allCases.first(where: { FileSystem.resolved(place.folder($0)) == parent })
    {
      // It lies in a folder of the ledger: it was gathered already, or it is in the journal and was verified.
      guard try FileSystem.status(path) != nil else { throw FileSystem.absent(path) }
      let file = folder.journaled(name)
      guard let act = acts.first(where: { $0.isKept && $0.file == file }) else { return }
      if isKnown(act.sha256) { return remember(path, imported[act.sha256]) }
      return try addAgain(file, act.sha256, shown: path)
    }
    let beside = hidden(index)
    var file = NewFile(
      path: copy ? beside : path, place: .ledger, name: name, shown: path, isKept: copy, isCopy: copy, sha256: "",
      stamp: try FileSystem.stamp(path))
    if try addPending(&file, from: path) { return }
    if !copy {
      let digest = try FileDigest(path, name)
      file.sha256 = digest.sha256
      file.stamp = digest.stamp
      return add(file)
    }
    if sizes?.contains(file.stamp.size) ?? false {
      // Nearly always the same file again: no copy is needed to see that.
      let sha256 = try FileSystem.digest(path).sha256
      if isKnown(sha256), let record = imported[sha256] { return remember(path, record) }
    }
    try addCopy(beside, try FileSystem.copy(path, to: beside), name: name, shown: path)
  }

  /// Bytes that were piped in.
  private mutating func gather(
    _ name: String, index: Int, _ read: (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws {
    guard ContentPlace.isFileName(name) else { throw badName(name) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    let beside = hidden(index)
    let sha256 = try FileSystem.create(beside) { write in
      while true {
        let count = try read(buffer)
        guard count > 0 else { return }
        try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
    try addCopy(beside, sha256, name: name, shown: name)
  }

  private func hidden(_ index: Int) -> String { "\(place.folder)/\(LedgerFolderWork.copyPrefix)\(index).new" }

  private mutating func addCopy(_ beside: String, _ sha256: String, name: String, shown: String) throws {
    guard !isKnown(sha256), let status = try FileSystem.status(beside) else {
      remember(shown, imported[sha256])
      return try FileSystem.remove(beside)
    }
    if let file = acts.first(where: { $0.isKept && $0.sha256 == sha256 })?.file {
      try FileSystem.remove(beside)
      return try addAgain(file, sha256, shown: shown)
    }
    add(
      NewFile(
        path: beside, place: .ledger, name: name, shown: shown, isKept: true, isCopy: true, sha256: sha256,
        stamp: status.stamp))
  }

  /// The files in the order in which they are booked (what others rest on first, then by name), each with its place
  /// and a free name; and what is wrong with those that cannot be imported. `mappings` are those of the ledger; those
  /// among the files themselves are found first.
  mutating func arranged(_ mappings: [MappingShelf.Item]) -> (files: [NewFile], problems: [Diagnostic]) {
    var mappings = mappings
    var recognised: [(kind: ContentKind, file: NewFile)] = []
    var problems: [Diagnostic] = []
    let byName = files.sorted { ($0.name, $0.place.rawValue) < ($1.name, $1.place.rawValue) }
    for file in byName where file.isSmall {
      // What is wrong with them is said below, or when they are booked.
      let content = try? ImportContent(opening: file.source, file: file.shown)
      guard case .mapping(let read)? = content?.reading, let mapping = try? read() else { continue }
      mappings.insert(MappingShelf.Item(number: 0, mapping: mapping), at: 0)
    }
    for file in byName {
      do {
        let kind = try ImportContent(opening: file.source, file: file.shown, mappings: mappings).kind
        if file.isKept, !file.isCopy, file.place != kind.place { throw misplaced(file, kind) }
        if !file.isKept, kind.place != .ledger { throw mustBeKept(file, kind) }
        recognised.append((kind, file))
      } catch let problem as Diagnostic {
        problems.append(problem)
      } catch {
        problems.append(Diagnostic(code: "input-output", at: SourcePlace(file: file.shown), "cannot be read: \(error)"))
      }
    }
    let order = recognised.enumerated().sorted { ($0.element.kind, $0.offset) < ($1.element.kind, $1.offset) }
    let arranged = order.map { _, item in
      var file = item.file
      file.place = item.kind.place
      if file.isCopy {
        file.name = NewFile.freeName(file.name) { taken.contains(file.place.journaled($0)) }
        taken.insert(file.journaled)
      }
      return file
    }
    return (arranged, problems)
  }

  /// A file in the folder whose import was withdrawn, and which somebody asks for again.
  private mutating func addAgain(_ file: String, _ sha256: String, shown: String) throws {
    guard let (folder, name) = ContentPlace.parse(file), let status = try FileSystem.status(place.path(file)) else {
      throw FileSystem.absent(shown)
    }
    files.append(
      NewFile(
        path: place.path(file), place: folder, name: name, shown: shown, isKept: true, isCopy: false, sha256: sha256,
        stamp: status.stamp))
  }

  /// True for bytes whose import stands, and for those gathered already.
  private func isKnown(_ sha256: String) -> Bool {
    imported[sha256].map { $0.withdrawnBy == nil } ?? false || files.contains { $0.sha256 == sha256 }
  }

  /// Adds a large file whose bytes cannot be known, for no other file has its size: its digest, and the copy if there is
  /// to be one, are made while it is booked. False when they have to be there first.
  private mutating func addPending(_ file: inout NewFile, from source: String) throws -> Bool {
    let size = file.stamp.size
    for index in files.indices where files[index].stamp.size == size {
      // Twins, perhaps: the first one's digest must be known now.
      if let pending = files[index].pending { files[index].sha256 = try pending.value() }
    }
    guard size >= place.pendingSize, let sizes, !sizes.contains(size),
      !files.contains(where: { $0.stamp.size == size })
    else { return false }
    file.pending = try PendingDigest(of: source, copy: file.isCopy ? file.path : nil)
    files.append(file)
    return true
  }

  private mutating func add(_ file: NewFile) {
    // What was withdrawn comes in again only when somebody names it.
    if let record = imported[file.sha256], file.isKept || record.withdrawnBy == nil {
      // A file put back under the name it was imported from is where it belongs.
      if !file.isKept || file.journaled != record.file { remember(file.shown, record) }
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

  private func mustBeKept(_ file: NewFile, _ kind: ContentKind) -> Diagnostic {
    Diagnostic(
      code: "must-be-kept", at: SourcePlace(file: file.shown), "\(kind.title) is needed whenever the ledger is made",
      remedy: "Import it without --no-copy.")
  }

  private func misplaced(_ file: NewFile, _ kind: ContentKind) -> Diagnostic {
    Diagnostic(
      code: "wrong-folder", at: SourcePlace(file: file.shown), "\(kind.title) in the wrong folder",
      found: file.place.folder, expected: kind.place.folder, remedy: "Move the file to \(kind.place.folder).")
  }

  private func ignored(_ file: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "not-a-file", at: SourcePlace(file: file),
      "is left out: it is a link, a device, or has a name that cannot be journaled",
      remedy: "Put the export itself here, under a plain name.")
  }

  private func badName(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "bad-file-name", at: SourcePlace(file: path), "a file with this name cannot be kept in content/",
      expected: "a name that does not begin with a dot and is not journal.csv or README.md",
      remedy: "Give the file another name, then import it.")
  }
}

extension FileDigest {
  /// Reads the file at `path`.
  init(_ path: String, _ name: String) throws {
    let digest = try FileSystem.digest(path)
    self.init(file: name, stamp: digest.stamp, sha256: digest.sha256)
  }
}
