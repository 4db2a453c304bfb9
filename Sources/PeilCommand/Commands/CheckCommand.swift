import ArgumentParser
import Editions
import LedgerStore
import Registers
import ReportCore
import ReportSite
import SitePublishing

/// `peil check`: everything `build` does, without writing the site, and the gates on what was built before.
struct CheckCommand: PeilSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: Messages.checkAbstract, discussion: Messages.checkDiscussion)

  @OptionGroup var options: SiteOptions

  func run(in surroundings: Surroundings) throws -> CommandStatus {
    let folder = options.folder(in: surroundings)
    try folder.requireSite()
    let found = try diagnostics(folder, surroundings)
    let gates = try gates(folder, surroundings)
    let status = PeilProgram.report(found + (gates?.diagnostics ?? []), in: surroundings)
    if let gates { surroundings.say(Messages.gates(gates)) }
    guard status == .done else {
      surroundings.say(Messages.checkFailed)
      return status == .badInput ? .answerIsNo : status
    }
    surroundings.say(Messages.checkPassed)
    return .done
  }

  /// What stands in the way of publishing the built site; nil when nothing was built, or `waivers.yml` cannot be read.
  private func gates(_ folder: SiteFolder, _ surroundings: Surroundings) throws -> GateReport? {
    guard SiteFiles.isBuilt(folder.publicFolder), let site = try? LoadedSite(folder) else { return nil }
    return try PublishingGates.findings(
      of: folder.publicFolder, waivers: site.registers.waivers ?? [],
      on: site.calendar.day(of: surroundings.now()))
  }

  /// Registers and templates are independent of each other: both are read, whatever one of them says.
  private func diagnostics(_ folder: SiteFolder, _ surroundings: Surroundings) throws -> [Diagnostic] {
    var found: [Diagnostic] = []
    var site: LoadedSite?
    var templates: LoadedTemplates?
    do throws(DiagnosticList) {
      site = try LoadedSite(folder)
      found += site?.warnings ?? []
    } catch {
      found += error.diagnostics
    }
    do throws(DiagnosticList) {
      templates = try LoadedTemplates(folder, languages: site?.registers.site.languages ?? ["nl", "en"])
    } catch {
      found += error.diagnostics
    }
    guard let site, let templates else { return found }
    do {
      let update = try LedgerWork(folder, surroundings).bringInStep()
      let editions = try BuildCommand.editions(try site.editions(update.ledger, asOf: nil))
      _ = try templates.builder.outputTree(for: editions)
      return found + update.warnings
    } catch let list as DiagnosticList {
      return found + list.diagnostics
    } catch let diagnostic as Diagnostic {
      return found + [diagnostic]
    }
  }
}
