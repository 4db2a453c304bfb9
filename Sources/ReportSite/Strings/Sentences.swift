import Editions
import PlaybookRules
import ReportCore

/// An edition's sentences (look.md 4): every case is one whole sentence of the strings file, and every number in it is a
/// figure's own text.
struct Sentences: Sendable {
  let edition: Edition
  let text: ReaderText
  let names: Names

  init(_ edition: Edition, _ text: ReaderText) {
    self.edition = edition
    self.text = text
    names = Names(edition, text.strings)
  }

  /// The headline: at most 110 characters in Dutch, 100 in English; what is too long loses the cause's share, then the
  /// cause.
  func verdict() throws(Diagnostic) -> Sentence {
    let limit = text.language == .nl ? 110 : 100
    var shortest = Sentence([])
    for candidate in try verdictCandidates() {
      shortest = candidate
      if candidate.length <= limit { return candidate }
    }
    return shortest
  }

  private func verdictCandidates() throws(Diagnostic) -> [Sentence] {
    let verdict = edition.verdict
    switch verdict.state {
    case .unknown: return [try unknownVerdict()]
    case .notYetDue:
      guard let from = verdict.judgedFrom else { return [try text.strings.sentence("verdict.not-yet-due.plain", [:])] }
      return [try text.strings.sentence("verdict.not-yet-due.from", ["date": .init(text: text.longDay(from))])]
    case .green, .amber, .red: return try judgedVerdicts("verdict.\(verdict.state.rawValue)")
    }
  }

  private func judgedVerdicts(_ base: String) throws(Diagnostic) -> [Sentence] {
    let verdict = edition.verdict
    let values = ["amount": run(verdict.spend), "week": Sentence.Run(text: text.week(edition.week))]
    let plain = { () throws(Diagnostic) in [try text.strings.sentence(StringKey("\(base).plain"), values)] }
    guard let deviation = Deviation(verdict.deviation) else { return try plain() }
    switch (deviation, verdict.state) {
    case (.none, .green), (.none, .amber):
      return [try text.strings.sentence(StringKey("\(base).on"), values)]
    case (.under, .green): return [try sentence(StringKey("\(base).under"), values, deviation)]
    case (.over, .amber), (.over, .red): return try withCauses("\(base).over", values, deviation)
    case (.times, .red): return try withCauses("\(base).times", values, deviation)
    default: return try plain()
    }
  }

  /// From the most telling to the shortest.
  private func withCauses(
    _ base: String, _ values: [String: Sentence.Run], _ deviation: Deviation
  ) throws(Diagnostic) -> [Sentence] {
    var result: [Sentence] = []
    for (suffix, more) in causes() {
      let all = values.merging(more.mapValues { Sentence.Run(text: $0) }) { first, _ in first }
      result.append(try sentence(StringKey(base + suffix), all, deviation))
    }
    return result
  }

  /// The endings of a sentence that names a cause, from the most telling to none.
  private func causes() -> [(suffix: String, values: [String: String])] {
    switch edition.verdict.cause {
    case .none: return [("", [:])]
    case .spread(let count): return [("-spread", ["count": countWord(count)]), ("", [:])]
    case .one(let id, let share):
      return [
        ("-one", ["first": names.inSentence(id), "share": shareWords(share)]),
        ("-one", ["first": names.shortUseCase(id), "share": shareWords(share)]),
        ("-one-short", ["first": names.shortUseCase(id)]), ("", [:]),
      ]
    case .two(let first, let second, let share):
      let short = ["first": names.shortUseCase(first), "second": names.shortUseCase(second)]
      let share = ["share": shareWords(share)]
      let full = ["first": names.inSentence(first), "second": names.inSentence(second)]
      return [
        ("-two", full.merging(share) { first, _ in first }), ("-two", short.merging(share) { first, _ in first }),
        ("-two-short", short), ("", [:]),
      ]
    }
  }

