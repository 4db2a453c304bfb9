@testable import AuditArchive
import Foundation
import ReportCore
import Testing

/// The cases of the public BagIt conformance suite, one line for each way to be right or wrong, and some it lacks.
struct BagConformanceTests {
  typealias Change = @Sendable (inout ForeignBag) -> Void

  static let manifest = "manifest-sha512.txt"

  @Test(arguments: ["0.93", "0.94", "0.95", "0.96", "0.97", "1.0"])
  func `a bag of every version is valid`(version: String) throws {
    var bag = ForeignBag(version: version)
    bag.seal()
    let result = try bag.verified()
    #expect(result.findings.isEmpty)
    #expect(result.files == 6)
    #expect(result.subject == .bag)
  }

  @Test(arguments: BagAlgorithm.allCases)
  func `a manifest of every algorithm is checked`(algorithm: BagAlgorithm) throws {
    var bag = ForeignBag(algorithm: algorithm)
    bag.seal(algorithm)
    #expect(try bag.verified().findings.isEmpty)
    bag.files["data/a.txt"] = "alphb\n"
    #expect(try bag.verified().errors == ["data/a.txt changed"])
  }

  static let valid: [(String, String, Change)] = [
    ("without bag-info.txt", "1.0", { $0.files["bag-info.txt"] = nil }),
    ("lines that end in CR LF", "0.97", { $0.files[manifest]?.replace("\n", with: "\r\n") }),
    ("lines that end in CR", "1.0", { $0.files[manifest]?.replace("\n", with: "\r") }),
    ("one space", "0.97", { $0.files[manifest]?.replace("  ", with: " ") }),
    ("a tab", "1.0", { $0.files[manifest]?.replace("  ", with: "\t") }),
    ("digests in capitals", "1.0", { $0.files[manifest] = ForeignBag.shouted($0.files[manifest]) }),
    ("bagit.txt without its last line end", "0.97", { $0.files["bagit.txt"]?.removeLast() }),
    ("bagit.txt in CR LF", "1.0", { $0.files["bagit.txt"]?.replace("\n", with: "\r\n") }),
    ("uncommon separators", "0.97", { $0.files["bag-info.txt"]? += "Test-Tag : 3\nTest-Tag:\t 4\nTest:5\n" }),
    ("continued values", "1.0", { $0.files["bag-info.txt"]? += "External-Description: a\n   b: c\n\td\n" }),
    ("labels that come twice", "1.0", { $0.files["bag-info.txt"]? += "Contact-Name: a\ncontact-name: b\n" }),
    ("a bag in a bag", "1.0", { $0.add("bagit.txt", "BagIt") }),
    ("names with spaces", "1.0", { $0.add("a file with  spaces.txt", "x") }),
    ("names that look encoded, in a draft", "0.97", { $0.add("%7Edir/%25", "x") }),
    ("a name with a line break", "1.0", { $0.add("line\nbreak", "x", as: "line%0Abreak") }),
    ("a name with a percent sign", "1.0", { $0.add("100%", "x", as: "100%25") }),
    (
      "two payload manifests", "1.0",
      { $0.files["manifest-md5.txt"] = ForeignBag.manifest($0.payload, .md5) }
    ),
    (
      "each manifest a part, in a draft", "0.97",
      { bag in
        bag.files[manifest] = ForeignBag.manifest(bag.payload.filter { $0.key == "data/a.txt" }, .sha512)
        bag.files["manifest-md5.txt"] = ForeignBag.manifest(bag.payload.filter { $0.key != "data/a.txt" }, .md5)
      }
    ),
    ("a file to fetch that is there", "1.0", { $0.files["fetch.txt"] = "https://example.org/a - data/a.txt\n" }),
  ]

  @Test(arguments: valid.indices)
  func `accepts`(index: Int) throws {
    let (name, version, change) = Self.valid[index]
    var bag = ForeignBag(version: version)
    change(&bag)
    bag.seal()
    #expect(try bag.verified().errors.isEmpty, "\(name)")
  }

