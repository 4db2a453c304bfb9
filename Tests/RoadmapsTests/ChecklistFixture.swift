import ReportCore
import Roadmaps
import Testing

/// Checklists written in a test, and the way tests write down complaints.
enum ChecklistFixture {
  /// A checklist with one section around `tasks`; the first task stands on line 5.
  static func section(_ tasks: String) -> String { "# Titel\n\n## Week 1 {id=week-1}\n\n" + tasks }

  /// Reads a Dutch text and perhaps its twin, for owners it and finance and a rollout from 2026-10-05.
  static func read(_ dutch: String, english: String? = nil) -> Checked<Checklist?> {
    ChecklistReader.read(
      dutch: ("content/a.md", dutch), english: english.map { ("content/a.en.md", $0) }, owners: ["it", "finance"],
      rolloutStart: CalendarDay("2026-10-05"))
  }

  /// `file:line field code: found → remedy`, the parts that are there.
  static func short(_ diagnostic: Diagnostic) -> String {
    var text = diagnostic.place?.description.replacing("content/", with: "") ?? ""
    if diagnostic.severity == .warning { text += " warning" }
    text += diagnostic.place?.field.map { " \($0)" } ?? ""
    text += " \(diagnostic.code)"
    if let found = diagnostic.found { text += ": \(found)" }
    if let remedy = diagnostic.remedy { text += " → \(remedy)" }
    return text
  }
}
