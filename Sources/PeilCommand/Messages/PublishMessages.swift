import ReportCore
import SitePublishing

/// About `peil publish`.
extension Messages {
  static let publishAbstract = "Bring the site to its readers, whole or not at all."
  static let publishDiscussion = """
    Builds what is new, looks whether anything stands in the way (data checks, broken links, figures that differ, \
    secrets and personal data; content/waivers.yml lets pass what somebody answers for), and publishes public/ to \
    TARGET as a release beside the earlier ones. Readers are led to it in one step by the link TARGET/current: let the \
    web server serve that. Only what changed is copied; every publication is a line in content/editions.csv.

    For hosts that take one plain folder (a Windows share, SharePoint): --plain, file by file in a safe order.

    TARGET must be absent, empty or published to before, and lie outside the site's folder. Stopped at any moment, \
    readers have the old site or the new one, and the same command completes it.
    """
  static let targetHelp = "The folder to publish to."
  static let publishPlanHelp = "Show what would change for readers, for public/ as it is, and change nothing."
  static let rollbackHelp = "Lead readers back to the release before."
  static let plainHelp = "Publish into one plain folder, file by file, without links."
  static let forceHelp = "Allow more removals, a site without a front page, and a target of another site."
  static let keepHelp = "How many releases stay, the new one included."
  static let maximumRemovalsHelp = "The largest share of the files that may disappear."
  static let publishJSONHelp = "Print what changed as JSON."

  static let keepTooFew = "--keep is at least 2: the new release and the one to go back to."
  static let notAPercentage = "--max-removals is a percentage from 0 to 100."
  static let noPlainRollback = "A plain folder keeps no earlier release: build the site as it should be and publish it."
  static let noDryRollback = "--rollback has no plan to show: leave out --dry-run."
  static let publishStopped = "Nothing was published; readers have what they had."

  static func holder(_ process: Int32, since moment: Instant) -> String { "process \(process), since \(moment)" }

  /// In `content/editions.csv`.
  static func note(of publication: Publication) -> String {
    publication.isRollback ? "back to release \(publication.release)" : "release \(publication.release)"
  }

  static func published(
    _ report: PublishReport, _ edition: PublishedEdition, _ target: String, isPlain: Bool
  ) -> [String] {
    let entrance = isPlain ? "\(target)/index.html" : "\(target)/current/index.html"
    var lines = report.recovered ? ["An earlier publication was recorded only now."] : []
    guard report.isPublished, let release = report.release else {
      return lines + ["Nothing to publish: readers have this site already, at \(entrance)"]
    }
    lines.append("Published \(edition.week) to \(target), release \(release): \(counts(report.plan)).")
    if !report.pruned.isEmpty { lines.append("Removed \(counted(report.pruned.count, "old release")).") }
    if report.plan.foreign > 0 { lines.append("Left alone \(counted(report.plan.foreign, "foreign file")).") }
    return lines + ["Readers enter at \(entrance)"]
  }

  static func wentBack(_ report: PublishReport, _ target: String) -> String {
    let left = report.previous.map { " from release \($0)" } ?? ""
    return "Readers of \(target) are back\(left) at release \(report.release.map(\.description) ?? "")."
  }

  static func plan(_ report: PublishReport, _ target: String) -> [String] {
    let plan = report.plan
    var lines = plan.added.map { "+ \($0.path)  \(size($0.bytes))" }
    lines += plan.changed.map { "~ \($0.path)  \(size($0.was)) → \(size($0.bytes))" }
    lines += plan.removed.map { "- \($0.path)  \(size($0.was))" }
    if plan.foreign > 0 { lines.append("\(counted(plan.foreign, "foreign file")) would be left alone.") }
    let now = report.release.map { "now release \($0)" } ?? "nothing published yet"
    return lines + ["\(target) (\(now)): \(counts(plan)). Nothing was changed."]
  }

  private static func counts(_ plan: PublishPlan) -> String {
    let removed = plan.removed.reduce(0) { $0 + $1.was }
    var parts = [
      "\(counted(plan.added.count, "file")) added", "\(plan.changed.count) changed",
      "\(plan.removed.count) removed", "\(plan.unchanged.count) unchanged", "\(size(plan.bytesToCopy)) to copy",
    ]
    if removed > 0 { parts.append("\(size(removed)) less") }
    return parts.joined(separator: ", ")
  }

  /// `950 bytes`, `12.3 kB`, `4.0 MB`: thousands, as file managers count.
  static func size(_ bytes: Int) -> String {
    guard bytes >= 1_000 else { return counted(bytes, "byte") }
    let (unit, name) =
      bytes < 1_000_000 ? (1_000, "kB") : bytes < 1_000_000_000 ? (1_000_000, "MB") : (1_000_000_000, "GB")
    let tenths = (bytes * 10 + unit / 2) / unit
    return "\(tenths / 10).\(tenths % 10) \(name)"
  }

  /// What readers do not notice and the publisher must know.
  static func afterwards(_ report: PublishReport) -> [Diagnostic] {
    let warnings = report.warnings.map { warning in
      Diagnostic(
        .warning, code: "left-behind", at: warning.place, "The site is published, but not everything was tidied up.",
        found: warning.summary, remedy: "the next publication does it")
    }
    return warnings + (report.recordFailure.map { [notRecorded($0)] } ?? [])
  }

  static func notRecorded(_ reason: Diagnostic?) -> Diagnostic {
    Diagnostic(
      code: "not-recorded", at: reason?.place ?? SourcePlace(file: "content/editions.csv"),
      "Readers have the new site, but its line in content/editions.csv could not be written.",
      found: reason?.summary, remedy: "mend that and run the same command again: it writes the line")
  }
}