  private func sentence(
    _ key: StringKey, _ values: [String: Sentence.Run], _ deviation: Deviation
  ) throws(Diagnostic) -> Sentence {
    var values = values
    let used = edition.verdict.budgetUsed
    switch deviation {
    case .none: break
    case .under(let share), .over(let share): values["percent"] = .init(text: text.percent(share), figure: linked(used))
    case .times(let factor): values["factor"] = .init(text: text.number(factor, decimals: 1), figure: linked(used))
    }
    return try text.strings.sentence(key, values)
  }

  private func unknownVerdict() throws(Diagnostic) -> Sentence {
    let verdict = edition.verdict
    let figure = edition.figures[verdict.spend]
    let hasBudget = edition.figures[verdict.budgetUsed]?.value != nil || verdict.reason == .noPrice
    let reason = verdict.reason ?? figure?.reason
    let gap = try text(
      reason.map { StringKey("verdict.gap.\($0.rawValue)") } ?? (hasBudget ? "verdict.gap.O1" : "verdict.gap.budget"))
    let week = Sentence.Run(text: text.week(edition.week))
    let values = ["gap": Sentence.Run(text: gap), "week": week]
    let bound = { (value: FixedDecimal, direction: DecimalText.Direction) in
      Sentence.Run(text: text.outward(value, direction, beside: figure), figure: linked(verdict.spend))
    }
    switch (figure?.lower, figure?.upper) {
    case (let lower?, let upper?) where lower == upper:
      let point = Sentence.Run(text: text.euro(lower), figure: linked(verdict.spend))
      return try text.strings.sentence("verdict.unknown.point", values.merging(["lower": point]) { first, _ in first })
    case (let lower?, let upper?):
      return try text.strings.sentence(
        "verdict.unknown.range",
        values.merging(["lower": bound(lower, .down), "upper": bound(upper, .up)]) { first, _ in first })
    case (let lower?, nil):
      return try text.strings.sentence(
        "verdict.unknown.at-least", values.merging(["lower": bound(lower, .down)]) { first, _ in first })
    case (nil, _): return try text.strings.sentence("verdict.unknown.nothing", values)
    }
  }

  /// A figure's text, leading to its trace when the edition has it.
  func run(_ key: FigureKey) -> Sentence.Run {
    guard let figure = edition.figures[key] else { return .init(text: text.unknown(.noSource)) }
    return .init(text: text.figure(figure), figure: key)
  }

  private func linked(_ key: FigureKey) -> FigureKey? { edition.figures[key] == nil ? nil : key }
}

/// How far spending lies from its budget, in the words of look.md 4.1.
enum Deviation: Equatable {
  /// Within half a per cent.
  case none
  case under(FixedDecimal)
  case over(FixedDecimal)
  /// Twice the budget or more.
  case times(FixedDecimal)

  /// Nil without a budget. `value` is spend ÷ budget − 1.
  init?(_ value: FixedDecimal?) {
    guard let value else { return nil }
    if value.nanos.magnitude <= 5_000_000 {
      self = .none
    } else if value < .zero {
      self = .under(FixedDecimal(nanos: -value.nanos))
    } else {
      self = value.nanos >= 1_000_000_000 ? .times(FixedDecimal(1) + value) : .over(value)
    }
  }
}

extension Sentences {
  /// `driekwart`, `een derde`, or `62 %` (look.md 4.1).
  func shareWords(_ share: FixedDecimal) -> String {
    let percent = DecimalText.rounded(FixedDecimal(nanos: share.nanos * 100), decimals: 0)
    let word: StringKey? =
      switch percent {
      case 23...27: "share-word.quarter"
      case 31...35: "share-word.third"
      case 48...52: "share-word.half"
      case 64...69: "share-word.two-thirds"
      case 73...77: "share-word.three-quarters"
      case 90...: "share-word.almost-all"
      default: nil
      }
    return word.flatMap { text.strings.ifKnown($0) } ?? text.percent(share)
  }

