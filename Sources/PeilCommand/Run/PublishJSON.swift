import OutputTree
import SitePublishing

/// `peil publish --json`.
struct PublishJSON: Encodable {
  let schema = "peil.publish/1"
  let target: String
  let layout: String
  let dryRun: Bool
  let published: Bool
  let release: String?
  let previous: String?
  let added: [File]
  let changed: [File]
  let removed: [File]
  let unchanged: Total
  let copied: Total
  /// Style sheets of earlier releases that stay.
  let carried: [String]
  let pruned: [String]
  let foreign: Int
  /// True when the line in `content/editions.csv` is there.
  let recorded: Bool

  struct File: Encodable {
    let path: String
    let bytes: Int
    let was: Int
  }

  struct Total: Encodable {
    let files: Int
    let bytes: Int
  }

  init(_ report: PublishReport, _ target: String, isPlain: Bool, isDryRun: Bool) {
    let plan = report.plan
    self.target = target
    layout = (isPlain ? TargetLayout.plain : .releases).rawValue
    dryRun = isDryRun
    published = report.isPublished
    release = report.release?.description
    previous = report.previous?.description
    added = plan.added.map(PublishJSON.file)
    changed = plan.changed.map(PublishJSON.file)
    removed = plan.removed.map(PublishJSON.file)
    unchanged = Total(files: plan.unchanged.count, bytes: plan.unchanged.reduce(0) { $0 + $1.bytes })
    copied = Total(files: plan.added.count + plan.changed.count, bytes: plan.bytesToCopy)
    carried = plan.carried.map(\.description)
    pruned = report.pruned.map(\.description)
    foreign = plan.foreign
    recorded = report.isPublished && report.recordFailure == nil
  }

  private static func file(_ change: PublishPlan.Change) -> File {
    File(path: change.path.description, bytes: change.bytes, was: change.was)
  }
}
