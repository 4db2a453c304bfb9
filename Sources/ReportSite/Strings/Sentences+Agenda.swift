import Editions
import PlaybookRules
import ReportCore

extension Sentences {
  /// A decision as a page prints it.
  struct DecisionText: Sendable, Equatable {
    /// An order, at most 60 characters.
    let title: String
    /// What is at stake, who, until when; nil parts are left out.
    let stake: String?
    let owner: String?
    let until: String?
    let greenWhen: String
    /// The first figure it rests on.
    let figure: FigureKey?

    /// `€ 99 per week in het geding · lead IT · kan tot 27 nov`.
    var line: String { [stake, owner, until].compactMap { $0 }.joined(separator: " · ") }
  }

  /// What a decision says. The stake leads to the figure it rests on.
  func decision(_ decision: Decision) throws(Diagnostic) -> DecisionText {
    let base = "decision.\(decision.kind.rawValue)"
    let subject = self.subject(of: decision.kind, decision.subject)
    var titleValues = ["subject": subject]
    if decision.kind == .notAttributed { titleValues = [:] }
    return DecisionText(
      title: try text(StringKey("\(base).title"), titleValues),
      stake: try decision.stake.map { stake throws(Diagnostic) in
        try text("decision.stake", ["amount": text.euro(stake)])
      },
      owner: decision.owner.map(names.owner),
      until: try decision.deadline.map { day throws(Diagnostic) in try text("decision.until", ["date": text.day(day)])
      },
      greenWhen: try text(StringKey("\(base).green"), greenValues(decision, subject)),
      figure: decision.from.first { edition.figures[$0] != nil })
  }

  private func greenValues(_ decision: Decision, _ subject: String) -> [String: String] {
    let amount = decision.greenWhen.map { text.euro($0) } ?? text.words.unknown
    switch decision.kind {
    case .overBudget: return ["subject": subject, "amount": amount]
    case .killSwitch: return ["amount": amount]
    case .noLimit, .unpricedModel, .missingSource: return ["subject": subject]
    case .notAttributed: return ["share": decision.greenWhen.map { text.percent($0) } ?? text.words.unknown]
    case .overdueMilestone, .overdueAction: return ["item": names.item(decision.subject).text]
    }
  }

  private func subject(of kind: Decision.Kind, _ id: String) -> String {
    switch kind {
    case .overBudget, .killSwitch, .noLimit: names.shortUseCase(id)
    case .unpricedModel, .missingSource: Names.shortened(Names.visible(id), to: 28)
    case .notAttributed: ""
    case .overdueMilestone, .overdueAction: Names.visible(id)
    }
  }

  /// What changed, in one sentence whose number leads to its trace.
  func change(_ note: ChangeNote) throws(Diagnostic) -> Sentence {
    let figure = note.from.first { edition.figures[$0] != nil }
    let amount = note.amount ?? .zero
    let magnitude = FixedDecimal(nanos: Int128(amount.nanos.magnitude))
    let plain = { (value: String) in Sentence.Run(text: value) }
    let linked = { (value: String) in Sentence.Run(text: value, figure: figure) }
    switch note.kind {
    case .rise, .fall:
      return try text.strings.sentence(
        StringKey("change.\(note.kind.rawValue)"),
        [
          "subject": plain(names.useCase(note.subject)), "amount": linked(text.euro(magnitude)),
          "previous": plain(text.week(edition.week.previous)),
        ])
    case .newModel:
      return try text.strings.sentence(
        "change.new-model", ["subject": plain(Names.visible(note.subject)), "amount": linked(text.euro(amount))])
    case .restated:
      return try text.strings.sentence(
        "change.restated", ["week": plain(text.week(edition.week)), "amount": linked(text.euroChange(amount))])
    case .missingSource where note.amount == nil:
      return try text.strings.sentence(
        "change.missing-source-unknown", ["subject": plain(Names.visible(note.subject))])
    case .unpriced, .breach, .missingSource:
      let isUseCase = note.kind == .breach
      let subject = isUseCase ? names.useCase(note.subject) : Names.visible(note.subject)
      let form = amount == FixedDecimal(1) ? "one" : "other"
      return try text.strings.sentence(
        StringKey("change.\(note.kind.rawValue).\(form)"),
        ["subject": plain(subject), "count": linked(text.count(amount))])
    }
  }
}
