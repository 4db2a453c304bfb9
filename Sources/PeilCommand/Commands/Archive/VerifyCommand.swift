import ArgumentParser
import AuditArchive
import Foundation
import OutputTree
import ReportCore
import SafeFiles

/// `peil verify PATH…`: one bag, a folder of bags, or a published site.
struct VerifyCommand: PeilSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: Messages.verifyAbstract, discussion: Messages.verifyDiscussion)

  @Argument(help: ArgumentHelp(Messages.verifyPathsHelp, valueName: "path")) var paths: [String]
  @Option(name: .customLong("site"), help: ArgumentHelp(Messages.verifySiteHelp, valueName: "dir")) var site: String?
  @Option(name: .customLong("public-key"), help: ArgumentHelp(Messages.publicKeyHelp, valueName: "file"))
  var publicKeys: [String] = []
  @Option(
    name: .customLong("expect-head"), help: ArgumentHelp(Messages.expectHeadHelp, valueName: "head"),
    transform: Self.head) var heads: [ChainHead] = []
  @Flag(help: ArgumentHelp(Messages.rebuildHelp)) var rebuild = false
  @Flag(help: ArgumentHelp(Messages.quickHelp)) var quick = false
  @Flag(help: ArgumentHelp(Messages.recordHelp)) var record = false
  @Flag(help: ArgumentHelp(Messages.jsonHelp)) var json = false

  @Sendable private static func head(_ text: String) throws -> ChainHead {
    guard let head = ChainHead(text) else { throw ValidationError(Messages.notAHead(text)) }
    return head
  }

  func validate() throws {
    if quick, rebuild || record { throw ValidationError(Messages.quickAlone) }
  }

  func run(in surroundings: Surroundings) throws -> CommandStatus {
    let keys = try publicKeys.map {
      KeyList.Entry(try PublicKeyFile.read(surroundings.path($0), shown: $0))
    }
    let work = Verifying(
      surroundings: surroundings, site: site.map(surroundings.path), keys: KeyList(keys),
      mustBeSigned: !publicKeys.isEmpty, heads: heads, isThorough: !quick, rebuilds: rebuild)
    let line = ProgressLine(surroundings)
    var results: [Verifying.Result] = []
    for path in paths {
      defer { line.finish() }
      results.append(try work.verify(path) { line.show(Messages.verifying($0)) })
    }
    surroundings.say(json ? try JSONText.of(VerifyText(results)) : Messages.verified(results))
    if record { for result in results { try write(result, now: surroundings.now()) } }
    return results.allSatisfy { $0.all.allSatisfy(\.isSound) } ? .done : .answerIsNo
  }

  /// A line for every bag of an edition that was recorded when it was archived.
  private func write(_ result: Verifying.Result, now: Instant) throws {
    guard let site = result.site else { throw Messages.nowhereToRecord }
    let log = try EditionsLogFile.read(site: site)
    for part in result.all where part.subject == .edition {
      guard let label = part.label, let digest = part.digest,
        let entry = log.chain.first(where: {
          $0.act == .archived && $0.week == label.name.week && $0.revision == label.name.revision
        })
      else { continue }
      // The whole archive's chain counts for each of its bags.
      let errors = (part.findings + (part.shown == result.whole.shown ? [] : result.whole.findings)).filter {
        $0.diagnostic.severity == .error
      }
      try EditionsLogFile.append(
        EditionsLog.Entry(
          .verified, week: entry.week, revision: entry.revision, moment: now, asOf: entry.asOf, digest: digest,
          signer: part.signer, note: Messages.verificationNote(errors.map(\.diagnostic))), site: site)
    }
  }
}
