import ArgumentParser

/// `peil`.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peil", abstract: Messages.rootAbstract, discussion: Messages.rootDiscussion,
    version: PeilVersion.current,
    subcommands: [
      NewCommand.self, ImportCommand.self, BuildCommand.self, PublishCommand.self, ArchiveCommand.self,
      VerifyCommand.self, KeyCommand.self, CheckCommand.self, StatusCommand.self, ExplainCommand.self,
      LedgerCommand.self,
    ])
}

/// The version of the program.
enum PeilVersion {
  static let current = "0.1.0"
}
