import OutputTree
public import ReportCore
public import SafeFiles

/// `archive/`: where bags are written. A bag comes into being whole, is never written again, and goes only by way of
/// its stub.
public final class ArchiveFolder {
  static let stagingPrefix = ".staging"
  private let folder: Folder

  /// Opens the folder, made when absent, for this program alone. What an interrupted run left is swept away. Throws
  /// `write-locked` when another peil is at work there.
  public init(_ path: String, shown: String = "archive") throws(Diagnostic) {
    folder = try Folder.root(path, shown: shown)
    guard folder.lock() else {
      throw Diagnostic(
        code: "write-locked", at: SourcePlace(file: shown), "Another peil is writing here.",
        remedy: "wait until it has finished and run the command again")
    }
    for name in try folder.names() where name.hasPrefix(ArchiveFolder.stagingPrefix) { try folder.removeAll(name) }
  }

  /// Writes the bag beside, brings it to disk and gives it its name. Throws `bag-exists` when the name is taken:
  /// nothing is ever overwritten.
  public func put(_ image: BagImage) throws(Diagnostic) {
    let name = image.label.folderName
    guard try folder.entry(name) == .absent else { throw exists(name) }
    let stagingName = "\(ArchiveFolder.stagingPrefix)-\(name)"
    try folder.removeAll(stagingName)
    let staging = try folder.madeSubfolder(stagingName).folder
    do throws(Diagnostic) {
      try write(image, in: staging)
      guard try folder.renameFolder(stagingName, to: name) else { throw exists(name) }
      try folder.sync()
    } catch {
      try? folder.removeAll(stagingName)
      throw error
    }
  }

  /// Takes the bag away whose stub stands beside it.
  public func remove(_ name: BagName) throws(Diagnostic) {
    guard try folder.entry(name.disposed) == .folder, try folder.entry(name.description) == .folder else { return }
    // First out of the way in one step, then file by file.
    let going = "\(ArchiveFolder.stagingPrefix)-gone-\(name)"
    try folder.removeAll(going)
    if try folder.renameFolder(name.description, to: going) { try folder.sync() }
    try folder.removeAll(going)
    try folder.sync()
  }

  /// The bag's folder; nil when there is none.
  public func bag(_ name: BagName) throws(Diagnostic) -> Folder? { try folder.subfolder(name.description) }

  /// Every bag and stub by its label alone, damaged ones left out: what is read in time proportional to their number.
  public func labels() throws(Diagnostic) -> [Verification] {
    var labels: [Verification] = []
    for name in try folder.names() where ArchiveVerifier.bagName(name) != nil {
      guard try folder.entry(name) == .folder, let inner = try folder.subfolder(name) else { continue }
      labels.append(try BagVerifier(isThorough: false).verify(inner, named: name))
    }
    return labels
  }

  private func write(_ image: BagImage, in staging: Folder) throws(Diagnostic) {
    var made: [String: Folder] = ["": staging]
    for file in image.files {
      var parent = staging
      for path in file.path.folders {
        if let known = made[path] {
          parent = known
        } else {
          parent = try parent.madeSubfolder(BagPath(path).name).folder
          made[path] = parent
        }
      }
      try parent.make(file.path.name, file.bytes, mode: 0o444)
    }
    // The innermost first: a folder's names are safe when those below it are.
    for (_, folder) in made.sorted(by: { $0.key > $1.key }) { try folder.sync() }
  }

  private func exists(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "bag-exists", at: SourcePlace(file: folder.shownName(name)), "There is a bag of this edition already.",
      remedy: "bags are never overwritten; verify it with: peil verify \(folder.shownName(name))")
  }
}
