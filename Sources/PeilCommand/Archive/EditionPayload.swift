import AuditArchive
import Editions
import OutputTree
import Registers
import ReportCore

/// What goes into a bag below `data/`: a complete small site about one edition, and everything it was made from. The
/// same edition at the same place in the chain gives the same bytes.
struct EditionPayload {
  /// By path relative to the site: what people wrote.
  let content: [String: String]
  /// By path below `templates/`.
  let templates: [String: String]
  let builder: SiteBuilding
  let zone: String

  /// Makes the pages of these editions and no others.
  typealias SiteBuilding = ([Edition], EditionsLog) throws -> OutputTree

  static let site = "site/"
  static let ledger = "ledger/"
  static let templates = "templates/"
  static let description = "peil-edition.json"
  static let readMe = "README.txt"

  /// `log` is the record before the bag; `ledger` what the edition read.
  func tree(
    _ edition: Edition, label: BagLabel, log: EditionsLog, ledger: [(name: String, bytes: [UInt8])]
  ) throws -> OutputTree {
    var tree = OutputTree()
    let chain = EditionPayload.chain(of: log)
    for file in try builder([edition], chain).files {
      try tree.add(file.bytes, at: try OutputPath(EditionPayload.site + file.path.description))
    }
    for file in ledger { try tree.add(file.bytes, at: try OutputPath(EditionPayload.ledger + file.name)) }
    var written = content
    // The record of the site names publications too, which are not part of an edition.
    written[EditionsLog.path] = chain.text
    for (path, text) in written.sorted(by: { $0.key < $1.key }) {
      try tree.add(Array(text.utf8), at: try OutputPath(path))
    }
    for (path, text) in templates.sorted(by: { $0.key < $1.key }) where !path.hasPrefix("starter/") {
      try tree.add(Array(text.utf8), at: try OutputPath(EditionPayload.templates + path))
    }
    try tree.add(
      Array((try JSONText.of(Description(edition, label, zone)) + "\n").utf8),
      at: try OutputPath(EditionPayload.description))
    try tree.add(Array(Messages.bagReadMe(label).utf8), at: try OutputPath(EditionPayload.readMe))
    try tree.add(
      try ResearchObject(edition: edition, label: label, payload: tree).bytes(),
      at: try OutputPath(ResearchObject.name))
    return tree
  }

  /// The links of the chain alone, numbered anew. When a bag was made is no part of the next one: made again, it must
  /// have the same bytes; a disposal is known by its day.
  static func chain(of log: EditionsLog) -> EditionsLog {
    log.chain.reduce(EditionsLog()) { chain, link in
      var link = link
      link.moment = link.act == .disposed ? Instant(startOf: link.moment.utcDay) : link.asOf
      return chain.appending(link)
    }
  }

  /// `peil-edition.json`; fields are only ever added.
  struct Description: Codable, Equatable {
    var schema = "peil.bag/1"
    var program: String
    var version: String
    var week: String
    var revision: Int
    var sequence: Int
    /// The digest of the bag before it: `sha256:…`.
    var head: String?
    var asOf: String
    var timeZone: String
    var languages: [String]

    init(_ edition: Edition, _ label: BagLabel, _ zone: String) {
      program = "peil"
      version = PeilVersion.current
      week = label.name.week.description
      revision = label.name.revision
      sequence = label.sequence
      head = label.previous.map { "sha256:\($0)" }
      asOf = label.asOf.description
      timeZone = zone
      languages = edition.registers.site.languages
    }
  }
}
