import Dispatch
public import OutputTree
public import ReportCore
import SafeFiles
import Synchronization

/// The files of a built site as gates read them: by path, when asked for. From a folder those its `.peil-manifest`
/// lists, never through a link; or from memory.
public final class SiteFiles: Sendable {
  private enum Source: Sendable {
    case folder(Folder)
    case tree(OutputTree)
  }

  private let source: Source
  /// The folder as the person knows it.
  public let shown: String
  /// By path, byte by byte.
  public let paths: [OutputPath]
  private let known: Set<OutputPath>
  private let pages = Mutex<[OutputPath: PageMarks]>([:])
  private let sensitive = Mutex<[OutputPath: [SensitiveFinding]]>([:])
  private let weeks = Mutex<[NumbersFile]?>(nil)

  /// The files of a tree.
  public init(_ tree: OutputTree, shownAs name: String = "public") {
    source = .tree(tree)
    shown = name
    paths = tree.files.map(\.path)
    known = Set(paths)
  }

  /// The files that the manifest in `folder` lists. Throws `not-built` when there is none, its complaints when it is
  /// damaged, and those of the file system.
  public init(folder: String, shownAs name: String = "public") throws(DiagnosticList) {
    do throws(Diagnostic) {
      let root = try Folder.existing(folder, shown: name)
      guard let root, case .file = try root.entry(SiteWriter.manifestName) else {
        throw Diagnostic(
          code: "not-built", at: SourcePlace(file: name), "There is no complete site in this folder.",
          expected: "pages and their list, \(SiteWriter.manifestName)", remedy: "make it with: peil build")
      }
      let text = String(decoding: try root.contents(SiteWriter.manifestName), as: UTF8.self)
      let manifest = OutputManifest.read(text, file: "\(name)/\(SiteWriter.manifestName)")
      source = .folder(root)
      shown = name
      paths = manifest.value.paths
      known = Set(manifest.value.digests.keys)
      if let first = manifest.diagnostics.first { throw first }
    } catch {
      throw DiagnosticList([error])
    }
  }

  /// True when the folder holds a site that was built to its end.
  public static func isBuilt(_ folder: String) -> Bool {
    guard let root = try? Folder.existing(folder, shown: folder) else { return false }
    return (try? root.entry(SiteWriter.manifestName)).map { if case .file = $0 { true } else { false } } ?? false
  }

  /// True when the site has this file.
  public func has(_ path: OutputPath) -> Bool { known.contains(path) }

  /// The content of one file. Throws when it is gone, or is no ordinary file.
  public func bytes(_ path: OutputPath) throws(Diagnostic) -> [UInt8] {
    switch source {
    case .tree(let tree):
      return tree[path]?.bytes ?? []
    case .folder(let root):
      guard case .reached(let folder) = try Walk.to(path.folders.last, below: root),
        case .file = try folder.entry(path.name)
      else {
        throw Diagnostic(
          code: "input-output", at: SourcePlace(file: "\(shown)/\(path)"), "This file of the site is not there.",
          expected: "an ordinary file, as its list says", remedy: "make the site again with: peil build")
      }
      return try folder.contents(path.name)
    }
  }

  /// The line on which a byte stands.
  func line(of offset: Int, in path: OutputPath) -> Int? {
    (try? bytes(path)).map { 1 + $0.prefix(offset).count { $0 == UInt8(ascii: "\n") } }
  }

  /// What gates look at in a page; read once.
  func page(_ path: OutputPath) throws(Diagnostic) -> PageMarks {
    if let page = pages.withLock({ $0[path] }) { return page }
    let page = PageMarks(try bytes(path))
    pages.withLock { $0[path] = page }
    return page
  }

  /// Keys and personal data in a file; looked for once.
  func sensitive(_ path: OutputPath) throws(Diagnostic) -> [SensitiveFinding] {
    if let findings = sensitive.withLock({ $0[path] }) { return findings }
    let findings = SensitiveText.findings(in: try bytes(path), file: path.description)
    sensitive.withLock { $0[path] = findings }
    return findings
  }

  /// The figures of all weeks, in the order of their paths; read once. Throws `numbers-json` when one is damaged.
  func numbers() throws(Diagnostic) -> [NumbersFile] {
    if let weeks = weeks.withLock({ $0 }) { return weeks }
    let read = try map(paths.filter { $0.name == "numbers.json" }) { path throws(Diagnostic) in
      try NumbersFile(try self.bytes(path), at: path, shownAs: self.shown)
    }
    weeks.withLock { $0 = read }
    return read
  }

  /// The pages of the site.
  var htmlPaths: [OutputPath] { paths.filter { $0.name.hasSuffix(".html") } }

  /// The work for each path on all cores; results in the order of the paths.
  func map<Result: Sendable>(
    _ paths: [OutputPath], _ work: @escaping @Sendable (OutputPath) throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> [Result] {
    let results = Mutex<[(index: Int, result: Result)]>([])
    let failures = Mutex<[(index: Int, failure: Diagnostic)]>([])
    DispatchQueue.concurrentPerform(iterations: paths.count) { index in
      do throws(Diagnostic) {
        let result = try work(paths[index])
        results.withLock { $0.append((index, result)) }
      } catch {
        failures.withLock { $0.append((index, error)) }
      }
    }
    if let first = failures.withLock({ $0.min { $0.index < $1.index } }) { throw first.failure }
    return results.withLock { $0.sorted { $0.index < $1.index }.map(\.result) }
  }
}
