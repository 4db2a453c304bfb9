public import ReportCore

/// One file of the site.
public struct OutputFile: Sendable, Hashable {
  /// Below the site's root.
  public let path: OutputPath
  /// The whole content.
  public let bytes: [UInt8]
  /// Of the content.
  public let digest: ContentDigest

  /// A file with its digest computed.
  public init(_ bytes: [UInt8], at path: OutputPath) {
    self.path = path
    self.bytes = bytes
    digest = ContentDigest(of: bytes)
  }
}

/// All files of one site, as paths and bytes. It can be written to any file system: no two names differ only in
/// case, and no name is both a file and a folder.
public struct OutputTree: Sendable {
  private var byPath: [OutputPath: OutputFile] = [:]
  /// Case-folded path of every file and folder → its one spelling and kind.
  private var spellings: [String: (text: String, isFile: Bool)] = [:]

  /// No files yet.
  public init() {}

  /// Adds a file. Throws code `output-twice` when the path is taken, `output-twin` when a name differs from an
  /// earlier one only in case or spelling of accents, `output-kind` when a name would be both file and folder.
  public mutating func add(_ bytes: [UInt8], at path: OutputPath) throws(Diagnostic) {
    try add(OutputFile(bytes, at: path))
  }

  /// The same with a file whose digest is known.
  public mutating func add(_ file: OutputFile) throws(Diagnostic) {
    let path = file.path
    let names = path.folders.map { (text: $0, isFile: false) } + [(text: path.description, isFile: true)]
    for name in names {
      guard let earlier = spellings[name.text.lowercased()] else { continue }
      try OutputTree.check(name, against: earlier)
    }
    for name in names { spellings[name.text.lowercased()] = name }
    byPath[path] = file
  }

  /// By path, byte by byte.
  public var files: [OutputFile] { byPath.values.sorted { $0.path < $1.path } }

  /// How many files.
  public var count: Int { byPath.count }

  /// Nil when the tree has no such file.
  public subscript(path: OutputPath) -> OutputFile? { byPath[path] }

  /// The files and their digests.
  public var manifest: OutputManifest {
    OutputManifest(Dictionary(uniqueKeysWithValues: byPath.values.map { ($0.path, $0.digest) }))
  }

  private static func check(
    _ name: (text: String, isFile: Bool), against earlier: (text: String, isFile: Bool)
  ) throws(Diagnostic) {
    guard name.text.utf8.elementsEqual(earlier.text.utf8) else {
      throw Diagnostic(
        code: "output-twin", at: nil, "Two files of the site have names that differ only in case or accents.",
        found: name.text, expected: "a name other than \(earlier.text)")
    }
    guard name.isFile == earlier.isFile else {
      throw Diagnostic(
        code: "output-kind", at: nil, "A name of the site is both a file and a folder.", found: name.text)
    }
    guard !name.isFile else {
      throw Diagnostic(code: "output-twice", at: nil, "Two pages of the site have the same path.", found: name.text)
    }
  }
}
