import OutputTree
import ReportCore

/// Numbers in a page that lead to a trace, and the rows of the trace page itself, against the week's `numbers.json`.
struct TracedFigures {
  let site: SiteFiles
  /// By the week's folder.
  let weeks: [String: NumbersFile]
  let languages: SiteLanguages

  func findings(in path: OutputPath) throws(Diagnostic) -> [GateFinding] {
    let page = try site.page(path)
    let (_, rest) = languages.split(path)
    var folders = TraceFolders(page: rest)
    var findings: [GateFinding] = []
    for text in page.texts {
      var place: (folder: String, anchor: Substring)?
      if let trace = text.trace {
        place = folders.place(of: trace)
      } else if let anchor = text.anchor, path.name == "trace.html" {
        place = (folders.own, anchor[...])
      }
      guard let place, let week = weeks[place.folder] else { continue }
      guard let figure = week.byAnchor[String(place.anchor)] else {
        findings.append(
          site.difference(
            path, text.range, subject: String(place.anchor),
            "This number leads to a figure that the week does not have.", expected: "a figure of \(week.path)"))
        continue
      }
      guard !FigureAgreement.holds(page.numbers(of: text), figure) else { continue }
      findings.append(
        site.difference(
          path, text.range, subject: figure.key.description, "This number is not what the figure says.",
          expected: Self.text(of: figure)))
    }
    return findings
  }

  private static func text(of figure: Figure) -> String {
    let ends = [figure.lower, figure.upper].map { $0?.description ?? "unknown" }
    return figure.isPoint ? figure.value?.description ?? "unknown" : "\(ends[0]) to \(ends[1])"
  }
}

/// Which week a link to a trace speaks of. Most links of a page lead to one file.
struct TraceFolders {
  /// The page's own folder below its language: `2026/w47`.
  let own: String
  private let page: String
  private var last: (file: Substring, folder: String) = ("", "")

  /// `page` below its language's folder.
  init(page: String) {
    self.page = page
    own = Self.folder(of: page)
    last.folder = own
  }

  /// `2026/w47` and the anchor of `../2026/w47/trace.html#spend--total---2026-w47`.
  mutating func place(of target: String) -> (folder: String, anchor: Substring)? {
    guard let sign = target.utf8.firstIndex(of: UInt8(ascii: "#")) else { return nil }
    let file = target[..<sign]
    // A table of another page tells its own numbers.
    guard (file.isEmpty ? page[...] : file).hasSuffix("trace.html") else { return nil }
    if file != last.file {
      var parts = page.split(separator: "/").dropLast()
      for part in file.split(separator: "/") {
        if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
      }
      last = (file, Self.folder(of: parts.joined(separator: "/")))
    }
    return (last.folder, target[target.utf8.index(after: sign)...])
  }

  static func folder(of file: String) -> String { file.split(separator: "/").dropLast().joined(separator: "/") }
}

/// What the handout prints must stand in the trace or the page of its week, in the same characters: the sheet has no
/// links that lead to figures.
struct HandoutFigures {
  let site: SiteFiles

  func findings(in path: OutputPath) throws(Diagnostic) -> [GateFinding] {
    var known: Set<PrintedNumber> = []
    for name in ["trace.html", "index.html"] {
      guard let folder = path.folders.last, let beside = try? OutputPath("\(folder)/\(name)"), site.has(beside) else {
        continue
      }
      known.formUnion(try site.page(beside).numbers.filter(\.isAmount))
    }
    let page = try site.page(path)
    return page.texts.compactMap { text -> GateFinding? in
      guard text.place == .cell, !page.numbers(of: text).filter(\.isAmount).allSatisfy(known.contains) else {
        return nil
      }
      return site.difference(
        path, text.range, subject: path.description,
        "The handout prints a number that neither the trace nor the page of the week prints.",
        expected: "a number of trace.html")
    }
  }
}

extension SiteFiles {
  /// A number in a page that is not as it should be; its text is read again.
  func difference(
    _ path: OutputPath, _ range: Range<Int>, subject: String, _ summary: String, expected: String
  ) -> GateFinding {
    let content = (try? bytes(path)) ?? []
    let found = content.withUnsafeBufferPointer { EntityText.decoded($0[range.clamped(to: $0.indices)]) }
    return FiguresDifferGate.finding(
      path, line: line(of: range.lowerBound, in: path), subject: subject, summary, found: found, expected: expected)
  }
}
