import Editions
import PlaybookRules
import ReportCore
import Roadmaps

extension Sentences {
  /// The headline of the rollout page: how late, and what waits.
  func rollout() throws(Diagnostic) -> Sentence {
    guard let roadmap = edition.roadmap else { return try text.strings.sentence("rollout.verdict.none", [:]) }
    guard roadmap.dayNumber != nil else {
      guard let start = roadmap.weeks.first(where: { $0.number == 1 })?.planned.lowerBound else {
        return try text.strings.sentence("rollout.verdict.no-start", [:])
      }
      return try text.strings.sentence("rollout.verdict.before", ["date": .init(text: text.longDay(start))])
    }
    guard let slip = edition.figures[roadmap.slip], slip.value != nil else {
      return try text.strings.sentence("rollout.verdict.unknown", [:])
    }
    let items = roadmap.weeks.flatMap(\.items)
    let contradicted = items.first { $0.proof == .contradicted }
    let open = items.filter { !$0.isDone && $0.item.isMilestone && ($0.slipDays ?? 0) > 0 }.first
    let progress = edition.figures[roadmap.progress]
    let done = Sentence.Run(text: progress.map(text.cell) ?? text.words.unknown, figure: progress?.key)
    let total = Sentence.Run(text: progress?.target.map(text.count) ?? text.count(roadmap.weeks.count))
    let days = Sentence.Run(text: text.figure(slip), figure: slip.key)
    let isLate = (slip.value ?? .zero) > .zero
    if isLate, let open {
      return try text.strings.sentence("rollout.verdict.late", ["days": days, "item": itemRun(open)])
    }
    if let contradicted {
      return try text.strings.sentence(
        isLate ? "rollout.verdict.late-paper" : "rollout.verdict.paper",
        isLate ? ["days": days, "item": itemRun(contradicted)] : ["item": itemRun(contradicted)])
    }
    return try text.strings.sentence(
      isLate ? "rollout.verdict.late-done" : "rollout.verdict.on-time",
      isLate ? ["days": days] : ["done": done, "total": total])
  }

  private func itemRun(_ assessed: AssessedItem) -> Sentence.Run {
    let title = names.title(assessed.item.title).text
    return .init(text: title.count <= 80 ? title : Names.visible(assessed.item.id))
  }

  /// The title of the rollout chart.
  func rolloutTitle() throws(Diagnostic) -> String {
    guard let roadmap = edition.roadmap, let slip = edition.figures[roadmap.slip], let days = slip.value else {
      return try text("rollout.chart-title.unknown")
    }
    return days > .zero
      ? try text("rollout.chart-title.late", ["days": text.figure(slip)]) : try text("rollout.chart-title.on-time")
  }

  /// The headline of the pitfalls page: how many are safe, and which measures exist on paper only.
  func pitfalls() throws(Diagnostic) -> Sentence {
    guard let pitfalls = edition.pitfalls, !pitfalls.isEmpty else {
      return try text.strings.sentence("pitfalls.verdict.none", [:])
    }
    let safe = pitfalls.filter { $0.outcome == .safe }.count
    let key = FigureKey("pitfalls.safe", .week(edition.week))
    let figure = edition.figures[key]
    // With a pitfall that cannot be told, the count is a range: "0–1", never "none".
    let count = figure.flatMap { $0.isPoint || $0.value == nil ? nil : text.figure($0) } ?? firstCountWord(safe)
    let values = [
      "safe": Sentence.Run(text: count, figure: figure == nil ? nil : key),
      "total": Sentence.Run(text: countWord(pitfalls.count)),
    ]
    let name = { (outcome: PitfallOutcome) in
      pitfalls.filter { $0.outcome == outcome }.map { names.title($0.section.title).text }
    }
    let (paper, gaps) = (name(.paperMeasure), name(.gap))
    if let first = paper.first, !gaps.isEmpty {
      let form = (paper.count == 1 ? "one" : "other") + (gaps.count == 1 ? "-one" : "-other")
      return try text.strings.sentence(
        StringKey("pitfalls.verdict.paper-and-gap.\(form)"),
        values.merging([
          "count": .init(text: countWord(paper.count)), "gaps": .init(text: countWord(gaps.count)),
          "first": .init(text: first),
        ]) { old, _ in old })
    }
    for (outcome, key) in [(PitfallOutcome.paperMeasure, "paper"), (.gap, "gap"), (.unknown, "unknown")] {
      let found = name(outcome)
      guard let first = found.first else { continue }
      let form = found.count == 1 ? "one" : "other"
      let more = ["count": Sentence.Run(text: countWord(found.count)), "first": Sentence.Run(text: first)]
      return try text.strings.sentence(
        StringKey("pitfalls.verdict.\(key).\(form)"),
        values.merging(found.count == 1 ? ["first": .init(text: first)] : more) { old, _ in old })
    }
    return try text.strings.sentence("pitfalls.verdict.safe", values)
  }

  /// The headline of the action plan.
  func actionPlan() throws(Diagnostic) -> Sentence {
    guard let plan = edition.actionPlan, !plan.items.isEmpty else {
      return try text.strings.sentence("actions.verdict.none", [:])
    }
    let done = plan.items.filter(\.isDone).count
    let key = FigureKey("actions.done", .week(edition.week))
    let values = [
      "done": Sentence.Run(text: firstCountWord(done), figure: edition.figures[key] == nil ? nil : key),
      "total": Sentence.Run(text: countWord(plan.items.count)),
    ]
    let late = plan.items.filter { !$0.isDone && ($0.slipDays ?? 0) > 0 }.max {
      ($0.slipDays ?? 0, $1.item.id) < ($1.slipDays ?? 0, $0.item.id)
    }
    guard let late else {
      return try text.strings.sentence(
        done == plan.items.count ? "actions.verdict.done" : "actions.verdict.on-time", values)
    }
    return try text.strings.sentence(
      "actions.verdict.late",
      values.merging([
        "item": itemRun(late), "days": .init(text: text.days(late.slipDays ?? 0)),
      ]) { old, _ in old })
  }

  /// A number word at the start of a sentence: `Twee`, `Eén`, `Geen`.
  private func firstCountWord(_ count: Int) -> String {
    let words = text.strings.ifKnown("number.first-words")?.split(separator: " ") ?? []
    return words.indices.contains(count) ? String(words[count]) : text.count(count)
  }
}
