import ArgumentParser
import Foundation
import ReportCore

/// `peil new DIR`: a first site.
struct NewCommand: PeilSubcommand {
  static let configuration = CommandConfiguration(commandName: "new", abstract: Messages.newAbstract)

  @Argument(help: ArgumentHelp(Messages.newFolderHelp, valueName: "dir")) var folder: String

  func run(in surroundings: Surroundings) throws -> CommandStatus {
    let root = surroundings.path(folder)
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: root, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw Messages.notAFolder(folder) }
      guard let present = try? manager.contentsOfDirectory(atPath: root) else { throw Messages.cannotRead(folder) }
      guard present.isEmpty else { throw Messages.folderNotEmpty(folder) }
    }
    for file in StarterSite.files {
      let path = "\(root)/\(file.path)"
      do {
        try manager.createDirectory(
          atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
      } catch {
        throw Messages.cannotMake("\(folder)/\(file.path)", error)
      }
    }
    surroundings.say(Messages.newDone(folder, files: StarterSite.files.count))
    return .done
  }
}

/// What `peil new` writes: everything below `templates/starter/`.
enum StarterSite {
  private static let prefix = "starter/"

  /// By path, but `site.yml`, which makes a folder a site, last. `gitignore` becomes `.gitignore`: under its own name it
  /// would hide files of this repository.
  static var files: [(path: String, text: String)] {
    let all = EmbeddedTemplates.files.filter { $0.path.hasPrefix(prefix) }.map { file in
      let path = String(file.path.dropFirst(prefix.count))
      return (path: path == "gitignore" ? ".gitignore" : path, text: file.text)
    }
    let isSite = { (file: (path: String, text: String)) in file.path == "content/site.yml" }
    return all.filter { !isSite($0) } + all.filter(isSite)
  }
}
