public import OutputTree
public import ReportCore

/// What a check of one thing came to.
public struct Verification: Sendable {
  /// What was looked at, one after the other.
  public enum Level: String, Sendable, CaseIterable {
    /// The files that must be there, and that they can be read.
    case structure
    /// Every byte against the manifests.
    case digests
    /// Who vouches for it.
    case signature
    /// Its place between the others.
    case chain
    /// The edition made again.
    case rebuild
  }

  /// What a level came to.
  public enum Outcome: Sendable, Equatable {
    /// Nothing wrong; the text says what was established.
    case passed(String)
    /// See the findings.
    case failed
    /// Could not be judged, and why.
    case notJudged(String)
  }

  /// A finding, and the level it belongs to.
  public struct Finding: Sendable, Equatable {
    /// Where it was met.
    public let level: Level
    /// File, found, expected.
    public let diagnostic: Diagnostic

    /// A finding.
    public init(_ level: Level, _ diagnostic: Diagnostic) {
      self.level = level
      self.diagnostic = diagnostic
    }
  }

  /// What was checked.
  public enum Subject: String, Sendable {
    /// A bag of an edition.
    case edition
    /// The stub of a bag that was disposed of.
    case disposal
    /// A bag that peil did not make.
    case bag
    /// A folder of bags.
    case archive
    /// A published site.
    case site
  }

  /// What it turned out to be.
  public var subject: Subject
  /// As the person named it.
  public var shown: String
  /// Nil for what is not ours, and when it cannot be read.
  public var label: BagLabel?
  /// Of `tagmanifest-sha256.txt`, where there is one.
  public var digest: ContentDigest?
  /// The id of the key of its signature, good or not; empty when unsigned.
  public var signer = ""
  /// How many files were hashed, and their bytes.
  public var files = 0
  /// Bytes hashed.
  public var bytes = 0
  /// In the order they were met.
  public var findings: [Finding] = []
  /// What the levels established, for those without an error.
  private var established: [Level: Outcome] = [:]

  init(_ subject: Subject, shown: String) {
    self.subject = subject
    self.shown = shown
  }

  /// True when nothing is wrong; what could not be judged is not wrong.
  public var isSound: Bool { !findings.contains { $0.diagnostic.severity == .error } }

  /// The levels that were looked at, in order.
  public var levels: [(level: Level, outcome: Outcome)] {
    Level.allCases.compactMap { level in
      let isWrong = findings.contains { $0.level == level && $0.diagnostic.severity == .error }
      return isWrong ? (level, .failed) : established[level].map { (level, $0) }
    }
  }

  /// Says what a level came to, if nothing is wrong with it.
  public mutating func conclude(_ level: Level, _ outcome: Outcome) { established[level] = outcome }

  /// Adds findings of one level.
  public mutating func add(_ diagnostics: [Diagnostic], _ level: Level) {
    findings += diagnostics.map { Finding(level, $0) }
  }
}
