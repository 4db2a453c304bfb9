import OutputTree
import ReportCore

/// Why a file was made: told from the record of the last build, without building.
struct BuildReasons {
  private let record: BuildRecord
  /// The folder of the site, as a person may write it before a page's path.
  private let prefixes: [String]
  private let surroundings: Surroundings

  /// Throws `no-record` when nothing was built yet.
  init(_ folder: SiteFolder, _ surroundings: Surroundings) throws(Diagnostic) {
    guard let kept = BuildRecordFile(folder: folder).read() else { throw Messages.noRecord }
    record = kept.record
    prefixes = ["\(folder.publicFolder)/", "public/"]
    self.surroundings = surroundings
  }

  /// Lines for a person: what changed, with the old and the new digest. Throws `no-such-page`.
  func reasons(for given: String) throws(Diagnostic) -> [String] {
    let group = paths(given).lazy.compactMap { path in
      record.groups.first { $0.files.contains { $0.path.description == path } }.map { (path, $0) }
    }.first
    guard let (path, group) = group else { throw Messages.noSuchPage(given) }
    let lines = ingredients(group)
    switch group.cause {
    case _ where group.made < record.moment:
      return [Messages.unchangedSince(path, group.made, record.moment)] + lines
    case .damaged: return [Messages.madeDamaged(path, group.made)]
    case .new: return [Messages.madeNew(path, group.made)] + lines
    case .changed: return [Messages.madeAgain(path, group.made)] + lines
    }
  }

  /// What the person may mean, below `public/`.
  private func paths(_ given: String) -> [String] {
    [given, surroundings.path(given)].map { text in
      prefixes.first { text.hasPrefix($0) }.map { String(text.dropFirst($0.count)) } ?? text
    }
  }

  /// What is not as it was; everything, for a new file.
  private func ingredients(_ group: FileGroup) -> [String] {
    let now = list(group.parts)
    let before = list(group.before)
    let old = Dictionary(before.map { ($0.name, $0.state) }) { first, _ in first }
    let names = Set(now.map(\.name))
    let changed = now.filter { old[$0.name] != $0.state }.map { Messages.ingredient($0.name, old[$0.name], $0.state) }
    return changed + before.filter { !names.contains($0.name) }.map { Messages.ingredient($0.name, $0.state, nil) }
  }

  private func list(_ parts: [String]) -> [Ingredient] { parts.flatMap { record.parts[$0] ?? [] } }
}