  /// `vijf`; digits from thirteen on.
  func countWord(_ count: Int) -> String {
    let words = text.strings.ifKnown("number.words")?.split(separator: " ") ?? []
    return words.indices.contains(count) ? String(words[count]) : text.count(count)
  }

  /// The chart title over weekly spend against budget.
  func spendTitle() throws(Diagnostic) -> String {
    let verdict = edition.verdict
    guard verdict.state != .unknown else { return try text("chart-title.spend.unknown") }
    let first: (name: String, share: FixedDecimal)? =
      if case .one(let id, let share) = verdict.cause { (names.shortUseCase(id), share) } else { nil }
    switch Deviation(verdict.deviation) {
    case nil:
      return try text(
        "chart-title.spend.no-budget", ["week": text.week(edition.week), "amount": run(verdict.spend).text])
    case .some(.none): return try text("chart-title.spend.on")
    case .under(let share): return try text("chart-title.spend.under", ["percent": text.percent(share)])
    case .over(let share):
      guard let first else { return try text("chart-title.spend.over", ["percent": text.percent(share)]) }
      return try text(
        "chart-title.spend.over-one",
        ["percent": text.percent(share), "share": shareWords(first.share), "first": first.name])
    case .times(let factor):
      let factor = text.number(factor, decimals: 1)
      guard let first else { return try text("chart-title.spend.times", ["factor": factor]) }
      return try text("chart-title.spend.times-one", ["factor": factor, "first": first.name])
    }
  }

  /// The chart title over spend by use case: who moved most, or who costs most when nothing moved.
  func useCasesTitle() throws(Diagnostic) -> String {
    let now = edition.figures.figures("spend.by-use-case", .week(edition.week)).compactMap { figure in
      figure.value.flatMap { value in figure.key.scope["useCase"].map { (id: $0, value: value) } }
    }
    guard let largest = now.max(by: { ($0.value, $1.id) < ($1.value, $0.id) }) else {
      return try text("chart-title.use-cases.empty")
    }
    guard largest.value > .zero else { return try text("chart-title.spend.unknown") }
    // What is not fully known has not risen or fallen.
    let moves = now.compactMap { id, _ -> (id: String, change: FixedDecimal)? in
      let weeks = [edition.week.previous, edition.week]
      let known = edition.figures.series("spend.by-use-case", ["useCase": id], weeks: weeks).compactMap { figure in
        figure.flatMap { $0.isPoint ? $0.value : nil }
      }
      return known.count == 2 ? (id, known[1] - known[0]) : nil
    }
    let widest = moves.max { ($0.change.nanos.magnitude, $1.id) < ($1.change.nanos.magnitude, $0.id) }
    if let widest, widest.change.nanos.magnitude >= 1_000_000_000 {
      return try text(
        widest.change > .zero ? "chart-title.use-cases.rise" : "chart-title.use-cases.fall",
        ["subject": names.shortUseCase(widest.id), "amount": text.euroChange(widest.change)])
    }
    return try text(
      "chart-title.use-cases.largest",
      [
        "subject": names.shortUseCase(largest.id), "amount": text.euro(largest.value), "week": text.week(edition.week),
      ])
  }

  /// The chart title over the seven days.
  func daysTitle() throws(Diagnostic) -> String {
    guard let figure = edition.figures.figure("budget.days-over-110", [:], .week(edition.week)), let days = figure.value
    else { return try text("chart-title.days.empty") }
    let count = Int(days.nanos / 1_000_000_000)
    switch count {
    // None that is certain, and at least one that cannot be told.
    case 0 where !figure.isPoint: return try text("chart-title.days.unknown")
    case 0: return try text("chart-title.days.none")
    case 1: return try text("chart-title.days.one")
    default: return try text("chart-title.days.other", ["count": text.count(count)])
    }
  }
}
