import ArgumentParser
import AuditArchive
import Editions
import Foundation
import LedgerStore
import OutputTree
import Registers
import ReportCore
import ReportSite
import SitePublishing

/// `peil archive`: a bag for every edition that has none, and for the current one when it changed.
struct ArchiveCommand: PeilSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: Messages.archiveAbstract, discussion: Messages.archiveDiscussion)

  @OptionGroup var options: SiteOptions
  @OptionGroup var moment: MomentOptions
  @Flag(help: ArgumentHelp(Messages.archiveAllHelp)) var all = false
  @Option(help: ArgumentHelp(Messages.keyHelp, valueName: "file")) var key: String?
  @Option(help: ArgumentHelp(Messages.disposeHelp, valueName: "bag")) var dispose: String?
  @Option(help: ArgumentHelp(Messages.disposeReasonHelp, valueName: "text")) var reason: String?
  @Option(name: .customLong("before-term"), help: ArgumentHelp(Messages.beforeTermHelp, valueName: "text"))
  var beforeTerm: String?
  @Flag(help: ArgumentHelp(Messages.jsonHelp)) var json = false

  func validate() throws {
    if let dispose, BagName(dispose) == nil { throw ValidationError(Messages.notABag(dispose)) }
    if dispose != nil, reason?.isEmpty != false { throw ValidationError(Messages.reasonNeeded) }
    if dispose == nil, reason != nil || beforeTerm != nil { throw ValidationError(Messages.reasonWithoutDisposal) }
    if dispose != nil, all || moment.week != nil { throw ValidationError(Messages.disposeAlone) }
  }

  func run(in surroundings: Surroundings) throws -> CommandStatus {
    let folder = try options.site(in: surroundings)
    let secret = try key.map { try SecretKeyFile.read(surroundings.path($0), shown: $0, site: folder) }
    let content = try folder.contentFiles()
    let site = try LoadedSite(files: content)
    let templates = try folder.templateFiles()
    let loaded = try LoadedTemplates(files: templates, languages: site.registers.site.languages)
    let update = try LedgerWork(folder, surroundings).bringUpToDate()
    let editions = try site.editions(update.ledger, asOf: moment.asOf)
    let payload = EditionPayload(
      content: content, templates: templates,
      builder: { editions, log in try loaded.builder(log).outputTree(for: editions) },
      zone: site.registers.site.timeZone)
    let now = surroundings.now()
    var work = try Archiving(
      folder, payload: payload, registers: site.registers, editions: editions,
      key: secret, now: now,
      today: site.calendar.day(of: now), threads: surroundings.processors)
    var report = ArchiveReport()
    report.recorded = try work.recover()
    var stops: [Diagnostic] = []
    if let dispose, let name = BagName(dispose) {
      report.made.append(try work.dispose(name, reason: reason ?? "", beforeTerm: beforeTerm))
    } else {
      stops = try archive(&work, editions, surroundings, &report)
    }
    report.head = work.log.head
    surroundings.say(json ? try JSONText.of(ArchiveText(report)) : Messages.archived(report))
    let status = PeilProgram.report(site.warnings + update.warnings + stops, in: surroundings)
    return stops.isEmpty ? status : .answerIsNo
  }

  private func archive(
    _ work: inout Archiving, _ editions: EditionBuilder, _ surroundings: Surroundings, _ report: inout ArchiveReport
  ) throws -> [Diagnostic] {
    let weeks = try moment.week == nil ? (all ? editions.weeks : work.dueWeeks) : [moment.week(of: editions)]
    guard !weeks.isEmpty else { throw Messages.noWeek }
    let line = ProgressLine(surroundings)
    defer { line.finish() }
    for week in weeks {
      line.show(Messages.archiving(week))
      switch try work.archive(week) {
      case .archived(let image): report.made.append(image)
      case .unchanged(let name): report.unchanged.append(name)
      // Later weeks would take the place of this one in the chain.
      case .stopped(let gates): return gates.diagnostics
      }
    }
    return []
  }
}
