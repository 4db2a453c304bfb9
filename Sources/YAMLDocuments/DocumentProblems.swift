package import ReportCore

/// Collects the complaints about what people keep in YAML and CSV, so that one run shows them all. A class because
/// every reader of every file writes into the same list; it never leaves the reading.
package final class DocumentProblems {
  /// In the order of reading.
  package private(set) var list: [Diagnostic] = []

  /// No complaints.
  package init() {}

  /// Adds one.
  package func add(_ diagnostic: Diagnostic) { list.append(diagnostic) }

  /// Adds an error.
  package func error(
    _ code: String, at place: SourcePlace, _ summary: String, found: String? = nil, expected: String? = nil,
    remedy: String? = nil
  ) {
    add(Diagnostic(code: code, at: place, summary, found: found, expected: expected, remedy: remedy))
  }

  /// By file, then line, then the order of reading.
  package var sorted: [Diagnostic] {
    list.enumerated().sorted { left, right in
      let first = (left.element.place?.file ?? "", left.element.place?.line ?? 0, left.offset)
      let second = (right.element.place?.file ?? "", right.element.place?.line ?? 0, right.offset)
      return first < second
    }.map(\.element)
  }
}
