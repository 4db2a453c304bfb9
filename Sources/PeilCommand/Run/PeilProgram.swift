import ArgumentParser
import ReportCore

/// The whole program as one function: arguments in, exit status out.
public enum PeilProgram {
  /// Runs one command. `arguments` without the program's name. Results go to `surroundings.output`, complaints to
  /// `surroundings.errors`; the return value is the process's exit status.
  public static func run(_ arguments: [String], in surroundings: Surroundings) -> Int32 {
    do {
      var command = try RootCommand.parseAsRoot(arguments)
      if let command = command as? any PeilSubcommand { return try command.run(in: surroundings).rawValue }
      // Help is a command of the parser's own; it answers by throwing the text.
      try command.run()
      return CommandStatus.done.rawValue
    } catch let list as DiagnosticList {
      return report(list.diagnostics, in: surroundings).rawValue
    } catch let diagnostic as Diagnostic {
      return report([diagnostic], in: surroundings).rawValue
    } catch let status as CommandStatus {
      return status.rawValue
    } catch {
      return parserAnswer(error, in: surroundings)
    }
  }

  /// Prints complaints, how many they are, and gives the status they lead to.
  static func report(_ diagnostics: [Diagnostic], in surroundings: Surroundings) -> CommandStatus {
    for diagnostic in diagnostics { surroundings.warn(surroundings.fromHere(diagnostic).description) }
    if let total = Messages.total(of: diagnostics) { surroundings.warn(total) }
    return CommandStatus(for: diagnostics)
  }

  /// Help, version and wrong usage are the parser's own; anything else that comes here is a defect.
  private static func parserAnswer(_ error: any Error, in surroundings: Surroundings) -> Int32 {
    let status = RootCommand.exitCode(for: error).rawValue
    let text = RootCommand.fullMessage(for: error)
    switch status {
    case 0: surroundings.output(text + "\n")
    case CommandStatus.wrongUsage.rawValue: surroundings.errors(text + "\n")
    default:
      surroundings.warn(Messages.defect(error))
      return CommandStatus.defect.rawValue
    }
    return status
  }
}

/// A command that gets its world handed in.
protocol PeilSubcommand: ParsableCommand {
  func run(in surroundings: Surroundings) throws -> CommandStatus
}
