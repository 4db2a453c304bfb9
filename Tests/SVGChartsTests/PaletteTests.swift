import Foundation
import Testing

/// The proof of look.md 2.4, computed from the stylesheet that is shipped.
struct PaletteTests {
  enum Scheme: String, CaseIterable, Sendable { case light, dark, print }

  private let style: String
  private let tokens: [Scheme: [String: String]]

  init() throws {
    let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent()
      .deletingLastPathComponent()
    let style = try String(contentsOf: repository.appendingPathComponent("templates/style.css"), encoding: .utf8)
    func block(after marker: String) throws -> [String: String] {
      let start = try #require(style.range(of: marker), "no \(marker)").upperBound
      let root = try #require(style.range(of: ":root {", range: start..<style.endIndex)).upperBound
      let end = try #require(style.range(of: "}", range: root..<style.endIndex)).lowerBound
      var found: [String: String] = [:]
      for declaration in style[root..<end].split(separator: ";") {
        let parts = declaration.split(separator: ":", maxSplits: 1).map {
          $0.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        if parts.count == 2, parts[0].hasPrefix("--") { found[parts[0]] = parts[1] }
      }
      return found
    }
    self.style = style
    tokens = [
      .light: try block(after: "*/"), .dark: try block(after: "(prefers-color-scheme: dark)"),
      .print: try block(after: "@media print"),
    ]
  }

  private func colour(_ token: String, _ scheme: Scheme) throws -> [Double] {
    let value = try #require(tokens[scheme]?["--" + token], "no --\(token) in \(scheme)")
    var digits = value.dropFirst()
    if digits.count == 3 { digits = Substring(digits.flatMap { [$0, $0] }) }
    let number = try #require(UInt32(digits, radix: 16), "--\(token): \(value)")
    return [16, 8, 0].map { shift in
      let channel = Double((number >> UInt32(shift)) & 255) / 255
      return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
    }
  }

  private func luminance(_ token: String, _ scheme: Scheme) throws -> Double {
    let linear = try colour(token, scheme)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  private func contrast(_ one: String, _ other: String, _ scheme: Scheme) throws -> Double {
    let values = [try luminance(one, scheme), try luminance(other, scheme)].sorted()
    return (values[1] + 0.05) / (values[0] + 0.05)
  }

  private func lightness(_ token: String, _ scheme: Scheme) throws -> Double {
    116 * cbrt(try luminance(token, scheme)) - 16
  }

  @Test(arguments: [
    // The numbers of look.md 2.4, a rounding below.
    (Scheme.light, "ink", "paper", 16.1), (.light, "ink", "raised", 14.7), (.light, "muted", "paper", 6.5),
    (.light, "muted", "raised", 5.9), (.light, "accent", "paper", 7.1), (.light, "link", "raised", 6.5),
    (.light, "rule-strong", "paper", 3.4), (.light, "rule-strong", "raised", 3.1), (.light, "actual", "paper", 3.6),
    (.light, "actual", "raised", 3.2), (.light, "ink", "actual", 4.3), (.light, "green", "paper", 5.0),
    (.light, "amber", "paper", 3.2), (.light, "red", "paper", 7.5), (.light, "green", "raised", 4.6),
    (.light, "amber", "raised", 3.03), (.light, "red", "raised", 6.9), (.light, "green-ink", "green", 5.2),
    (.light, "amber-ink", "amber", 4.8), (.light, "red-ink", "red", 7.9), (.light, "ink", "band-1", 11.5),
    (.light, "ink", "band-2", 13.3), (.light, "better", "paper", 7.1),
    (.dark, "ink", "paper", 14.2), (.dark, "ink", "raised", 12.6), (.dark, "muted", "paper", 7.8),
    (.dark, "muted", "raised", 6.9), (.dark, "accent", "paper", 8.8), (.dark, "link", "raised", 7.8),
    (.dark, "rule-strong", "paper", 4.1), (.dark, "rule-strong", "raised", 3.6), (.dark, "actual", "paper", 4.6),
    (.dark, "actual", "raised", 4.0), (.dark, "ink", "actual", 3.0), (.dark, "green", "paper", 7.6),
    (.dark, "amber", "paper", 10.9), (.dark, "red", "paper", 5.4), (.dark, "green", "raised", 6.8),
    (.dark, "amber", "raised", 9.7), (.dark, "red", "raised", 4.8), (.dark, "green-ink", "green", 7.6),
    (.dark, "amber-ink", "amber", 10.9), (.dark, "red-ink", "red", 5.4), (.dark, "ink", "band-1", 8.1),
    (.dark, "ink", "band-2", 10.7),
    (.print, "ink", "paper", 20.9), (.print, "muted", "paper", 10.2), (.print, "accent", "paper", 9.6),
    (.print, "rule-strong", "paper", 4.4), (.print, "actual", "paper", 3.8), (.print, "ink", "actual", 5.3),
    (.print, "green-edge", "paper", 7.9), (.print, "amber-edge", "paper", 20.9), (.print, "red", "paper", 9.6),
    (.print, "green-ink", "green", 7.9), (.print, "amber-ink", "amber", 14.7), (.print, "red-ink", "red", 9.6),
    (.print, "ink", "band-1", 13.5), (.print, "ink", "band-2", 16.7),
  ])
  func `keeps the contrast it was proved to have`(scheme: Scheme, one: String, other: String, needed: Double) throws {
    #expect(try contrast(one, other, scheme) >= needed)
  }

  @Test(arguments: Scheme.allCases)
  func `series and classes stand out from what they lie on`(scheme: Scheme) throws {
    for token in (1...8).map({ "s\($0)" }) + (1...4).map({ "m\($0)" }) {
      for ground in ["paper", "raised"] {
        #expect(try contrast(token, ground, scheme) >= 3, "\(token) on \(ground)")
      }
    }
  }

  @Test(arguments: Scheme.allCases)
  func `neighbouring series differ in lightness`(scheme: Scheme) throws {
    for index in 1..<8 {
      let difference = abs(try lightness("s\(index)", scheme) - lightness("s\(index + 1)", scheme))
      #expect(difference >= 9.9, "s\(index) and s\(index + 1): \(difference)")
    }
  }

  @Test(arguments: [
    (Scheme.light, [15.0, 12.4, 8.6, 5.2, 7.9]), (.dark, [11.8, 8.6, 5.4, 6.7, 5.4]),
    (.print, [20.9, 15.2, 10, 6.1, 20.9]),
  ])
  func `the number in a heat cell can be read`(scheme: Scheme, needed: [Double]) throws {
    let inks = ["heat-ink", "heat-ink", "heat-ink", "heat-ink-4", "heat-ink-5"]
    for (index, ink) in inks.enumerated() {
      #expect(try contrast(ink, "heat-\(index + 1)", scheme) >= needed[index], "step \(index + 1)")
    }
  }

  @Test func `print sets every colour that light sets`() throws {
    let isColour = { (entry: (key: String, value: String)) in entry.value.hasPrefix("#") }
    let light = Set(try #require(tokens[.light]).filter(isColour).map(\.key))
    #expect(light.count > 40)
    #expect(light.subtracting(try #require(tokens[.print]).keys).sorted() == [])
    #expect(light.subtracting(try #require(tokens[.dark]).keys).sorted() == [])
  }

  @Test func `forced colours redefine every colour and name no shade of their own`() throws {
    let start = try #require(style.range(of: "(forced-colors: active)")).upperBound
    let end = try #require(style.range(of: "}", range: start..<style.endIndex)).lowerBound
    let block = String(style[start..<end])
    let light = try #require(tokens[.light]).filter { $0.value.hasPrefix("#") }.keys
    for token in light.sorted() { #expect(block.contains(token + ":"), "\(token)") }
    #expect(!block.contains("#"))
  }

  @Test func `the schemes come in the order light, dark, forced, print`() throws {
    let places = try [
      "  color-scheme: light dark", "prefers-color-scheme: dark", "forced-colors: active", "@media print",
    ]
    .map { try #require(style.range(of: $0), "\($0)").lowerBound }
    #expect(places == places.sorted())
    #expect(style.ranges(of: "@media print").count == 1)
  }

  @Test func `every class of the charts has a rule and the file stays small`() {
    let classes = [
      "grid", "axis", "leader", "frame", "actual", "now", "plan", "casing", "plan-box", "replanned", "forecast",
      "hatch",
      "unknown", "claimed", "range", "breach", "restated", "target", "measure", "band-1", "band-2", "line", "dot",
      "dot-now", "mark", "today", "segment", "halo", "bold", "muted", "small", "zero", "heat-text", "heat-text-4",
      "heat-text-5", "heat-kill", "medium",
    ]
    for name in classes {
      let found = [" ", ",", "\n", "."].contains { style.contains("." + name + $0) }
      #expect(found, ".\(name)")
    }
    #expect(style.utf8.count <= 26_000)
  }
}
