import OutputTree
import ReportCore
import SafeFiles

/// The tag files of one bag, and what lies in it; nothing is hashed yet.
struct BagReading {
  let folder: Folder
  let listing: FolderListing
  private(set) var declaration: BagDeclaration?
  private(set) var info: BagInfo?
  private(set) var manifests: [BagManifest] = []
  private(set) var fetch: FetchList?
  /// The bytes of tag files, for those who check their form.
  private(set) var tagBytes: [String: [UInt8]] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// A manifest is text; more is no manifest.
  private static let largestTag = 64 << 20

  init(_ folder: Folder, withListing: Bool = true) throws(Diagnostic) {
    self.folder = folder
    listing = try withListing ? FolderListing(folder) : FolderListing(namesOf: folder)
    diagnostics += listing.strangers
    readDeclaration()
    guard let declaration else { return }
    readManifests(declaration)
    if let text = text(BagInfo.name, declaration.encoding) ?? text("package-info.txt", declaration.encoding) {
      let checked = BagInfo.read(text, file: shown(BagInfo.name))
      diagnostics += checked.diagnostics
      info = checked.value
    }
    if let text = text(FetchList.name, declaration.encoding) {
      let checked = FetchList.read(text, file: shown(FetchList.name))
      diagnostics += checked.diagnostics
      fetch = checked.value
    }
  }

  func shown(_ name: String) -> String { folder.shownName(name) }

  var payloadManifests: [BagManifest] { manifests.filter { !$0.isOfTags } }

  private mutating func readDeclaration() {
    guard let bytes = bytes(BagDeclaration.name) else {
      report("bagit-declaration", BagDeclaration.name, "This file makes a folder a bag, and is not there.")
      return
    }
    let checked = BagDeclaration.read(bytes, file: shown(BagDeclaration.name))
    diagnostics += checked.diagnostics
    declaration = checked.value
  }

  private mutating func readManifests(_ declaration: BagDeclaration) {
    let tops = listing.files.keys.filter { $0.folder == nil }.sorted()
    for path in tops {
      guard let kind = BagManifest.kind(of: path.name) else { continue }
      guard let algorithm = kind.algorithm else {
        report("unknown-algorithm", path.name, "The algorithm of this manifest is unknown.", .warning)
        continue
      }
      guard let text = text(path.name, declaration.encoding) else { continue }
      let checked = BagManifest.read(
        text, name: path.name, shown: shown(path.name), algorithm: algorithm, isOfTags: kind.isOfTags,
        isStrict: declaration.isStrict)
      diagnostics += checked.diagnostics
      manifests.append(checked.value)
    }
    if payloadManifests.isEmpty {
      report("no-manifest", BagImage.manifestName, "The bag has no payload manifest that can be read.")
    }
    if !listing.folders.contains(BagPath("data")) {
      report("no-payload", "data", "The bag has no folder data.")
    }
  }

  /// Nil when there is no such file; also, with a complaint, when it cannot be read.
  private mutating func bytes(_ name: String) -> [UInt8]? {
    if let bytes = tagBytes[name] { return bytes }
    guard let size = listing.files[BagPath(name)] else { return nil }
    guard size <= BagReading.largestTag else {
      report("too-large", name, "This is too large for a tag file.")
      return nil
    }
    do throws(Diagnostic) {
      let bytes = try folder.contents(name)
      tagBytes[name] = bytes
      return bytes
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  private mutating func text(_ name: String, _ encoding: String) -> String? {
    guard let bytes = bytes(name) else { return nil }
    if let text = TagText.decode(bytes, encoding: encoding) { return text }
    report("encoding", name, "This file is not in the encoding that bagit.txt names.")
    return nil
  }

  private mutating func report(
    _ code: String, _ name: String, _ summary: String, _ severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(Diagnostic(severity, code: code, at: SourcePlace(file: shown(name)), summary))
  }
}
