public import ReportCore

/// Which files a site has and what is in them, as text that `sha256sum --strict -c` reads too.
public struct OutputManifest: Sendable, Equatable {
  /// Digest by path.
  public let digests: [OutputPath: ContentDigest]

  /// Paths with their digests.
  public init(_ digests: [OutputPath: ContentDigest] = [:]) { self.digests = digests }

  /// By path, byte by byte.
  public var paths: [OutputPath] { digests.keys.sorted() }

  /// One line per file, by path: 64 hexadecimal digits, two spaces, the path.
  public var text: String {
    digests.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }.joined()
  }

  /// Reads what `text` writes, in any order. `file` names it in the diagnostics `manifest-line`, `manifest-digest`,
  /// `output-path` and `manifest-twice`; the value holds the lines that could be read.
  public static func read(_ text: String, file: String) -> Checked<OutputManifest> {
    var digests: [OutputPath: ContentDigest] = [:]
    var diagnostics: [Diagnostic] = []
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() where !(bytes.isEmpty && index == lines.count - 1) {
      let place = SourcePlace(file: file, line: index + 1)
      do throws(Diagnostic) {
        let (path, digest) = try line(String(decoding: bytes, as: UTF8.self), at: place)
        guard digests.updateValue(digest, forKey: path) == nil else {
          throw Diagnostic(code: "manifest-twice", at: place, "This path is listed twice.", found: path.description)
        }
      } catch {
        diagnostics.append(error)
      }
    }
    return Checked(OutputManifest(digests), diagnostics)
  }

  private static func line(_ text: String, at place: SourcePlace) throws(Diagnostic) -> (OutputPath, ContentDigest) {
    guard let gap = text.firstRange(of: "  ") else {
      throw Diagnostic(
        code: "manifest-line", at: place, "This line is not a digest and a path.", found: text,
        expected: "64 hexadecimal digits, two spaces, a path")
    }
    guard let digest = ContentDigest(text[..<gap.lowerBound]) else {
      throw Diagnostic(
        code: "manifest-digest", at: place, "This is not a SHA-256.", found: String(text[..<gap.lowerBound]),
        expected: "64 lower-case hexadecimal digits")
    }
    do {
      return (try OutputPath(text[gap.upperBound...]), digest)
    } catch {
      throw Diagnostic(
        code: error.code, at: place, error.summary, found: error.found, expected: error.expected)
    }
  }

  /// What must be done to go from `earlier` to this.
  public func changes(since earlier: OutputManifest) -> OutputChanges {
    OutputChanges(
      added: paths.filter { earlier.digests[$0] == nil },
      changed: paths.filter { path in earlier.digests[path].map { $0 != digests[path] } ?? false },
      removed: earlier.paths.filter { digests[$0] == nil })
  }
}

/// The difference between two sites, each list by path.
public struct OutputChanges: Sendable, Equatable {
  /// Only in the later one.
  public let added: [OutputPath]
  /// In both, with other content.
  public let changed: [OutputPath]
  /// Only in the earlier one.
  public let removed: [OutputPath]

  /// A difference.
  public init(added: [OutputPath] = [], changed: [OutputPath] = [], removed: [OutputPath] = []) {
    self.added = added
    self.changed = changed
    self.removed = removed
  }

  /// True when the two are the same.
  public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
}
