public import ReportCore
import SafeFiles

/// What a publication did.
public struct PublishReport: Sendable {
  /// What changed for readers.
  public internal(set) var plan = PublishPlan()
  /// What readers see now; nil when nothing was ever published.
  public internal(set) var release: ReleaseID?
  /// What they saw before, when that changed.
  public internal(set) var previous: ReleaseID?
  /// False when there was nothing to publish.
  public internal(set) var isPublished = false
  /// Old releases that were removed.
  public internal(set) var pruned: [ReleaseID] = []
  /// True when a publication of an earlier run was recorded only now.
  public internal(set) var recovered = false
  /// Why this publication could not be recorded; it is published all the same.
  public internal(set) var recordFailure: Diagnostic?
  /// What could not be tidied up afterwards.
  public internal(set) var warnings: [Diagnostic] = []
}

/// Brings a built site to its readers (reliability.md 5).
public enum Publisher {
  /// Writes the line of a publication into `content/editions.csv`. It may be called twice for the same publication,
  /// when a run is killed right after it.
  public typealias Record = (Publication) throws(Diagnostic) -> Void

  /// Looks whether the target can be published to, before anything is built for it. Changes nothing.
  public static func checkTarget(_ request: PublishRequest) throws(DiagnosticList) {
    do throws(Diagnostic) {
      _ = try TargetDoor.look(request)
    } catch {
      throw DiagnosticList([error])
    }
  }

  /// What `publish` would do. Changes nothing, the target is not even made.
  public static func plan(_ request: PublishRequest) throws(DiagnosticList) -> PublishReport {
    let source = try PublishSource(request)
    do throws(Diagnostic) {
      let root = try TargetDoor.look(request)
      var report = PublishReport()
      switch request.layout {
      case .releases: (report.plan, report.release) = try ReleasePublishing.plan(source, root)
      case .plain: (report.plan, report.release) = try PlainPublishing.plan(source, root)
      }
      return report
    } catch {
      throw DiagnosticList([error])
    }
  }

  /// Publishes what differs. Stopped at any moment, the next run completes it. Throws, and readers keep what they had,
  /// with the codes of the target (`target-not-ours`, `target-layout`, `target-in-site`, `publish-locked`,
  /// `swap-impossible`, `foreign-file`), of the source (`not-built`, `write-locked`, `bad-manifest`, `bad-file-name`,
  /// `source-changed`), of the plan (`too-many-removals`, `no-front-page`) and of the system.
  public static func publish(
    _ request: PublishRequest, _ edition: PublishedEdition, record: @escaping Record
  ) throws(DiagnosticList) -> PublishReport {
    let source = try PublishSource(request)
    let (root, lock) = try enter(request)
    defer { withExtendedLifetime(lock) {} }
    switch request.layout {
    case .releases:
      return try ReleasePublishing(request: request, root: root, record: record).publish(source, edition)
    case .plain:
      return try PlainPublishing(request: request, root: root, record: record).publish(source, edition)
    }
  }

  /// Leads readers back to the release before, after every byte of it was checked. Throws `no-earlier-release` and
  /// `release-damaged` besides the codes of the target.
  public static func rollBack(
    _ request: PublishRequest, record: @escaping Record
  ) throws(DiagnosticList) -> PublishReport {
    do throws(Diagnostic) {
      guard try TargetDoor.look(request) != nil else { throw Rollback.none(request, "Nothing was published here yet.") }
    } catch {
      throw DiagnosticList([error])
    }
    let (root, lock) = try enter(request)
    defer { withExtendedLifetime(lock) {} }
    return try Rollback(request: request, root: root, record: record).carryOut()
  }

  private static func enter(_ request: PublishRequest) throws(DiagnosticList) -> (Folder, LockFile) {
    do throws(Diagnostic) {
      return try TargetDoor.enter(request)
    } catch {
      throw DiagnosticList([error])
    }
  }
}
