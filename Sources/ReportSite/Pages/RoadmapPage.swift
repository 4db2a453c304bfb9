import Editions
import PlaybookRules
import ReportCore
import Roadmaps
import SVGCharts

/// The rollout: are we late, where, and what unlocks it? (look.md 3.3, S50, S51)
struct RoadmapPage {
  let scope: PageScope
  private let links: SiteLinks
  private var text: ReaderText { scope.text }

  init(_ scope: PageScope) {
    self.scope = scope
    links = scope.links(from: .roadmap)
  }

  func page() throws(Diagnostic) -> Page {
    let roadmap = scope.edition.roadmap
    var content: [Context] = []
    if let roadmap { content.append(try self.content(roadmap)) }
    return Page(
      path: .roadmap, template: "roadmap", title: try scope.pageTitle(try text("rollout.title")),
      context: [
        "kicker": .context(
          try Kicker(state: state(roadmap), remarks: try remarks(roadmap)).context(scope)),
        "headline": .context(links.sentence(try scope.sentences.rollout())),
        "plans": .list(content), "hasPlan": .flag(roadmap != nil),
      ], place: .rollout)
  }

  private func state(_ roadmap: RoadmapAssessment?) -> FigureState? {
    roadmap.map { scope.figures[$0.slip]?.state ?? .unknown }
  }

  private func remarks(_ roadmap: RoadmapAssessment?) throws(Diagnostic) -> [String] {
    guard let roadmap, let day = roadmap.dayNumber else { return [] }
    let length = roadmap.weeks.filter { $0.number > 0 }.count * 7
    return day <= length
      ? [try text("rollout.day", ["day": text.count(day), "total": text.count(length)])]
      : [try text("rollout.day-after", ["days": text.days(day - length)])]
  }

  private func content(_ roadmap: RoadmapAssessment) throws(Diagnostic) -> Context {
    let rows = ItemRows(scope: scope, links: links)
    let milestones = roadmap.weeks.flatMap(\.items).filter(\.item.isMilestone)
    var next: [Context] = []
    for item in Self.nextSteps(roadmap) { next.append(try rows.row(item)) }
    var weeks: [Context] = []
    for week in roadmap.weeks { weeks.append(try self.week(week, rows)) }
    return [
      "gantt": .context(try ganttFigure(roadmap)),
      "next": .list(next), "hasNext": .flag(!next.isEmpty),
      "criteria": .context(
        try rows.table(milestones, caption: try text("rollout.criteria-caption"), anchor: "table-criteria")),
      "weeks": .list(weeks),
    ]
  }

  /// The three open items that come first: what is most overdue, then what is due next.
  static func nextSteps(_ roadmap: RoadmapAssessment) -> [AssessedItem] {
    let open = roadmap.weeks.flatMap(\.items).filter { !$0.isDone }
    let sorted = open.enumerated().sorted { left, right in
      guard let first = left.element.item.due else { return false }
      guard let second = right.element.item.due else { return true }
      return (first, left.offset) < (second, right.offset)
    }
    return Array(sorted.prefix(3).map(\.element))
  }

  private func ganttFigure(_ roadmap: RoadmapAssessment) throws(Diagnostic) -> Context {
    FigureDrawing(
      anchor: "chart-rollout", title: try scope.sentences.rolloutTitle(), unit: try text("rollout.chart-unit"),
      source: try text("rollout.source", ["file": "content/roadmap.md"]), tableHref: "#table-criteria",
      chart: try RolloutDrawing(scope: scope).gantt(roadmap)
    ).context
  }

  private func week(_ week: RoadmapWeek, _ rows: ItemRows) throws(Diagnostic) -> Context {
    let title = scope.names.title(week.section.title)
    let body = week.section.bodyHTML[scope.language.rawValue] ?? week.section.bodyHTML["nl"] ?? ""
    return [
      "anchor": .text("week-\(week.number)"), "number": .text(text.count(week.number)), "title": .text(title.text),
      "hasTitleLang": .flag(title.language != nil), "titleLang": .text(title.language ?? ""),
      "mark": .context(text.mark(week.state)), "dates": .text(text.range(week.planned)),
      "bodyHTML": .html(SafeHTML(renderedMarkdown: body)),
      "items": .context(
        try rows.table(
          week.items, caption: try text("rollout.week-caption", ["number": text.count(week.number)]),
          anchor: "table-week-\(week.number)", isAnchored: true)),
    ]
  }
}

/// The rollout chart with its words, for the rollout page and the handout.
struct RolloutDrawing {
  let scope: PageScope

  func gantt(_ roadmap: RoadmapAssessment) throws(Diagnostic) -> Gantt {
    let progress = scope.figures[roadmap.progress]
    let words = ChartText(
      title: try scope.sentences.rolloutTitle(),
      description: try scope.text(
        "rollout.chart-description",
        [
          "message": try scope.sentences.rolloutTitle(),
          "done": progress.map(scope.text.cell) ?? scope.text.words.unknown,
          "total": progress?.target.map(scope.text.count) ?? scope.text.count(roadmap.weeks.count),
        ]), empty: try scope.text("rollout.none"), idPrefix: "rollout")
    return RolloutChart(scope: scope, roadmap: roadmap).chart(
      words, weekWord: scope.text.words.week,
      todayLabel: try scope.text("rollout.today", ["date": scope.text.day(scope.edition.evaluatedOn)]))
  }
}
