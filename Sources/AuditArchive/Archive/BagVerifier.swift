import OutputTree
public import ReportCore
public import SafeFiles

/// Checks one bag: of ours by all its rules, of anybody's by RFC 8493.
public struct BagVerifier: Sendable {
  /// How many threads hash.
  public var threads: Int
  /// Keys that lie outside the bags; a signature is judged by these alone.
  public var keys: KeyList
  /// True when somebody named a key, so that a bag without signature is wrong.
  public var mustBeSigned: Bool
  /// Hash every file; otherwise only the tag files are looked at, which is enough for a list and for the chain.
  public var isThorough: Bool

  /// How to check.
  public init(threads: Int = 1, keys: KeyList = KeyList(), mustBeSigned: Bool = false, isThorough: Bool = true) {
    self.threads = threads
    self.keys = keys
    self.mustBeSigned = mustBeSigned
    self.isThorough = isThorough
  }

  /// Checks the bag in `folder`. `name` is its folder's name, where that must be the edition's. Throws when the folder
  /// cannot be listed.
  public func verify(_ folder: Folder, named name: String? = nil) throws(Diagnostic) -> Verification {
    let bag = try BagReading(folder, withListing: isThorough)
    var result = Verification(.bag, shown: folder.shown)
    result.add(bag.diagnostics, .structure)
    if let info = bag.info, info["X-Peil-Format"] != nil { readLabel(info, bag, name, &result) }
    if let bytes = bag.tagBytes[BagImage.tagManifestName] { result.digest = ContentDigest(of: bytes) }
    let isOurs = result.subject != .bag
    if isOurs { checkForm(bag, &result) }
    if let gone = result.label?.disposal { checkStub(gone, bag, &result) }
    result.conclude(.structure, .passed(bag.declaration.map { "BagIt \($0.version)" } ?? ""))
    if isThorough {
      let check = BagDigestCheck(bag, isOurs: isOurs, threads: threads)
      result.add(check.findings, .digests)
      result.files = check.files
      result.bytes = check.bytes
      result.conclude(.digests, .passed(""))
    } else {
      result.add(tagFindings(bag), .digests)
      result.conclude(.digests, .notJudged("only the tag files were read"))
    }
    SignatureCheck(bag, keys: keys, mustBeSigned: mustBeSigned).judge(&result)
    return result
  }

  private func readLabel(_ info: BagInfo, _ bag: BagReading, _ name: String?, _ result: inout Verification) {
    // What claims to be ours is held to our rules, also when its label is damaged.
    result.subject = .edition
    let place = bag.shown(BagInfo.name)
    do throws(Diagnostic) {
      let label = try BagLabel(info, file: place)
      result.label = label
      if label.disposal != nil { result.subject = .disposal }
      if let name, name != label.folderName {
        result.add(
          [
            Diagnostic(
              code: "bag-name", at: SourcePlace(file: bag.folder.shown),
              "The folder is not called after the edition in it.", found: name, expected: label.folderName,
              remedy: "give it back its name")
          ], .structure)
      }
    } catch {
      result.add([error], .structure)
    }
  }

  /// Our manifests are written in one way only, so that a change that leaves their meaning shows as well.
  private func checkForm(_ bag: BagReading, _ result: inout Verification) {
    for name in [BagImage.manifestName, BagImage.tagManifestName] {
      guard let manifest = bag.manifests.first(where: { $0.file == name }) else {
        result.add(
          [
            Diagnostic(
              code: "missing", at: SourcePlace(file: bag.shown(name)), "This file is needed and is not there.",
              found: "no file", expected: "a manifest", remedy: "bring it back from another copy")
          ], .structure)
        continue
      }
      let tags = [BagDeclaration.name, BagInfo.name, BagImage.manifestName]
      let isShort = manifest.isOfTags && tags.contains { manifest.digests[BagPath($0)] == nil }
      let text = BagManifest.text(manifest.digests.map { ($0.key.description, $0.value) })
      guard let bytes = bag.tagBytes[name], isShort || !text.utf8.elementsEqual(bytes) else { continue }
      result.add(
        [
          Diagnostic(
            code: "manifest-form", at: SourcePlace(file: bag.shown(name)), "This manifest is not written as it was.",
            found: isShort ? "a list that leaves files out" : BagVerifier.oddity(bytes, text),
            expected: "a line for each file, by path, ending in LF",
            remedy: "bring it back from another copy")
        ], .structure)
    }
    for manifest in bag.manifests where ![BagImage.manifestName, BagImage.tagManifestName].contains(manifest.file) {
      result.add(
        [
          Diagnostic(
            code: "extra", at: SourcePlace(file: bag.shown(manifest.file)), "This manifest was not there.",
            expected: "no file", remedy: "move it elsewhere")
        ], .structure)
    }
  }

  /// A stub holds the tag manifest of the bag it speaks for.
  private func checkStub(_ gone: BagLabel.Disposal, _ bag: BagReading, _ result: inout Verification) {
    let path = BagPath("data/disposed/\(BagImage.tagManifestName)")
    let found = bag.payloadManifests.first?.digests[path]
    guard found != gone.bag.description else { return }
    result.add(
      [
        Diagnostic(
          code: "stub", at: SourcePlace(file: bag.shown(path.description)),
          "This is not the tag manifest of the bag that was disposed of.", found: found,
          expected: gone.bag.description)
      ], .structure)
  }

  private static func oddity(_ bytes: [UInt8], _ text: String) -> String {
    if bytes.contains(0x0D) { return "lines that end in CR LF" }
    if bytes.count == text.utf8.count { return "lines in another order, or with other spaces or capitals" }
    return "lines that were added, left out or changed"
  }

  /// What a quick look can tell: the tag files against the tag manifest.
  private func tagFindings(_ bag: BagReading) -> [Diagnostic] {
    bag.manifests.filter(\.isOfTags).flatMap { manifest in
      manifest.paths.compactMap { path -> Diagnostic? in
        guard let bytes = bag.tagBytes[path.description], let digest = manifest.digests[path] else { return nil }
        let found = manifest.algorithm.digest(of: bytes)
        guard found != digest else { return nil }
        return Diagnostic(
          code: "changed", at: SourcePlace(file: bag.shown(path.description)),
          "The content of this file is not what it was.", found: found, expected: digest,
          remedy: "bring it back from another copy")
      }
    }
  }
}
