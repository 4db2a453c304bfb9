import Foundation
import Testing

/// Names are data, whatever they are (design.md 4, Security): through exports, registers and checklists into every output.
struct HostileSiteTests {
  /// The output of one build: path below `public` → bytes.
  private static func build(_ site: HostileSite, keptIn folder: String? = nil) throws -> [String: Data] {
    let world = try StoryWorld()
    for (path, text) in try site.files() { try world.put(text, at: path) }
    let result = try world.run("peil build")
    #expect(result.status == 0, "\(result.errors.prefix(12).joined(separator: "\n"))")
    let root = world.root.appending(path: "public")
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      files[path] = FileManager.default.contents(atPath: root.appending(path: path).path)
    }
    let beside = try FileManager.default.contentsOfDirectory(atPath: world.root.path).sorted()
    #expect(
      beside.allSatisfy { ["content", "ledger.sqlite", "public"].contains($0) || $0.hasPrefix(".peil") }, "\(beside)")
    if let folder { try? FileManager.default.copyItem(atPath: world.root.path, toPath: folder) }
    return files.filter { !$0.value.isEmpty }
  }

  private static let hostile = Result {
    try build(.hostile, keptIn: ProcessInfo.processInfo.environment["PEIL_HOSTILE_SITE"])
  }
  private static let harmless = Result { try build(.harmless) }

  private func files(_ ending: String) throws -> [(path: String, text: String)] {
    try Self.hostile.get().filter { $0.key.hasSuffix(ending) }.sorted { $0.key < $1.key }.map {
      ($0.key, String(decoding: $0.value, as: UTF8.self))
    }
  }

  @Test func `the same files come out as with harmless names, and their names are safe everywhere`() throws {
    let paths = try Self.hostile.get().keys.filter { !$0.hasPrefix("style-") }.sorted()
    #expect(paths == (try Self.harmless.get().keys.filter { !$0.hasPrefix("style-") }.sorted()))
    #expect(paths.count > 20)
    for path in paths {
      #expect(path.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-./".utf8.contains($0) }, "\(path)")
    }
  }

  @Test func `every page is well formed and leads to relative addresses only`() throws {
    for (path, text) in try files(".html") {
      let shape = PageShape(text)
      #expect(shape.mistakes.prefix(3) == [], "\(path)")
      let foreign = shape.addresses.filter { $0.contains(":") && $0 != "data:," || $0.hasPrefix("/") }
      #expect(foreign.prefix(3) == [], "\(path)")
    }
  }

  @Test func `names make no markup: pages have the shape they have with harmless names`() throws {
    let harmless = try Self.harmless.get()
    for (path, text) in try files(".html") {
      let hostile = PageShape(text)
      let other = PageShape(String(decoding: harmless[path] ?? Data(), as: UTF8.self))
      #expect(Set(hostile.words.keys).subtracting(other.words.keys).sorted().prefix(5) == [], "\(path)")
      // Some names are one name to an importer, which takes a provider off a model: fewer rows in these two.
      let isList = path.hasSuffix("trace.html") || path.hasSuffix("quality.html")
      let differing = hostile.words.keys.filter { !isList && hostile.words[$0] != other.words[$0] }
      #expect(differing.sorted().prefix(5) == [], "\(path)")
      // Labels that find no room are left out, so that drawings may differ in number, never in kind.
      #expect(Set(hostile.drawn.keys).subtracting(other.drawn.keys).sorted().prefix(5) == [], "\(path)")
    }
  }

  @Test func `no cell of a table starts a formula, and every row has the columns of its head`() throws {
    for (path, text) in try files(".csv") {
      let isDutch = !path.hasPrefix("en/")
      let rows = Self.rows(text, separator: isDutch ? ";" : ",")
      #expect(Set(rows.map(\.count)).count == 1, "\(path)")
      for cell in rows.joined() {
        let isNumber = cell.wholeMatch(of: /-?[0-9]+([.,][0-9]+)?/) != nil
        let first = cell.unicodeScalars.first
        #expect(isNumber || first.map { !"=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? true, "\(path): \(cell)")
      }
    }
  }

  @Test func `figures are JSON whatever is in their names`() throws {
    let numbers = try files("numbers.json")
    #expect(!numbers.isEmpty)
    for (path, text) in numbers {
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let figures = object?["figures"] as? [[String: Any]] ?? []
      #expect(figures.count > NaughtyStrings.ofOneLine.count, "\(path)")
      #expect(!text.unicodeScalars.contains { $0 == "\u{2028}" || $0 == "\u{2029}" || $0 == "\0" })
    }
  }

  /// RFC 4180, strictly: a quote opens a cell or is doubled in one.
  private static func rows(_ text: String, separator: Unicode.Scalar) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    let scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\"" {
        if isQuoted, index + 1 < scalars.count, scalars[index + 1] == "\"" {
          cell.append(scalar)
          index += 1
        } else {
          isQuoted.toggle()
        }
      } else if scalar == separator, !isQuoted {
        rows[rows.count - 1].append(String(cell))
        cell = String.UnicodeScalarView()
      } else if scalar == "\r", !isQuoted, index + 1 < scalars.count, scalars[index + 1] == "\n" {
        rows[rows.count - 1].append(String(cell))
        cell = String.UnicodeScalarView()
        rows.append([])
        index += 1
      } else {
        cell.append(scalar)
      }
      index += 1
    }
    return rows.filter { !$0.isEmpty }
  }
}