  static let invalid: [(String, String, String, Change)] = [
    ("no bagit.txt", "1.0", "bagit.txt bagit-declaration", { $0.files["bagit.txt"] = nil }),
    ("a mark", "0.97", "bagit.txt bagit-declaration", { $0.files["bagit.txt"] = "\u{FEFF}" + $0.declaration }),
    ("version .97", "0.97", "bagit.txt bagit-declaration", { $0.files["bagit.txt"]?.replace("0.97", with: ".97") }),
    ("version 2.0", "1.0", "bagit.txt bagit-declaration", { $0.files["bagit.txt"]?.replace("1.0", with: "2.0") }),
    ("spaces", "1.0", "bagit.txt bagit-declaration", { $0.files["bagit.txt"]?.replace(":", with: " :") }),
    ("a space behind", "1.0", "bagit.txt bagit-declaration", { $0.files["bagit.txt"]?.replace("1.0", with: "1.0 ") }),
    ("no encoding", "0.97", "bagit.txt bagit-declaration", { $0.files["bagit.txt"] = "BagIt-Version: 0.97\n" }),
    ("EBCDIC", "1.0", "bagit.txt bagit-declaration", { $0.files["bagit.txt"]?.replace("UTF-8", with: "EBCDIC") }),
    ("no manifest", "1.0", "\(manifest.replacing("512", with: "256")) no-manifest", { $0.files[manifest] = nil }),
    ("no payload", "1.0", "data no-payload", { $0.files = $0.files.filter { !$0.key.hasPrefix("data/") } }),
    ("changed data", "1.0", "data/a.txt changed", { $0.files["data/a.txt"] = "Alpha\n" }),
    ("added data", "1.0", "data/c.txt extra", { $0.files["data/c.txt"] = "gamma\n" }),
    ("removed data", "1.0", "data/a.txt missing", { $0.files["data/a.txt"] = nil }),
    ("a manifest of a part", "1.0", "data/empty extra", { $0.files[manifest] = ForeignBag.short($0.files[manifest]) }),
    ("a short digest", "1.0", "\(manifest) manifest-line", { $0.files[manifest]?.removeFirst() }),
    ("an empty line", "1.0", "\(manifest) manifest-line", { $0.files[manifest]? += "\n" }),
    (
      "listed twice", "1.0", "\(manifest) manifest-twice",
      { $0.listAgain(as: "a.txt") }
    ),
    (
      "listed twice with two digests", "0.97", "\(manifest) manifest-twice",
      { $0.files[manifest]? += String(repeating: "0", count: 128) + "  data/a.txt\n" }
    ),
    ("out by ..", "0.97", "\(manifest) outside", { $0.list("data/../../a") }),
    ("absolute", "0.97", "\(manifest) outside", { $0.list("/etc/passwd") }),
    ("somebody's home", "0.97", "\(manifest) outside", { $0.list("~root/foo") }),
    ("not below data", "1.0", "\(manifest) outside", { $0.list("bagit.txt") }),
    ("a drive", "0.97", "\(manifest) outside", { $0.list("C:\\Windows\\setx.exe") }),
    ("fetch out", "0.97", "fetch.txt outside", { $0.files["fetch.txt"] = "https://e.org - ../../a\n" }),
    ("fetch home", "0.97", "fetch.txt outside", { $0.files["fetch.txt"] = "https://e.org - ~/foo\n" }),
    ("fetch drive", "0.97", "fetch.txt outside", { $0.files["fetch.txt"] = "https://e.org - C:\\a\n" }),
    ("fetch nonsense", "1.0", "fetch.txt fetch-line", { $0.files["fetch.txt"] = "data/a.txt\n" }),
    ("fetch unlisted", "1.0", "fetch.txt fetch-unlisted", { $0.files["fetch.txt"] = "https://e.org - data/z\n" }),
    (
      "to be fetched", "1.0", "fetch.txt fetch-never",
      { bag in
        bag.files["data/a.txt"] = nil
        bag.files["fetch.txt"] = "https://e.org 6 data/a.txt\n"
      }
    ),
    ("another size", "1.0", "bag-info.txt oxum", { $0.files["bag-info.txt"] = "Payload-Oxum: 12.3\n" }),
    ("no size", "1.0", "bag-info.txt oxum", { $0.files["bag-info.txt"] = "Payload-Oxum: many\n" }),
    ("no label", "1.0", "bag-info.txt bag-info-line", { $0.files["bag-info.txt"]? += "nonsense\n" }),
  ]

  @Test(arguments: invalid.indices)
  func `refuses`(index: Int) throws {
    let (name, version, finding, change) = Self.invalid[index]
    var bag = ForeignBag(version: version)
    change(&bag)
    bag.seal()
    let errors = try bag.verified().errors
    #expect(errors.contains(finding), "\(name): \(errors)")
  }

  static let warning: [(String, String, Change)] = [
    ("\(manifest) manifest-star", "0.97", { $0.files[manifest]?.replace("  ", with: " *") }),
    ("\(manifest) manifest-dot", "0.97", { $0.files[manifest]?.replace("  ", with: "  ./") }),
    ("\(manifest) manifest-twice", "0.97", { $0.listAgain(as: "a.txt") }),
    (
      "\(manifest) twin-names", "0.97",
      { $0.listAgain(as: "A.txt") }
    ),
    ("\(manifest) system-file", "0.97", { $0.add("Thumbs.db", "x") }),
    (
      "data/.DS_Store missing-system-file", "0.97",
      { bag in
        bag.add(".DS_Store", "x")
        bag.files["data/.DS_Store"] = nil
      }
    ),
    ("manifest-blake3.txt unknown-algorithm", "1.0", { $0.files["manifest-blake3.txt"] = "00 data/a.txt\n" }),
  ]

