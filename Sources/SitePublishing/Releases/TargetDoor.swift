import OutputTree
import ReportCore
import SafeFiles

/// The way into a target: only into a folder of our own, by one publisher at a time.
enum TargetDoor {
  /// Opens the target to look only; nil when it is absent or empty. Throws what `TargetMark.check` throws, and
  /// `target-in-site`.
  static func look(_ request: PublishRequest) throws(Diagnostic) -> Folder? {
    try checkPlace(request)
    guard let root = try Folder.existing(request.target, shown: request.targetShown) else { return nil }
    return try check(root, request) == nil ? nil : root
  }

  /// Opens the target to publish, makes and marks it when it is absent or empty, and holds off other publishers as
  /// long as the lock is there. Throws `publish-locked` too.
  static func enter(_ request: PublishRequest) throws(Diagnostic) -> (root: Folder, lock: LockFile) {
    try checkPlace(request)
    let root = try Folder.root(request.target, shown: request.targetShown)
    // Before the lock: nothing may be left behind in the folder of others.
    _ = try check(root, request)
    let taken = try LockFile.take(TargetNames.lock, in: root, holder: request.holder + "\n")
    guard let lock = taken.lock else { throw locked(request, by: taken.holder) }
    let mark = try check(root, request)
    let ours = TargetMark(
      layout: request.layout, site: request.siteName ?? mark?.site ?? "", since: mark?.since ?? request.moment)
    if mark?.site != ours.site {
      try root.replace(TargetNames.mark, with: ours.bytes)
      try root.sync()
    }
    return (root, lock)
  }

  private static func check(_ root: Folder, _ request: PublishRequest) throws(Diagnostic) -> TargetMark? {
    try TargetMark.check(root, layout: request.layout, site: request.siteName, force: request.force)
  }

  private static func checkPlace(_ request: PublishRequest) throws(Diagnostic) {
    let place = SourcePlace(file: request.targetShown)
    switch try Folder.entry(at: request.target, shown: request.targetShown) {
    case .absent, .folder: break
    case .link:
      throw Diagnostic(
        code: "target-not-ours", at: place, "The target is a symbolic link.",
        remedy: "name the folder that it leads to")
    case .file, .other:
      throw Diagnostic(code: "target-not-ours", at: place, "The target is not a folder.", remedy: "name a folder")
    }
    let cut = request.target.split(separator: "/")
    let above = "/" + cut.dropLast().joined(separator: "/")
    guard let last = cut.last, let realAbove = Folder.realPath(above) else {
      throw Diagnostic(
        code: "cannot-write", at: place, "The folder above the target is not there.", expected: above,
        remedy: "make it, or connect the disk or share that it is on")
    }
    let target = Folder.realPath(request.target) ?? "\(realAbove == "/" ? "" : realAbove)/\(last)"
    for own in [request.site, request.source] {
      guard let real = Folder.realPath(own), lies(target, in: real) || lies(real, in: target) else { continue }
      throw Diagnostic(
        code: "target-in-site", at: place, "The target and the site's folder may not lie in one another.",
        remedy: "choose a folder outside the site")
    }
  }

  private static func lies(_ path: String, in folder: String) -> Bool {
    path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }

  private static func locked(_ request: PublishRequest, by holder: String) -> Diagnostic {
    let name = holder.split(separator: "\n").first.map(String.init) ?? ""
    return Diagnostic(
      code: "publish-locked", at: SourcePlace(file: request.targetShown), "Somebody else is publishing here.",
      found: name.isEmpty ? nil : name, remedy: "wait until that has finished and run the command again")
  }
}
