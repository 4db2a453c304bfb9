public import OutputTree
public import ReportCore
public import SafeFiles

/// A bag as bytes, before it is written: the same label and payload give the same bytes.
public struct BagImage: Sendable {
  static let manifestName = "manifest-sha256.txt"
  static let tagManifestName = "tagmanifest-sha256.txt"
  static let signatureName = "tagmanifest-sha256.txt.minisig"

  /// Which edition, and where in the chain.
  public let label: BagLabel
  /// Path below the bag → content; in the order of paths.
  public private(set) var files: [(path: OutputPath, bytes: [UInt8])]
  /// Of the tag manifest: what the next bag names as its predecessor.
  public let digest: ContentDigest
  /// The payload manifest.
  private let manifest: String
  /// The id of the key that signed it; empty when none did.
  public private(set) var signer = ""

  /// A bag of `payload`, whose paths lie below `data/`. `agent` is the program with its version. Throws `output-path`
  /// when a path becomes too long.
  public init(_ label: BagLabel, payload: OutputTree, agent: String) throws(Diagnostic) {
    self.label = label
    let content = payload.files
    var data: [(path: OutputPath, bytes: [UInt8])] = []
    for file in content { data.append((try OutputPath("data/\(file.path)"), file.bytes)) }
    let oxum = PayloadOxum(octets: content.reduce(0) { $0 + $1.bytes.count }, files: content.count)
    let manifest = BagManifest.text(content.map { ("data/\($0.path)", $0.digest.description) })
    let declaration = "BagIt-Version: \(BagDeclaration.current)\nTag-File-Character-Encoding: UTF-8\n"
    let tags = [
      (BagInfo.name, label.fields(agent: agent, oxum: oxum).text), (BagDeclaration.name, declaration),
      (BagImage.manifestName, manifest),
    ].map { (path: $0.0, bytes: Array($0.1.utf8)) }
    let tagManifest = Array(
      BagManifest.text(tags.map { ($0.path, ContentDigest(of: $0.bytes).description) }).utf8)
    digest = ContentDigest(of: tagManifest)
    self.manifest = manifest
    files = []
    for tag in tags { files.append((try OutputPath(tag.path), tag.bytes)) }
    files.append((try OutputPath(BagImage.tagManifestName), tagManifest))
    files = (files + data).sorted { $0.path < $1.path }
  }

  /// The bag with a signature of its tag manifest (reliability.md 6). Signing again gives the same bytes.
  public func signed(by key: MinisignSecretKey) throws(Diagnostic) -> BagImage {
    let tagManifest = files.first { $0.path.description == BagImage.tagManifestName }
    let signature = try key.sign(tagManifest?.bytes ?? [], comment: label.comment)
    var image = self
    image.signer = signature.identifier
    image.files.append((try OutputPath(BagImage.signatureName), Array(signature.text.utf8)))
    image.files.sort { $0.path < $1.path }
    return image
  }

  /// The payload files that the bag in `folder` has otherwise, more or less, by its manifest; sorted.
  public func differences(from folder: Folder) throws(Diagnostic) -> [String] {
    let text = String(decoding: try folder.contents(BagImage.manifestName), as: UTF8.self)
    let (old, new) = (Set(text.split(separator: "\n")), Set(manifest.split(separator: "\n")))
    return Set(old.symmetricDifference(new).map { String($0.dropFirst(66)) }).sorted()
  }
}
