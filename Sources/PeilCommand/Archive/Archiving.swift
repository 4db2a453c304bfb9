import AuditArchive
import Editions
import Foundation
import LedgerStore
import OutputTree
import Registers
import ReportCore
import SafeFiles
import SitePublishing

/// One run of `peil archive`: what is in the archive, what is recorded, and the bags that come to it.
struct Archiving {
  let folder: SiteFolder
  let payload: EditionPayload
  let registers: Registers
  let editions: EditionBuilder
  let key: MinisignSecretKey?
  let archive: ArchiveFolder
  let now: Instant
  let today: CalendarDay
  let threads: Int
  private(set) var log: EditionsLog

  /// What became of a week.
  enum Result {
    case archived(BagImage)
    /// As the newest bag says.
    case unchanged(BagName)
    /// Something that must not be kept for years.
    case stopped(GateReport)
  }

  init(
    _ folder: SiteFolder, payload: EditionPayload, registers: Registers, editions: EditionBuilder,
    key: MinisignSecretKey?, now: Instant, today: CalendarDay, threads: Int
  ) throws {
    self.folder = folder
    self.payload = payload
    self.registers = registers
    self.editions = editions
    self.key = key
    self.now = now
    self.today = today
    self.threads = threads
    _ = try SiteKeys.read(folder.root)
    archive = try ArchiveFolder("\(folder.root)/archive")
    log = try EditionsLogFile.read(site: folder.root)
  }

  /// Records bags that an interrupted run put in place, and takes away those whose stub it had put there. Returns what
  /// was recorded.
  mutating func recover() throws -> [BagName] {
    var recorded: [BagName] = []
    let labels = try archive.labels()
    while let next = labels.first(where: {
      $0.label?.sequence == log.chain.count + 1 && $0.label?.previous == log.head && $0.isSound
    }), let label = next.label, let digest = next.digest {
      try record(label, digest: digest, signer: next.signer)
      recorded.append(label.name)
    }
    for entry in log.entries where entry.act == .disposed {
      try archive.remove(BagName(entry.week, revision: entry.revision))
    }
    return recorded
  }

  /// The weeks that have no bag yet, oldest first, and the current one.
  var dueWeeks: [ISOWeek] {
    editions.weeks.filter { $0 == editions.weeks.last || log.bag(of: $0) == nil }
  }

  /// Archives one week, unless its newest bag says the same.
  mutating func archive(_ week: ISOWeek) throws -> Result {
    let edition = try editions.edition(of: week)
    let slice = try editions.slice(of: week).files
    let newest = log.bag(of: week)
    if let newest, log.disposal(of: week, revision: newest.revision) == nil,
      try isUnchanged(edition, slice, since: newest)
    {
      return .unchanged(BagName(week, revision: newest.revision))
    }
    let label = label(edition, revision: (newest?.revision ?? 0) + 1)
    let tree = try payload.tree(edition, label: label, log: log, ledger: slice)
    let report = try findings(in: tree, label)
    guard report.passes else { return .stopped(report) }
    return .archived(try put(try BagImage(label, payload: tree, agent: Archiving.agent)))
  }

  /// Secrets and personal data, which are not kept for years. Public keys look like secret ones; their list is checked
  /// by its own reader.
  private func findings(in tree: OutputTree, _ label: BagLabel) throws -> GateReport {
    var searched = OutputTree()
    for file in tree.files where file.path.description != KeyList.path { try searched.add(file.bytes, at: file.path) }
    return try PublishingGates.findings(
      in: SiteFiles(searched, shownAs: "archive/\(label.name)/data"), waivers: registers.waivers ?? [], on: today,
      gates: [SensitiveGate(.secret), SensitiveGate(.personalData)])
  }

  /// Replaces a bag by its stub. Throws when it is gone already, or kept still and no reason is given to break the term.
  mutating func dispose(_ name: BagName, reason: String, beforeTerm: String?) throws -> BagImage {
    guard
      let entry = log.entries.last(where: { $0.act == .archived && BagName($0.week, revision: $0.revision) == name })
    else { throw Messages.noSuchBag(name) }
    guard log.disposal(of: name.week, revision: name.revision) == nil, let bag = try archive.bag(name) else {
      throw Messages.disposedBefore(name)
    }
    if let until = entry.retainUntil, today <= until, beforeTerm == nil { throw Messages.withinTerm(name, until) }
    let found = try BagVerifier(threads: threads).verify(bag, named: name.description)
    guard found.digest == entry.digest else { throw Messages.otherBag(name) }
    let words = [reason, beforeTerm.map { "before its term: \($0)" }].compactMap { $0 }.joined(separator: "; ")
    let stub = try DisposalStub.image(
      of: found, in: bag, reason: words, day: today, sequence: log.chain.count + 1, previous: log.head,
      agent: Archiving.agent)
    let image = try put(stub)
    try archive.remove(name)
    return image
  }

  private static var agent: String { "peil \(PeilVersion.current)" }

  /// First the bag, then its line: a bag without a line is recorded by the next run.
  private mutating func put(_ unsigned: BagImage) throws -> BagImage {
    let image = try key.map { key throws(Diagnostic) in try unsigned.signed(by: key) } ?? unsigned
    try archive.put(image)
    try record(image.label, digest: image.digest, signer: image.signer)
    return image
  }

  private mutating func record(_ label: BagLabel, digest: ContentDigest, signer: String) throws {
    let entry = EditionsLog.Entry(
      label.disposal == nil ? .archived : .disposed, week: label.name.week, revision: label.name.revision, moment: now,
      asOf: label.asOf, digest: digest, previous: label.previous, signer: signer, retainUntil: label.retainUntil,
      basis: label.basis, spend: label.spend, note: label.disposal?.reason ?? "")
    log = try EditionsLogFile.append(entry, site: folder.root)
  }

  private func label(_ edition: Edition, revision: Int) -> BagLabel {
    let spend = edition.figures.figure("spend.total", [:], .week(edition.week))?.value
    return BagLabel(
      BagName(edition.week, revision: revision), asOf: edition.asOf, sequence: log.chain.count + 1, previous: log.head,
      retainUntil: registers.site.retention.end(of: edition.week), basis: registers.site.retention.basis,
      spend: spend?.description ?? "")
  }

  /// Whether the newest bag, made again at its own place in the chain, would hold the same payload.
  private func isUnchanged(
    _ edition: Edition, _ slice: [(name: String, bytes: [UInt8])], since entry: EditionsLog.Entry
  ) throws -> Bool {
    let name = BagName(entry.week, revision: entry.revision)
    guard let bag = try archive.bag(name) else { throw Messages.bagMissing(name) }
    let found = try BagVerifier(isThorough: false).verify(bag, named: name.description)
    guard found.digest == entry.digest, var label = found.label else { throw Messages.otherBag(name) }
    label.asOf = edition.asOf
    let before = log.first(entry.sequence - 1)
    let tree = try payload.tree(edition, label: label, log: before, ledger: slice)
    let image = try BagImage(label, payload: tree, agent: Archiving.agent)
    // Later acts stand in the slice of an older week too; what they did to it stands in its pages.
    return try image.differences(from: bag).allSatisfy {
      $0.hasPrefix("data/\(EditionPayload.ledger)") || $0 == "data/\(ResearchObject.name)"
    }
  }
}
