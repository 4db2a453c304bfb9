import ArgumentParser
import Editions
import LedgerStore
import OutputTree
import Registers
import ReportCore
import SafeFiles
import SitePublishing

/// `peil publish TARGET`: `public/`, brought up to date, to its readers.
struct PublishCommand: PeilSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: Messages.publishAbstract, discussion: Messages.publishDiscussion)

  @Argument(help: ArgumentHelp(Messages.targetHelp, valueName: "target")) var target: String
  @Flag(name: .customLong("dry-run"), help: ArgumentHelp(Messages.publishPlanHelp)) var isDryRun = false
  @Flag(name: .customLong("rollback"), help: ArgumentHelp(Messages.rollbackHelp)) var isRollback = false
  @Flag(name: .customLong("plain"), help: ArgumentHelp(Messages.plainHelp)) var isPlain = false
  @Flag(help: ArgumentHelp(Messages.forceHelp)) var force = false
  @Option(help: ArgumentHelp(Messages.keepHelp, valueName: "number")) var keep = 3
  @Option(
    name: .customLong("max-removals"), help: ArgumentHelp(Messages.maximumRemovalsHelp, valueName: "percent"))
  var maximumRemovals = 20
  @Flag(name: .customLong("json"), help: ArgumentHelp(Messages.publishJSONHelp)) var isJSON = false
  @Option(
    name: .customLong("as-of"), help: ArgumentHelp(Messages.asOfHelp, valueName: "instant"),
    transform: MomentOptions.instant) var asOf: Instant?
  @OptionGroup var options: SiteOptions

  func validate() throws {
    if keep < 2 { throw ValidationError(Messages.keepTooFew) }
    if !(0...100).contains(maximumRemovals) { throw ValidationError(Messages.notAPercentage) }
    if isRollback && isPlain { throw ValidationError(Messages.noPlainRollback) }
    if isRollback && isDryRun { throw ValidationError(Messages.noDryRollback) }
  }

  func run(in surroundings: Surroundings) throws -> CommandStatus {
    let folder = options.folder(in: surroundings)
    try folder.requireSite()
    if isRollback { return try rollBack(folder, surroundings) }
    if isDryRun { return try plan(folder, surroundings) }
    try Publisher.checkTarget(request(folder, nil, surroundings))
    let built = try PublishBuild(folder, surroundings, asOf: asOf)
    let gates = try findings(built.site, folder, surroundings)
    let found = built.site.warnings + built.warnings + gates.diagnostics
    guard gates.passes else { return stopped(by: found, surroundings) }
    let record = recorder(folder)
    let report = try Publisher.publish(
      request(folder, built.site, surroundings), built.edition, record: record)
    if isJSON {
      surroundings.say(try JSONText.of(PublishJSON(report, target, isPlain: isPlain, isDryRun: false)))
    } else {
      Messages.published(report, built.edition, target, isPlain: isPlain).forEach(surroundings.say)
    }
    return PeilProgram.report(found + Messages.afterwards(report), in: surroundings)
  }

  /// The plan for `public/` as it is: building would change it.
  private func plan(_ folder: SiteFolder, _ surroundings: Surroundings) throws -> CommandStatus {
    let site = try LoadedSite(folder)
    let report = try Publisher.plan(request(folder, site, surroundings))
    if isJSON {
      surroundings.say(try JSONText.of(PublishJSON(report, target, isPlain: isPlain, isDryRun: true)))
    } else {
      Messages.plan(report, target).forEach(surroundings.say)
    }
    let gates = try findings(site, folder, surroundings)
    var found = site.warnings + gates.diagnostics
    if let refusal = report.plan.refusal(request(folder, site, surroundings)) { found.append(refusal) }
    guard gates.passes else { return stopped(by: found, surroundings) }
    return PeilProgram.report(found, in: surroundings)
  }

  private func rollBack(_ folder: SiteFolder, _ surroundings: Surroundings) throws -> CommandStatus {
    // A mistake in a register must not keep anybody from going back.
    let report = try Publisher.rollBack(
      request(folder, try? LoadedSite(folder), surroundings), record: recorder(folder))
    if isJSON {
      surroundings.say(try JSONText.of(PublishJSON(report, target, isPlain: false, isDryRun: false)))
    } else {
      surroundings.say(Messages.wentBack(report, target))
    }
    return PeilProgram.report(Messages.afterwards(report), in: surroundings)
  }

  private func findings(
    _ site: LoadedSite, _ folder: SiteFolder, _ surroundings: Surroundings
  ) throws -> GateReport {
    try PublishingGates.findings(
      of: folder.publicFolder, waivers: site.registers.waivers ?? [], on: site.calendar.day(of: surroundings.now()))
  }

  private func stopped(by found: [Diagnostic], _ surroundings: Surroundings) -> CommandStatus {
    let status = PeilProgram.report(found, in: surroundings)
    surroundings.warn(Messages.publishStopped)
    return status == .badInput ? .answerIsNo : status
  }

  private func request(_ folder: SiteFolder, _ site: LoadedSite?, _ surroundings: Surroundings) -> PublishRequest {
    let now = surroundings.now()
    var request = PublishRequest(
      site: folder.root, siteName: site?.registers.site.company, source: folder.publicFolder,
      target: surroundings.path(target), targetShown: surroundings.fromHere(surroundings.path(target)), moment: now,
      holder: Messages.holder(surroundings.process, since: now))
    request.layout = isPlain ? .plain : .releases
    request.keep = keep
    request.maximumRemovals = maximumRemovals
    request.force = force
    return request
  }

  /// Adds the line of a publication, once.
  private func recorder(_ folder: SiteFolder) -> Publisher.Record {
    { (publication: Publication) throws(Diagnostic) in
      let entry = EditionsLog.Entry(
        .published, week: publication.edition.week, revision: 0, moment: publication.moment,
        asOf: publication.edition.asOf, digest: publication.manifest, note: Messages.note(of: publication))
      do throws(DiagnosticList) {
        let isThere = try EditionsLogFile.read(site: folder.root).entries.contains { line in
          line.act == .published && line.moment == entry.moment && line.digest == entry.digest
            && line.note == entry.note
        }
        if !isThere { try EditionsLogFile.append(entry, site: folder.root) }
      } catch {
        throw error.diagnostics.first ?? Messages.notRecorded(nil)
      }
    }
  }
}