  @Test(arguments: warning.indices)
  func `warns`(index: Int) throws {
    let (finding, version, change) = Self.warning[index]
    var bag = ForeignBag(version: version)
    change(&bag)
    bag.files["bag-info.txt"] = nil
    bag.seal()
    let result = try bag.verified()
    #expect(result.errors.isEmpty, "\(finding)")
    #expect(result.warnings.contains(finding), "\(finding)")
  }

  @Test func `names in two spellings are two names, and one that both lists mean is warned of`() throws {
    var bag = ForeignBag(version: "0.97")
    bag.add("N\u{FA}\u{F1}ez", "x")
    bag.files["data/N\u{FA}\u{F1}ez"] = nil
    bag.files["bag-info.txt"] = nil
    bag.files["data/Nu\u{301}n\u{303}ez"] = "x"
    bag.seal()
    #expect(try bag.verified().errors.map { $0.split(separator: " ").last } == ["renamed"])
  }

  @Test func `tag files are read in the encoding that bagit.txt names`() throws {
    let scratch = try Scratch()
    let bag = ForeignBag(version: "0.97")
    let manifest = try #require(bag.files[Self.manifest])
    for (encoding, bytes) in [
      ("UTF-16", [0xFF, 0xFE] + manifest.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }),
      ("UTF-16BE", manifest.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }),
      ("ISO-8859-1", Array(manifest.utf8)),
    ] as [(String, [UInt8])] {
      for (name, text) in bag.files { try scratch.write(Array(text.utf8), "bag/\(name)") }
      try scratch.write([], "bag/bag-info.txt")
      try scratch.write(Array(bag.declaration.replacing("UTF-8", with: encoding).utf8), "bag/bagit.txt")
      try scratch.write(bytes, "bag/\(Self.manifest)")
      #expect(try BagVerifier().verify(try scratch.folder("bag")).errors.isEmpty, "\(encoding)")
    }
    try scratch.write([0xFF, 0xFE, 0x00], "bag/\(Self.manifest)")
    try scratch.write(Array(bag.declaration.utf8), "bag/bagit.txt")
    #expect(try BagVerifier().verify(try scratch.folder("bag")).errors.contains("\(Self.manifest) encoding"))
  }

  @Test func `links, pipes and names that are no text are named and never followed`() throws {
    let scratch = try Scratch()
    for (name, text) in ForeignBag().files { try scratch.write(Array(text.utf8), "bag/\(name)") }
    try scratch.write(Array("alpha\n".utf8), "outside")
    try scratch.remove("bag/data/a.txt")
    try scratch.link("bag/data/a.txt", to: "../../outside")
    try scratch.link("bag/data/up", to: "../..")
    #expect(mkfifo(scratch.path("bag/data/pipe"), 0o644) == 0)
    let errors = try BagVerifier().verify(try scratch.folder("bag")).errors
    #expect(
      errors == ["data/a.txt link", "data/pipe special-file", "data/up link", "data/a.txt missing"])
  }

  @Test func `SHA-224 is that of the standard`() {
    let cases = [
      ("", "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f"),
      ("abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525"
      ),
      (String(repeating: "a", count: 1_000), "4e8f0ce90b64661a2b5e84be6d93a7d9b76871062f1814433d04a03d"),
    ]
    for (text, digest) in cases { #expect(BagAlgorithm.sha224.digest(of: Array(text.utf8)) == digest) }
  }
}

extension ForeignBag {
  var declaration: String { files["bagit.txt"] ?? "" }
  var payload: [String: String] { files.filter { $0.key.hasPrefix("data/") } }

  /// A payload file, and its line in the manifest under the name `written`.
  mutating func add(_ name: String, _ text: String, as written: String? = nil) {
    files["data/\(name)"] = text
    files["bag-info.txt"] = nil
    files["manifest-sha512.txt"]? +=
      "\(BagAlgorithm.sha512.digest(of: Array(text.utf8)))  data/\(written ?? name)\n"
  }

  /// A line more, for a file that is not there.
  mutating func list(_ path: String) {
    files["manifest-sha512.txt"]? += "\(String(repeating: "a", count: 128))  \(path)\n"
  }

  /// The line of a.txt once more, under the name `name`.
  mutating func listAgain(as name: String) {
    files["manifest-sha512.txt"]? += "\(BagAlgorithm.sha512.digest(of: Array("alpha\n".utf8)))  data/\(name)\n"
  }

  static func short(_ manifest: String?) -> String {
    manifest?.split(separator: "\n").dropLast().map { "\($0)\n" }.joined() ?? ""
  }
  static func shouted(_ manifest: String?) -> String {
    manifest?.split(separator: "\n").map { $0.prefix(128).uppercased() + $0.dropFirst(128) + "\n" }.joined() ?? ""
  }
}
