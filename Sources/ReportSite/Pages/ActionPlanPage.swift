import Editions
import PlaybookRules
import ReportCore
import Roadmaps

/// The three actions within 30 days, and what the taskforce has open (S59–S62).
struct ActionPlanPage {
  let scope: PageScope
  private let links: SiteLinks
  private var text: ReaderText { scope.text }

  init(_ scope: PageScope) {
    self.scope = scope
    links = scope.links(from: .actionPlan)
  }

  func page() throws(Diagnostic) -> Page {
    let plan = scope.edition.actionPlan
    let rows = ItemRows(scope: scope, links: links)
    return Page(
      path: .actionPlan, template: "action-plan", title: try scope.pageTitle(try text("actions.title")),
      context: [
        "kicker": .context(try Kicker(state: plan?.state, remarks: try remarks(plan)).context(scope)),
        "headline": .context(links.sentence(try scope.sentences.actionPlan())),
        "hasPlan": .flag(plan != nil),
        "actions": .context(
          try rows.table(
            plan?.items ?? [], caption: try text("actions.caption"), anchor: "table-actions", isAnchored: true)),
        "tasks": .context(
          try rows.table(
            scope.edition.tasks, caption: try text("actions.tasks-caption"), anchor: "table-tasks", isAnchored: true)),
        "hasTasks": .flag(!scope.edition.tasks.isEmpty),
      ], place: .actionPlan)
  }

  private func remarks(_ plan: ActionPlanAssessment?) throws(Diagnostic) -> [String] {
    guard let plan else { return [] }
    guard let day = plan.dayNumber else { return [try text("actions.no-start")] }
    if day < 1 { return [] }
    guard day > 30 else { return [try text("actions.day", ["day": text.count(day)])] }
    return [try text("actions.day-after", ["days": text.days(day - 30)])]
  }
}
