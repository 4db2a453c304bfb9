import Foundation
import OutputTree
import ReportCore
import SafeFiles

/// Everything a build reads besides the ledger, with its digests.
struct BuildInputs {
  /// By path relative to the site.
  let content: [Ingredient]
  /// By path: `templates/parts/table.mustache`.
  let templates: [String: String]
  let program: String
  let asOf: Instant?
  /// The lines of `content/editions.csv` that pages depend on: a publication must not make the published site old.
  let log: String
  /// Of all of it.
  let digest: String

  init(_ folder: SiteFolder, program: String, asOf: Instant?) throws {
    let files = try folder.contentFiles().filter { $0.key != EditionsLog.path }
    content = files.sorted { $0.key < $1.key }.map { Ingredient(name: $0.key, state: BuildInputs.digest($0.value)) }
    templates = Dictionary(
      uniqueKeysWithValues: try folder.templateFiles().map { ("templates/\($0.key)", BuildInputs.digest($0.value)) })
    self.program = program.isEmpty ? "" : BuildInputs.digest(program)
    self.asOf = asOf
    let entries = try EditionsLogFile.read(site: folder.root).entries.filter { $0.act != .published }
    log = BuildInputs.digest(entries.map { "\($0)" }.joined(separator: "\n"))
    let all = content.map { "\($0.name)\t\($0.state)" } + templates.sorted { $0.key < $1.key }.map { "\($0)\t\($1)" }
    digest = BuildInputs.digest(
      (all + [self.program, asOf?.description ?? "", log]).joined(separator: "\n"))
  }

  /// A short digest: it tells apart what one person changes, and stands on a terminal.
  static func digest(_ text: String) -> String {
    String(ContentDigest(of: Array(text.utf8)).description.prefix(32))
  }
}

extension JournalMark {
  /// The journal as it lies there; empty for none.
  init(_ folder: SiteFolder) {
    self.init(JournalMark.bytes(folder))
  }

  private init(_ bytes: ArraySlice<UInt8>) {
    size = bytes.count
    digest = ContentDigest(of: Array(bytes)).description
    let last = bytes.split(separator: UInt8(ascii: "\n")).last ?? []
    acts = Int(String(decoding: last.prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self)) ?? 0
  }

  /// True when the journal that lies there now begins with this one.
  func begins(_ folder: SiteFolder) -> Bool {
    let bytes = JournalMark.bytes(folder)
    return bytes.count >= size && JournalMark(bytes.prefix(size)) == self
  }

  private static func bytes(_ folder: SiteFolder) -> ArraySlice<UInt8> {
    ArraySlice(FileManager.default.contents(atPath: "\(folder.root)/content/ledger/journal.csv") ?? Data())
  }
}

/// The record on disk: `.peil/build` in the site's directory.
struct BuildRecordFile {
  let folder: SiteFolder
  private static let name = "build"

  /// The record, and the moment its file was written; nil when there is none that can be read.
  func read() -> (record: BuildRecord, stamp: FileStamp)? {
    guard let place = try? Folder.existing("\(folder.root)/.peil", shown: ".peil"),
      let stamp = try? place.stamp(Self.name), let bytes = try? place.contents(Self.name),
      let record = BuildRecord(text: bytes)
    else { return nil }
    return (record, stamp)
  }

  func stamp() -> FileStamp? {
    (try? Folder.existing("\(folder.root)/.peil", shown: ".peil"))?.flatMap { try? $0.stamp(Self.name) }
  }

  /// Keeps the record. A record that cannot be kept costs the next build time, nothing else.
  func write(_ record: BuildRecord) {
    guard let place = try? Folder.root("\(folder.root)/.peil", shown: ".peil") else { return }
    try? place.replace(Self.name, with: Array(record.text.utf8))
    try? place.sync()
  }
}
