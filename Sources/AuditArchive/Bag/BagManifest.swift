import ReportCore

/// A payload or tag manifest: digest by path, in one algorithm (RFC 8493 2.1.3, 2.2.1).
struct BagManifest: Sendable {
  /// `manifest-sha256.txt`.
  let file: String
  let algorithm: BagAlgorithm
  let isOfTags: Bool
  /// In lower-case hexadecimal digits.
  private(set) var digests: [BagPath: String] = [:]
  private(set) var lines: [BagPath: Int] = [:]

  /// By path, byte by byte.
  var paths: [BagPath] { digests.keys.sorted() }

  /// What a file's name says: nil when it is no manifest, and a nil algorithm when that is unknown to us.
  static func kind(of name: String) -> (isOfTags: Bool, algorithm: BagAlgorithm?)? {
    let name = name.lowercased()
    guard name.hasSuffix(".txt") else { return nil }
    for (prefix, isOfTags) in [("manifest-", false), ("tagmanifest-", true)] where name.hasPrefix(prefix) {
      let algorithm = name.dropFirst(prefix.count).dropLast(4)
      return (isOfTags, BagAlgorithm(rawValue: String(algorithm)))
    }
    return nil
  }

  static func read(
    _ text: String, name: String, shown: String, algorithm: BagAlgorithm, isOfTags: Bool, isStrict: Bool
  ) -> Checked<BagManifest> {
    var manifest = BagManifest(file: name, algorithm: algorithm, isOfTags: isOfTags)
    var reading = ManifestReading(file: shown, algorithm: algorithm, isOfTags: isOfTags, isStrict: isStrict)
    for (index, line) in TagText.lines(text).enumerated() {
      guard let (digest, path) = reading.entry(line, line: index + 1) else { continue }
      if let earlier = manifest.digests[path] {
        reading.twice(path, isSame: earlier == digest, line: index + 1)
        continue
      }
      manifest.digests[path] = digest
      manifest.lines[path] = index + 1
    }
    reading.findTwins(manifest)
    return Checked(manifest, reading.diagnostics)
  }

  /// The one way our own manifests are written, so that another way shows: by path, LF, two spaces.
  static func text(_ digests: [(path: String, digest: String)]) -> String {
    digests.sorted { BagPath($0.path) < BagPath($1.path) }
      .map { "\($0.digest)  \(encoded($0.path))\n" }.joined()
  }

  /// LF, CR and % of a file's name (RFC 8493 2.1.3).
  static func encoded(_ path: String) -> String {
    path.replacing("%", with: "%25").replacing("\n", with: "%0A").replacing("\r", with: "%0D")
  }
}

/// Reads lines, one by one.
private struct ManifestReading {
  let file: String
  let algorithm: BagAlgorithm
  let isOfTags: Bool
  let isStrict: Bool
  var diagnostics: [Diagnostic] = []

  init(file: String, algorithm: BagAlgorithm, isOfTags: Bool, isStrict: Bool) {
    self.file = file
    self.algorithm = algorithm
    self.isOfTags = isOfTags
    self.isStrict = isStrict
  }

  mutating func entry(_ line: Substring, line number: Int) -> (digest: String, path: BagPath)? {
    let digest = line.utf8.prefix { HexDigits.isDigit($0) }
    var rest = line.utf8.dropFirst(digest.count)
    let isSpaced = rest.first?.isBlank == true
    while rest.first?.isBlank == true { rest = rest.dropFirst() }
    guard digest.count == algorithm.digits, isSpaced, !rest.isEmpty else {
      report(
        .error, "manifest-line", number, "This line is not a digest and a path.", String(line),
        "\(algorithm.digits) hexadecimal digits, a space, a path")
      return nil
    }
    var text = decoded(rest)
    if text.hasPrefix("*") {
      report(.warning, "manifest-star", number, "The path has the star of md5sum in front.", text, "the path alone")
      text.removeFirst()
    }
    if text.hasPrefix("./") {
      report(.warning, "manifest-dot", number, "The path begins with a needless ./", text, String(text.dropFirst(2)))
      text = String(text.dropFirst(2))
    }
    let path = BagPath(text)
    if let complaint = path.complaint {
      report(.error, "outside", number, "No file of a bag can have this path: \(complaint).", text, "data/…")
      return nil
    }
    guard path.isPayload != isOfTags else {
      report(
        .error, "outside", number,
        isOfTags ? "A tag manifest lists no payload." : "A payload manifest lists files below data/ only.", text,
        isOfTags ? "a file outside data/" : "data/…")
      return nil
    }
    if isOfTags, BagManifest.kind(of: text)?.isOfTags == true {
      report(.error, "manifest-itself", number, "A tag manifest lists no tag manifest.", text, "another tag file")
      return nil
    }
    if path.isSystemFile {
      report(.warning, "system-file", number, "A file that an operating system left behind is listed.", text, nil)
    }
    return (String(decoding: digest, as: UTF8.self).lowercased(), path)
  }

  /// %0A and %0D always, %25 since version 1.0; any other percent sign is itself.
  private func decoded(_ bytes: Substring.UTF8View) -> String {
    let codes: [String: UInt8] =
      isStrict ? ["0A": 0x0A, "0D": 0x0D, "25": 0x25] : ["0A": 0x0A, "0D": 0x0D]
    guard bytes.contains(UInt8(ascii: "%")) else { return String(Substring(bytes)) }
    var decoded: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      let code = String(Substring(rest.prefix(2))).uppercased()
      if byte == UInt8(ascii: "%"), let meant = codes[code] {
        decoded.append(meant)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  mutating func twice(_ path: BagPath, isSame: Bool, line: Int) {
    report(
      isSame && !isStrict ? .warning : .error, "manifest-twice", line, "This path is listed twice.", path.description,
      isSame ? "once" : "once, with one digest")
  }

  /// Names that some file systems take for one.
  mutating func findTwins(_ manifest: BagManifest) {
    let groups = Dictionary(grouping: manifest.paths, by: \.folded)
    for path in manifest.paths {
      guard let group = groups[path.folded], let first = group.first, group.count > 1, first != path else { continue }
      report(
        .warning, "twin-names", manifest.lines[path] ?? 0,
        "Two listed names differ only in case or in how accents are written.", path.description,
        "a name other than \(first)")
    }
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, _ line: Int, _ summary: String, _ found: String?,
    _ expected: String?
  ) {
    diagnostics.append(
      Diagnostic(
        severity, code: code, at: SourcePlace(file: file, line: line), summary, found: found, expected: expected))
  }
}
