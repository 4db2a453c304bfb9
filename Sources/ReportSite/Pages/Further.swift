import Editions
import ReportCore

/// Links to the other pages, each with its state and one line. Values for `parts/further`.
struct Further {
  let scope: PageScope
  let links: SiteLinks

  func contexts() throws(Diagnostic) -> [Context] {
    var items: [Context] = []
    if scope.edition.roadmap != nil {
      items.append(try item("rollout", .roadmap, figure("roadmap.slip")?.state, try rollout()))
    }
    if let safe = figure("pitfalls.safe") {
      items.append(try item("pitfalls", .pitfalls, safe.state, try note("pitfalls-note", safe)))
    }
    if let done = figure("actions.done") {
      items.append(try item("action-plan", .actionPlan, done.state, try note("action-plan-note", done)))
    }
    if let checks = figure("quality.checks") { items.append(try quality(checks)) }
    items.append(try item("handout", .handout(scope.week), nil, try word("handout-note")))
    items.append([
      "href": .text(links.to(.week(scope.week))),
      "label": .text(try word("week", ["week": scope.text.week(scope.week)])),
      "marks": .list([]), "note": .text(try word("week-note")),
    ])
    return items
  }

  private func figure(_ id: String) -> Figure? { scope.figures.figure(id, [:], scope.now) }

  private func word(_ key: String, _ values: [String: String] = [:]) throws(Diagnostic) -> String {
    try scope.text(StringKey("edition.further.\(key)"), values)
  }

  private func item(
    _ key: String, _ path: SitePath, _ state: FigureState?, _ note: String
  ) throws(Diagnostic) -> Context {
    [
      "href": .text(links.to(path)), "label": .text(try word(key)),
      "marks": .list(state.map { [scope.text.mark($0)] } ?? []), "note": .text(note),
    ]
  }

  private func note(_ key: String, _ figure: Figure) throws(Diagnostic) -> String {
    try word(key, ["done": scope.text.cell(figure), "total": total(figure)])
  }

  /// The newest month whose invoices are due, and the sums that hold.
  private func quality(_ checks: Figure) throws(Diagnostic) -> Context {
    let share = scope.signedMonth.flatMap { month in
      scope.figures.figure("quality.invoiced-share", [:], .month(month)).map { (month: month, figure: $0) }
    }
    guard let share, share.figure.value != nil else {
      return try item("quality", .quality, checks.state, try note("quality-note-checks", checks))
    }
    let worst = FigureState.worst([checks.state, share.figure.state].compactMap { $0 })
    let values = [
      "share": scope.text.figure(share.figure), "month": scope.text.month(share.month),
      "done": scope.text.cell(checks), "total": total(checks),
    ]
    return try item("quality", .quality, worst, try word("quality-note", values))
  }

  private func total(_ figure: Figure?) -> String { figure?.target.map(scope.text.count) ?? scope.text.words.unknown }

  private func rollout() throws(Diagnostic) -> String {
    let progress = figure("roadmap.progress")
    var values = ["done": progress.map(scope.text.cell) ?? scope.text.words.unknown, "total": total(progress)]
    guard let slip = figure("roadmap.slip"), slip.value != nil else { return try word("rollout-note-unknown", values) }
    values["slip"] = scope.text.figure(slip)
    return try word("rollout-note", values)
  }
}
