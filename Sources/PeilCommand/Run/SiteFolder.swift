import Foundation
import ReportCore

/// A site on disk: where its parts are, and what people wrote in it, as text.
struct SiteFolder {
  /// Absolute.
  let root: String
  /// As given on the command line.
  let shown: String
  /// Absolute.
  let ledger: String

  /// Where the site is written.
  var publicFolder: String { "\(root)/public" }

  /// Throws `no-site` when this is no site: a command in the wrong folder must leave nothing behind there.
  func requireSite() throws(Diagnostic) {
    guard FileManager.default.fileExists(atPath: "\(root)/content/site.yml") else { throw Messages.noSite(shown) }
  }

  /// What stands in `content/`, by path relative to the site. And the mappings beside
  /// the ledger, which has its own reader.
  func contentFiles() throws(DiagnosticList) -> [String: String] {
    let registers = try files(in: "content", named: [".yml", ".yaml", ".csv", ".md"], deep: false)
    guard FileManager.default.fileExists(atPath: "\(root)/content/mappings") else { return registers }
    // Their names are what `sources.yml` may call their exports.
    return registers.merging(try files(in: "content/mappings", named: [".yml", ".yaml"], deep: false)) { first, _ in
      first
    }
  }

  /// The templates: the site's own folder when it has one, else those in the program. By path below `templates/`.
  func templateFiles() throws(DiagnosticList) -> [String: String] {
    guard FileManager.default.fileExists(atPath: "\(root)/templates") else {
      return Dictionary(uniqueKeysWithValues: EmbeddedTemplates.files.map { ($0.path, $0.text) })
    }
    let found = try files(in: "templates", named: [".mustache", ".yml", ".css"], deep: true)
    return Dictionary(uniqueKeysWithValues: found.map { (String($0.key.dropFirst("templates/".count)), $0.value) })
  }

  /// The largest file anybody writes by hand, with room to spare; more is a mistake, such as an export in `content/`.
  private static let largest = 16 << 20

  private func files(in folder: String, named endings: [String], deep: Bool) throws(DiagnosticList) -> [String: String]
  {
    let manager = FileManager.default
    var result: [String: String] = [:]
    var problems: [Diagnostic] = []
    let base = "\(root)/\(folder)"
    let listed = deep ? try? manager.subpathsOfDirectory(atPath: base) : try? manager.contentsOfDirectory(atPath: base)
    guard let names = listed else { throw DiagnosticList([Messages.cannotRead(folder)]) }
    for name in names.sorted() where endings.contains(where: name.hasSuffix) && !name.contains("/.") {
      let file = "\(folder)/\(name)"
      guard !name.hasPrefix(".") else { continue }
      do throws(Diagnostic) {
        result[file] = try text(of: file)
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    return result
  }

  private func text(of file: String) throws(Diagnostic) -> String {
    let path = "\(root)/\(file)"
    // Links are followed here: what people write may well live elsewhere. A pipe is not, it would hang.
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular else {
      throw Messages.cannotRead(file)
    }
    guard (attributes[.size] as? Int ?? 0) <= SiteFolder.largest else { throw Messages.tooLarge(file) }
    guard let data = FileManager.default.contents(atPath: path) else { throw Messages.cannotRead(file) }
    guard let text = String(bytes: data, encoding: .utf8) else { throw Messages.notText(file) }
    return text
  }
}
