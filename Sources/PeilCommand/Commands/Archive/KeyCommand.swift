import ArgumentParser
import AuditArchive
import Foundation
import ReportCore
import SafeFiles

/// `peil key …`: keys that sign editions.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: Messages.keyAbstract, discussion: Messages.keyDiscussion,
    subcommands: [New.self, Show.self])

  /// `peil key new FILE`.
  struct New: PeilSubcommand {
    static let configuration = CommandConfiguration(commandName: "new", abstract: Messages.keyNewAbstract)

    @Argument(help: ArgumentHelp(Messages.keyFileHelp, valueName: "file")) var file: String
    @Option(help: ArgumentHelp(Messages.keyNoteHelp, valueName: "text")) var note = ""
    @OptionGroup var options: SiteOptions

    func run(in surroundings: Surroundings) throws -> CommandStatus {
      let folder = options.folder(in: surroundings)
      guard let key = MinisignSecretKey(random: surroundings.random(40)) else { throw Messages.noRandomness }
      try SecretKeyFile.write(key, to: surroundings.path(file), shown: file, site: folder)
      let isSite = FileManager.default.fileExists(atPath: "\(folder.root)/content/site.yml")
      if isSite {
        let day = surroundings.now().utcDay
        try SiteKeys.append(KeyList.Entry(key.publicKey, from: day, note: note), site: folder.root)
      }
      surroundings.say(Messages.newKey(key.publicKey, file: file, isListed: isSite))
      return .done
    }
  }

  /// `peil key show FILE`.
  struct Show: PeilSubcommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: Messages.keyShowAbstract)

    @Argument(help: ArgumentHelp(Messages.keyShowHelp, valueName: "file")) var file: String?
    @OptionGroup var options: SiteOptions

    func run(in surroundings: Surroundings) throws -> CommandStatus {
      let folder = options.folder(in: surroundings)
      guard let file else {
        surroundings.say(Messages.keys(try SiteKeys.read(folder.root)))
        return .done
      }
      surroundings.say(try PublicKeyFile.read(surroundings.path(file), shown: file).text)
      return .done
    }
  }
}

/// A public key on disk; the public half of a secret one will do.
enum PublicKeyFile {
  static func read(_ path: String, shown: String) throws -> MinisignPublicKey {
    let manager = FileManager.default
    let size = try? manager.attributesOfItem(atPath: path)[.size] as? Int
    guard let size, size < 1 << 16, let data = manager.contents(atPath: path) else { throw Messages.cannotRead(shown) }
    let text = String(decoding: data, as: UTF8.self)
    if let secret = try? MinisignSecretKey(text, file: shown) { return secret.publicKey }
    return try MinisignPublicKey(text, file: shown)
  }
}
