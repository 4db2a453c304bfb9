import Registers
public import ReportCore

/// What changed since last week and should be known, at most five notes, the doubtful ones first.
public struct ChangeList: Sendable {
  private let facts: WeekFacts

  public init(_ facts: WeekFacts) { self.facts = facts }

  /// The notes of the week. `firstKnown` is the week's spend as it was known when its edition was due.
  public func notes(firstKnown: Figure?) -> [ChangeNote] {
    let movement = movements()
    let all = restated(firstKnown) + missing() + unpriced() + breaches() + newModels() + movement
    return Array(all.prefix(5))
  }

  private func restated(_ firstKnown: Figure?) -> [ChangeNote] {
    guard let before = firstKnown?.value, let key = firstKnown?.key, let now = facts.figure("spend.total")?.value,
      now != before
    else { return [] }
    return [
      ChangeNote(
        kind: .restated, subject: "", amount: now - before, from: [FigureKey("spend.total", facts.period), key])
    ]
  }

  private func missing() -> [ChangeNote] {
    (facts.ledger.expected ?? []).compactMap { source in
      let days = source.missingDays(in: facts.week.days).count
      guard days > 0 else { return nil }
      return ChangeNote(
        kind: .missingSource, subject: source.expectation.id, amount: FixedDecimal(days),
        from: [FigureKey("coverage.source", scope: ["source": source.expectation.id], facts.period)])
    }
  }

  private func unpriced() -> [ChangeNote] {
    facts.figures.values.filter { $0.key.id == "unpriced.calls" && $0.key.period == facts.period }.sorted {
      $0.key < $1.key
    }
    .map { ChangeNote(kind: .unpriced, subject: $0.key.scope["model"] ?? "", amount: $0.value, from: [$0.key]) }
  }

  private func breaches() -> [ChangeNote] {
    facts.useCases.compactMap { useCase in
      guard let days = facts.figure("budget.days-over-110", ["useCase": useCase.id]), let count = days.value,
        count > .zero
      else { return nil }
      return ChangeNote(kind: .breach, subject: useCase.id, amount: count, from: [days.key])
    }
  }

  private func newModels() -> [ChangeNote] {
    let week = facts.week
    let now = facts.ledger.cells(in: week.days).filter(\.isUsage)
    let earlier = facts.ledger.cells(in: week.firstDay.advanced(by: -84)...week.firstDay.advanced(by: -1))
    let known = Set(earlier.map(\.model))
    guard !known.isEmpty else { return [] }
    // A model without a price has a note of its own; what it costs nobody knows.
    let unpriced = Set(now.filter(\.hasUnpriced).map(\.model))
    return Set(now.map(\.model)).subtracting(known).subtracting(unpriced).subtracting([""]).sorted().map { model in
      let euro = now.reduce(Int128(0)) { $0 + ($1.model == model ? Int128($1.euro) : 0) }
      return ChangeNote(
        kind: .newModel, subject: model, amount: FixedDecimal(nanos: euro),
        from: [FigureKey("spend.total", facts.period)])
    }
  }

  // The largest riser and the largest faller, where they moved by a tenth of the use case and by a hundredth of the whole.
  private func movements() -> [ChangeNote] {
    guard let total = facts.figure("spend.total")?.value else { return [] }
    let moves = facts.useCases.compactMap { useCase -> ChangeNote? in
      let scope = ["useCase": useCase.id]
      let before = FigureKey("spend.by-use-case", scope: scope, .week(facts.week.previous))
      // What is not fully known has not risen or fallen.
      guard let now = facts.figure("spend.by-use-case", scope), now.isPoint, let value = now.value,
        let last = facts.figures[before], last.isPoint, let earlier = last.value
      else { return nil }
      let change = value - earlier
      guard change.nanos.magnitude * 10 >= earlier.nanos.magnitude,
        change.nanos.magnitude * 100 >= total.nanos.magnitude
      else { return nil }
      return ChangeNote(
        kind: change > .zero ? .rise : .fall, subject: useCase.id, amount: change, from: [now.key, before])
    }
    let rise = moves.filter { $0.kind == .rise }.max { ($0.amount ?? .zero) < ($1.amount ?? .zero) }
    let fall = moves.filter { $0.kind == .fall }.min { ($0.amount ?? .zero) < ($1.amount ?? .zero) }
    return [rise, fall].compactMap { $0 }
  }
}
