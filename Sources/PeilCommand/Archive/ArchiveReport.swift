import AuditArchive
import OutputTree
import ReportCore

/// What a run of `peil archive` did.
struct ArchiveReport {
  /// Bags and stubs, in the order of the chain.
  var made: [BagImage] = []
  var unchanged: [BagName] = []
  /// Bags that an interrupted run had put in place.
  var recorded: [BagName] = []
  var head: ContentDigest?
}

/// What `peil archive --json` prints; fields are only ever added.
struct ArchiveText: Encodable {
  let schema = "peil.archive/1"
  let archived: [Bag]
  let unchanged: [String]
  let recorded: [String]
  let head: String?

  struct Bag: Encodable {
    let bag: String
    let act: String
    let week: String
    let revision: Int
    let sequence: Int
    let digest: String
    let previous: String?
    let signer: String?
    let retainUntil: String
    let files: Int
    let bytes: Int

    init(_ image: BagImage) {
      bag = image.label.folderName
      act = image.label.disposal == nil ? "archived" : "disposed"
      week = image.label.name.week.description
      revision = image.label.name.revision
      sequence = image.label.sequence
      digest = image.digest.description
      previous = image.label.previous?.description
      signer = image.signer.isEmpty ? nil : image.signer
      retainUntil = image.label.retainUntil.description
      files = image.files.count
      bytes = image.files.reduce(0) { $0 + $1.bytes.count }
    }
  }

  init(_ report: ArchiveReport) {
    archived = report.made.map(Bag.init)
    unchanged = report.unchanged.map(\.description)
    recorded = report.recorded.map(\.description)
    head = report.head?.description
  }
}
