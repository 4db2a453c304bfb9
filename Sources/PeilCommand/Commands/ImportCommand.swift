import ArgumentParser
import LedgerStore
import ReportCore

/// `peil import FILE…`.
struct ImportCommand: PeilSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: Messages.importAbstract, discussion: Messages.importDiscussion)

  @Argument(help: ArgumentHelp(Messages.importFilesHelp, valueName: "file")) var files: [String]
  @Flag(name: .customLong("no-copy"), help: ArgumentHelp(Messages.noCopyHelp)) var noCopy = false
  @Option(help: ArgumentHelp(Messages.nameHelp, valueName: "file")) var name: String?
  @OptionGroup var options: SiteOptions

  func validate() throws {
    let streams = files.count { $0 == "-" }
    if streams > 1 { throw ValidationError(Messages.inputTwice) }
    if streams == 1, name == nil { throw ValidationError(Messages.inputWithoutName) }
    if streams == 1, noCopy { throw ValidationError(Messages.inputNotKept) }
    if streams == 0, name != nil { throw ValidationError(Messages.nameWithoutInput) }
  }

  func run(in surroundings: Surroundings) throws -> CommandStatus {
    let folder = options.folder(in: surroundings)
    try folder.requireSite()
    let sources = files.map { file in
      if file == "-", let name { return ImportSource.stream(name: name, read: surroundings.input) }
      return .file(surroundings.path(file))
    }
    let update = try LedgerWork(folder, surroundings).importFiles(sources, copy: !noCopy)
    for outcome in update.outcomes { surroundings.say(Messages.outcome(outcome, surroundings.fromHere)) }
    if try LedgerWork.wasMadeAgain(update) { surroundings.say(Messages.ledgerRebuilt) }
    return PeilProgram.report(update.warnings, in: surroundings)
  }
}
