import OutputTree
public import ReportCore

/// Every address in a page leads to a file of the site by a relative path, and every fragment to a place in it, so that
/// the site works from a web server, a shared folder and `file://`, and asks nothing of anybody else.
public struct BrokenLinkGate: PublishingGate {
  public let name = GateName.brokenLink
  /// Beginnings of addresses elsewhere that pages may lead to, such as `https://kosten.example.nl/`.
  public let allowed: [String]

  /// A gate that lets through addresses with these beginnings.
  public init(allowing allowed: [String] = []) { self.allowed = allowed }

  public func findings(in site: SiteFiles) throws(Diagnostic) -> [GateFinding] {
    let found = try site.map(site.htmlPaths) { path throws(Diagnostic) in try broken(in: path, of: site) }
    let styles = site.paths.filter { $0.name.hasSuffix(".css") }
    return found.flatMap { $0 }
      + (try site.map(styles) { path throws(Diagnostic) in try foreign(in: path, of: site) })
      .flatMap { $0 }
  }

  private enum Target {
    case fine
    case wrong(String, expected: String)
  }

  private func broken(in path: OutputPath, of site: SiteFiles) throws(Diagnostic) -> [GateFinding] {
    let page = try site.page(path)
    var resolved: [Substring: OutputPath] = [:]
    var findings: [GateFinding] = []
    for reference in page.references {
      let target = try judge(reference, page, path, site, &resolved)
      guard case .wrong(let summary, let expected) = target else { continue }
      findings.append(
        GateFinding(
          name, file: path.description, line: site.line(of: reference.offset, in: path), subject: reference.target,
          summary, found: reference.target, expected: expected))
    }
    return findings
  }

  private func judge(
    _ reference: PageMarks.Reference, _ page: PageMarks, _ path: OutputPath, _ site: SiteFiles,
    _ resolved: inout [Substring: OutputPath]
  ) throws(Diagnostic) -> Target {
    let text = reference.target[...]
    // Most links of a trace page lead to a place in it.
    if text.utf8.first == UInt8(ascii: "#"), page.ids.contains(String(text.dropFirst())) { return .fine }
    // The icon that keeps a browser from asking for one.
    if text == "data:," || allowed.contains(where: text.hasPrefix) { return .fine }
    if let complaint = Self.foreign(text) {
      return .wrong(complaint, expected: "a relative path to a file of the site")
    }
    let sign = text.utf8.firstIndex(of: UInt8(ascii: "#"))
    let fragment = sign.map { text[text.utf8.index(after: $0)...] }
    let file = text[..<(sign ?? text.endIndex)]
    if file.isEmpty {
      return fragment == nil
        ? .wrong("This link leads nowhere.", expected: "a path")
        : .wrong("This page has no such place.", expected: "an id of this page")
    }
    let target: OutputPath
    if let known = resolved[file] {
      target = known
    } else {
      guard let found = Self.resolve(file, from: path) else {
        return .wrong("This link leads out of the site.", expected: "a relative path to a file of the site")
      }
      resolved[file] = found
      target = found
    }
    guard site.has(target) else { return .wrong("This link leads to no file.", expected: "a file of the site") }
    guard let fragment, target.name.hasSuffix(".html") else { return .fine }
    return try site.page(target).ids.contains(String(fragment))
      ? .fine : .wrong("The page this link leads to has no such place.", expected: "an id of \(target)")
  }

  /// What is wrong with an address that is not relative; nil when it is.
  private static func foreign(_ text: Substring) -> String? {
    if text.utf8.first == UInt8(ascii: "/") || text.utf8.first == UInt8(ascii: "\\") {
      return "This link is absolute: it works from one place only."
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: ":"): return "This link leads away from the site."
      case UInt8(ascii: "/"), UInt8(ascii: "#"), UInt8(ascii: "?"): return nil
      default: continue
      }
    }
    return nil
  }

  /// Nil when it leads above the root, or cannot be a file's name.
  private static func resolve(_ text: Substring, from page: OutputPath) -> OutputPath? {
    var parts = page.parts.dropLast()
    for part in text.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case ".": continue
      case "..":
        guard !parts.isEmpty else { return nil }
        parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return try? OutputPath(parts.joined(separator: "/"))
  }

  /// A stylesheet that fetches something.
  private func foreign(in path: OutputPath, of site: SiteFiles) throws(Diagnostic) -> [GateFinding] {
    let text = String(decoding: try site.bytes(path), as: UTF8.self)
    var findings: [GateFinding] = []
    for word in ["url(", "@import"] {
      for part in text.split(separator: word, omittingEmptySubsequences: false).dropFirst()
      where !part.hasPrefix("#") && !part.hasPrefix("data:") {
        findings.append(
          GateFinding(
            name, file: path.description, subject: word, "The stylesheet fetches something.",
            found: word + part.prefix { !$0.isNewline }, expected: "nothing fetched"))
      }
    }
    return findings
  }
}
