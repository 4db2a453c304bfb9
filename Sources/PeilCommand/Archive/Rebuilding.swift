import AuditArchive
import Editions
import Foundation
import LedgerStore
import OutputTree
import Registers
import ReportCore
import ReportSite
import SafeFiles

/// Makes an edition again out of its bag and nothing else, and compares.
struct Rebuilding {
  let folder: Folder

  func judge(_ result: inout Verification) {
    do {
      let files = try BagFiles(folder)
      let description = try files.description()
      let made = try site(files, description)
      let isSame = description.version == PeilVersion.current
      let findings =
        isSame ? bytes(made, files, result.shown) : figures(made, files, description, result.shown)
      result.add(findings, .rebuild)
      result.conclude(
        .rebuild,
        .passed(isSame ? "the same bytes" : "the same figures; made by version \(description.version), so not bytes"))
    } catch let list as DiagnosticList {
      result.add(list.diagnostics.map { within(result.shown, $0) }, .rebuild)
    } catch let diagnostic as Diagnostic {
      result.add([within(result.shown, diagnostic)], .rebuild)
    } catch {
      result.add([Messages.cannotRebuild(result.shown, error)], .rebuild)
    }
  }

  private func site(_ files: BagFiles, _ description: EditionPayload.Description) throws -> OutputTree {
    guard let week = ISOWeek(description.week) else { throw Messages.noEdition(folder.shown) }
    let site = try LoadedSite(files: files.texts(below: "content/", keepingPrefix: true))
    let log = EditionsLog.read(
      files.texts(below: "content/", keepingPrefix: true)[EditionsLog.path] ?? "", file: EditionsLog.path)
    guard log.diagnostics.isEmpty else { throw DiagnosticList(log.diagnostics) }
    let templates = try LoadedTemplates(
      files: files.texts(below: EditionPayload.templates, keepingPrefix: false),
      languages: site.registers.site.languages, log: log.value)
    let ledger = try files.ledger()
    let builder = try site.editions(ledger, asOf: nil)
    guard builder.weeks.contains(week) else { throw Messages.noEdition(folder.shown) }
    return try templates.builder.outputTree(for: [try builder.edition(of: week)])
  }

  /// File by file, both ways.
  private func bytes(_ made: OutputTree, _ files: BagFiles, _ shown: String) -> [Diagnostic] {
    let kept = files.below(EditionPayload.site)
    let paths = Set(kept.keys).union(made.files.map(\.path.description)).sorted()
    return paths.compactMap { path in
      let place = SourcePlace(file: "\(shown)/data/\(EditionPayload.site)\(path)")
      let again = (try? OutputPath(path)).flatMap { made[$0] }
      switch (kept[path], again) {
      case (let old?, let new?): return old == new.bytes ? nil : Messages.rebuiltOther(place, old, new.bytes)
      case (_?, nil): return Messages.rebuiltWithout(place)
      case (nil, _?): return Messages.rebuiltMore(place)
      case (nil, nil): return nil
      }
    }
  }

  /// The figures alone: each line of `numbers.json` is one.
  private func figures(
    _ made: OutputTree, _ files: BagFiles, _ description: EditionPayload.Description, _ shown: String
  ) -> [Diagnostic] {
    files.below(EditionPayload.site).filter { $0.key.hasSuffix("/numbers.json") }.sorted { $0.key < $1.key }.flatMap {
      path, bytes -> [Diagnostic] in
      let place = SourcePlace(file: "\(shown)/data/\(EditionPayload.site)\(path)")
      guard let path = try? OutputPath(path), let again = made[path] else { return [Messages.rebuiltWithout(place)] }
      do {
        let old = try NumbersText(bytes)
        let new = try NumbersText(again.bytes)
        return old.differences(from: new).map { Messages.rebuiltFigure(place, $0.name, $0.old, $0.new) }
      } catch {
        return [Messages.cannotRebuild(shown, error)]
      }
    }
  }

  /// A complaint about a file of the bag's own site.
  private func within(_ shown: String, _ diagnostic: Diagnostic) -> Diagnostic {
    guard let place = diagnostic.place else { return diagnostic }
    return Diagnostic(
      diagnostic.severity, code: diagnostic.code,
      at: SourcePlace(file: "\(shown)/data/\(place.file)", line: place.line, field: place.field), diagnostic.summary,
      found: diagnostic.found, expected: diagnostic.expected, remedy: diagnostic.remedy)
  }
}

/// The payload of a bag, by path below `data/`.
struct BagFiles {
  private var files: [String: [UInt8]] = [:]

  init(_ bag: Folder) throws {
    guard let data = try bag.subfolder("data") else { throw Messages.noEdition(bag.shown) }
    try read(data, prefix: "")
  }

  private mutating func read(_ folder: Folder, prefix: String) throws {
    for name in try folder.names() {
      switch try folder.entry(name) {
      case .file: files[prefix + name] = try folder.contents(name)
      case .folder:
        guard let inner = try folder.subfolder(name) else { continue }
        try read(inner, prefix: "\(prefix)\(name)/")
      case .absent, .link, .other: continue
      }
    }
  }

  /// Paths without the prefix.
  func below(_ prefix: String) -> [String: [UInt8]] {
    let found = files.filter { $0.key.hasPrefix(prefix) }
    return Dictionary(uniqueKeysWithValues: found.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
  }

  func texts(below prefix: String, keepingPrefix: Bool) -> [String: String] {
    let found = below(prefix).map {
      (keepingPrefix ? prefix + $0.key : $0.key, String(decoding: $0.value, as: UTF8.self))
    }
    return Dictionary(uniqueKeysWithValues: found)
  }

  func description() throws -> EditionPayload.Description {
    try JSONDecoder().decode(
      EditionPayload.Description.self, from: Data(files[EditionPayload.description] ?? []))
  }

  /// The part of the ledger the edition read, in memory.
  func ledger() throws -> Ledger {
    let slice = below(EditionPayload.ledger)
    guard !slice.isEmpty else { throw Messages.noLedger }
    return try LedgerSlice.ledger(from: slice)
  }
}

/// `numbers.json` as name → value.
struct NumbersText {
  private let values: [String: String]

  init(_ bytes: [UInt8]) throws {
    struct Document: Decodable { let figures: [Figure] }
    struct Figure: Decodable {
      let id: String
      let scope: [String: String]
      let period: String
      let value: String?
      let lower: String?
      let upper: String?
      let state: String?
    }
    let document = try JSONDecoder().decode(Document.self, from: Data(bytes))
    let pairs = document.figures.map { figure in
      let scope = figure.scope.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
      let name = "\(figure.id)\(scope.isEmpty ? "" : "[\(scope)]")@\(figure.period)"
      let range = "\(figure.lower ?? "…") to \(figure.upper ?? "…")"
      return (name, "\(figure.value ?? "unknown") (\(range)), \(figure.state ?? "no state")")
    }
    values = Dictionary(pairs) { first, _ in first }
  }

  /// Figures that both have, with other values; later versions may add figures.
  func differences(from other: NumbersText) -> [(name: String, old: String, new: String)] {
    values.sorted { $0.key < $1.key }.compactMap { name, old in
      guard let new = other.values[name] else { return (name, old, "no such figure") }
      return old == new ? nil : (name, old, new)
    }
  }
}
