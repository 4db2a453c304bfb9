import OutputTree
import ReportCore
import SafeFiles

/// The built site, as its manifest lists it. Nobody builds into it while this object is there.
struct PublishSource {
  let folder: Folder
  let manifest: OutputManifest
  let manifestBytes: [UInt8]
  /// In bytes.
  let sizes: [OutputPath: Int]

  /// Throws `not-built`, `write-locked`, `bad-manifest`, `bad-file-name` and `source-changed`, many at once.
  init(_ request: PublishRequest) throws(DiagnosticList) {
    do throws(Diagnostic) {
      guard let folder = try Folder.existing(request.source, shown: request.sourceShown) else {
        throw PublishSource.notBuilt(request.sourceShown)
      }
      guard folder.lockForReading() else { throw SiteWriter.locked(request.sourceShown) }
      guard try folder.status(SiteWriter.manifestName) != nil, try folder.entry(SiteWriter.pendingName) == .absent
      else { throw PublishSource.notBuilt(request.sourceShown) }
      manifestBytes = try folder.contents(SiteWriter.manifestName)
      self.folder = folder
    } catch {
      throw DiagnosticList([error])
    }
    let shown = folder.shownName(SiteWriter.manifestName)
    let checked = OutputManifest.read(String(decoding: manifestBytes, as: UTF8.self), file: shown)
    guard checked.diagnostics.isEmpty else {
      throw DiagnosticList(checked.diagnostics.map(PublishSource.badManifest))
    }
    manifest = checked.value
    let names = FileNameRules.problems(manifest.paths, layout: request.layout, below: request.sourceShown)
    guard names.isEmpty else { throw DiagnosticList(names) }
    let files = try PublishSource.measure(manifest, folder)
    sizes = files
  }

  private static func measure(_ manifest: OutputManifest, _ folder: Folder) throws(DiagnosticList) -> [OutputPath: Int]
  {
    var sizes: [OutputPath: Int] = [:]
    var problems: [Diagnostic] = []
    var trail = FolderTrail(below: folder)
    for path in manifest.paths {
      do throws(Diagnostic) {
        if let status = try trail.folder(of: path)?.status(path.name) {
          sizes[path] = status.size
        } else {
          problems.append(changed(folder.shownName(path.description), found: "no file"))
        }
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    return sizes
  }

  /// Code `source-changed` for each of these files that is not what is listed.
  func damaged(_ paths: [OutputPath]) throws(Diagnostic) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var trail = FolderTrail(below: folder)
    for path in paths {
      guard let digest = try trail.folder(of: path)?.digest(path.name), digest != manifest.digests[path] else {
        continue
      }
      problems.append(
        PublishSource.changed(
          folder.shownName(path.description), found: digest.description,
          expected: manifest.digests[path]?.description))
    }
    return problems
  }

  /// A file of the built site is not what its manifest says.
  static func changed(_ shown: String, found: String, expected: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "source-changed", at: SourcePlace(file: shown), "This is not the file that the build wrote.",
      found: found, expected: expected, remedy: "run peil build and publish again; nothing was published")
  }

  private static func notBuilt(_ shown: String) -> Diagnostic {
    Diagnostic(
      code: "not-built", at: SourcePlace(file: shown), "There is no completely built site here.",
      expected: "\(shown)/\(SiteWriter.manifestName)", remedy: "run peil build")
  }

  private static func badManifest(_ line: Diagnostic) -> Diagnostic {
    Diagnostic(
      code: "bad-manifest", at: line.place, line.summary, found: line.found, expected: line.expected,
      remedy: "run peil build; this list is the program's own")
  }
}
