public import ReportCore

/// The complaints of one file: the first fifty in full, the rest counted.
public struct ProblemLog: Sendable {
  /// Kept in full, at most.
  public static let limit = 50
  /// The file the last line of `diagnostics` speaks of.
  public let file: String
  /// How many were added.
  public private(set) var count = 0
  private var kept: [Diagnostic] = []

  /// No complaints about `file`, a path as the person knows it.
  public init(file: String) { self.file = file }

  /// True when nothing was wrong.
  public var isEmpty: Bool { count == 0 }

  /// Adds a complaint; it is not even made when there are fifty already.
  public mutating func add(_ diagnostic: @autoclosure () -> Diagnostic) {
    count += 1
    if kept.count < ProblemLog.limit { kept.append(diagnostic()) }
  }

  /// In file order; when there are more than fifty, one line says how many were left out.
  public var diagnostics: [Diagnostic] {
    guard count > kept.count else { return kept }
    return kept + [
      Diagnostic(
        code: "more-problems", at: SourcePlace(file: file), "and \(count - kept.count) more",
        remedy: "Correct the ones above first; many often have one cause.")
    ]
  }
}
