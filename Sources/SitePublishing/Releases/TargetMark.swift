import ReportCore
import SafeFiles

/// How a site lies in its target.
public enum TargetLayout: String, Sendable, CaseIterable {
  /// `releases/…` with a link `current`: readers see the old site or the new one, whole.
  case releases
  /// One plain folder, file by file, for hosts without links.
  case plain
}

/// Whose target this is: without it nothing is published into a folder that holds anything.
struct TargetMark {
  static let kind = "peil-target/1"
  let layout: TargetLayout
  /// The company, as in `site.yml`.
  let site: String
  let since: Instant

  var bytes: [UInt8] {
    KeyedText(
      TargetMark.kind,
      [
        ("layout", layout.rawValue), ("site", site), ("since", since.description),
        ("note", "this folder is written by peil publish; what does not come from it may be refused or removed"),
      ]
    ).bytes
  }

  init(layout: TargetLayout, site: String, since: Instant) {
    self.layout = layout
    self.site = KeyedText(TargetMark.kind, [("site", site)])["site"] ?? site
    self.since = since
  }

  private init?(_ text: KeyedText) {
    guard let layout = text["layout"].flatMap(TargetLayout.init(rawValue:)), let site = text["site"],
      let since = text["since"].flatMap({ Instant($0) })
    else { return nil }
    self.layout = layout
    self.site = site
    self.since = since
  }

  /// The mark in `folder`; nil when the folder is empty and free to be taken. Throws `target-not-ours` when it holds
  /// anything without a mark, when the mark is of another site (which `force` allows) or cannot be read, and
  /// `target-layout` when it is published to in the other way.
  static func check(
    _ folder: Folder, layout: TargetLayout, site: String?, force: Bool
  ) throws(Diagnostic) -> TargetMark? {
    guard try folder.status(TargetNames.mark) != nil else {
      let names = try folder.names().filter { !TargetNames.harmless.contains($0) }
      guard let first = names.first else { return nil }
      throw notOurs(
        folder.shown, "This folder holds things that peil did not publish.", found: first,
        remedy: "choose an empty or absent folder")
    }
    let shown = folder.shownName(TargetNames.mark)
    guard let text = KeyedText(try folder.contents(TargetNames.mark), kind: kind), let mark = TargetMark(text) else {
      throw notOurs(
        shown, "This mark cannot be read.", expected: kind,
        remedy: "use the peil that published here last, or choose another folder")
    }
    guard mark.layout == layout else { throw otherLayout(folder.shown, mark.layout) }
    let ours = TargetMark(layout: layout, site: site ?? mark.site, since: mark.since)
    guard mark.site == ours.site || force else {
      throw notOurs(
        shown, "This folder belongs to another site.", found: mark.site, expected: ours.site,
        remedy: "choose another folder, or take this one over with --force")
    }
    return mark
  }

  private static func notOurs(
    _ file: String, _ summary: String, found: String? = nil, expected: String? = nil, remedy: String
  ) -> Diagnostic {
    Diagnostic(
      code: "target-not-ours", at: SourcePlace(file: file), summary, found: found, expected: expected, remedy: remedy)
  }

  private static func otherLayout(_ file: String, _ layout: TargetLayout) -> Diagnostic {
    Diagnostic(
      code: "target-layout", at: SourcePlace(file: file),
      layout == .plain
        ? "This folder is published to file by file." : "This folder holds releases and a link to the current one.",
      remedy: layout == .plain ? "add --plain, or choose another folder" : "leave out --plain, or choose another folder"
    )
  }
}
