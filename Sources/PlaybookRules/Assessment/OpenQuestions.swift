import Registers
public import ReportCore

/// Something the ledger cannot tell, with how many euros hang on it and who can settle it.
public struct OpenQuestion: Sendable, Equatable {
  /// What kinds there are; the raw value is the strings key after `quality.question.`.
  public enum Kind: String, Sendable, CaseIterable {
    /// Use without a price; subject: the model.
    case unpriced
    /// Rows without an exchange rate.
    case unrated
    /// Expected days that did not come; subject: the source.
    case missingSource = "missing-source"
    /// Money that nobody owns.
    case notAttributed = "not-attributed"
    /// An invoice that is due; subject: the provider.
    case missingInvoice = "missing-invoice"
    /// A difference with the invoice that nobody explained; subject: the provider.
    case unexplained
    /// Two sources that may tell the same money; subject: the provider.
    case twins
  }

  public var kind: Kind
  public var reason: UnknownReason
  public var subject: String
  /// The week, or the month of an invoice.
  public var period: Period
  /// How much the total may be off downwards and upwards, in euro; nil is unbounded.
  public var lower: FixedDecimal?
  public var upper: FixedDecimal?
  /// An owner's id.
  public var owner: String?
  /// The figure that says so.
  public var figure: FigureKey

  public init(
    kind: Kind, reason: UnknownReason, subject: String, period: Period, lower: FixedDecimal?, upper: FixedDecimal?,
    owner: String?, figure: FigureKey
  ) {
    self.kind = kind
    self.reason = reason
    self.subject = subject
    self.period = period
    self.lower = lower
    self.upper = upper
    self.owner = owner
    self.figure = figure
  }

  /// How far apart the bounds are; nil is unbounded.
  public var uncertainty: FixedDecimal? { if let lower, let upper { upper - lower } else { nil } }
}

/// What is not known of the week's money and of the months' invoices, most euros of uncertainty first.
struct OpenQuestions {
  private let facts: WeekFacts

  init(_ facts: WeekFacts) { self.facts = facts }

  func questions() -> [OpenQuestion] {
    let all = unpriced() + unrated() + missingSources() + notAttributed() + invoices() + twins()
    return all.enumerated().sorted { left, right in
      switch (left.element.uncertainty, right.element.uncertainty) {
      case (nil, nil): left.offset < right.offset
      case (nil, _): true
      case (_, nil): false
      case (let first?, let second?): (second, left.offset) < (first, right.offset)
      }
    }.map(\.element)
  }

  private func unpriced() -> [OpenQuestion] {
    figures("unpriced.calls", facts.period).map { calls in
      let model = calls.key.scope["model"] ?? ""
      let tally = facts.ledger.tally(facts.week.days) { $0.hasUnpriced && $0.pricedName == model }
      let provider = facts.ledger.cells(in: facts.week.days).first { $0.hasUnpriced && $0.pricedName == model }?
        .provider
      return OpenQuestion(
        kind: .unpriced, reason: .noPrice, subject: model, period: facts.period, lower: .zero,
        upper: tally.costLimit.map { FixedDecimal(nanos: $0) }, owner: provider.flatMap(owner), figure: calls.key)
    }
  }

  private func unrated() -> [OpenQuestion] {
    let tally = facts.ledger.tally(facts.week.days)
    guard tally.unratedRows > 0 else { return [] }
    return [
      OpenQuestion(
        kind: .unrated, reason: .noExchangeRate, subject: "", period: facts.period, lower: .zero, upper: nil,
        owner: nil,
        figure: FigureKey("spend.total", facts.period))
    ]
  }

  /// What the missing days may hold: as much a day as the source's other days of the last four weeks.
  private func missingSources() -> [OpenQuestion] {
    (facts.ledger.expected ?? []).compactMap { source in
      let missing = source.missingDays(in: facts.week.days).count
      guard missing > 0 else { return nil }
      let providers = Set(source.expectation.providers.map { $0.lowercased() })
      let earlier = facts.week.firstDay.advanced(by: -28)...facts.week.lastDay
      let covered = source.expectedDays(in: earlier).count - source.missingDays(in: earlier).count
      let known = facts.ledger.tally(earlier) { providers.isEmpty || providers.contains($0.provider.lowercased()) }
      let mean = Fraction(max(known.euro, 0) * Int128(missing), over: Int128(covered) * 1_000_000_000)
      return OpenQuestion(
        kind: .missingSource, reason: facts.ledger.gap(in: facts.week.days) ?? .noSource,
        subject: source.expectation.id, period: facts.period, lower: .zero, upper: mean.map { FixedDecimal($0) },
        owner: source.expectation.owner,
        figure: FigureKey("coverage.source", scope: ["source": source.expectation.id], facts.period))
    }
  }

  private func notAttributed() -> [OpenQuestion] {
    guard let figure = facts.figure("spend.not-attributed"), let value = figure.value, value != .zero else { return [] }
    return [
      OpenQuestion(
        kind: .notAttributed, reason: .notAttributed, subject: "", period: facts.period, lower: min(.zero, value),
        upper: max(.zero, value), owner: nil, figure: figure.key)
    ]
  }

  private func invoices() -> [OpenQuestion] {
    facts.figures.values.filter { $0.key.id == "reconciliation.unexplained" && !$0.key.scope.isEmpty }
      .sorted { $0.key < $1.key }.compactMap { figure in
        let provider = figure.key.scope["provider"] ?? ""
        let ledger = facts.figures[FigureKey("reconciliation.ledger", scope: figure.key.scope, figure.key.period)]
        switch figure.state {
        case .amber, .red:
          let value = figure.value ?? .zero
          return OpenQuestion(
            kind: .unexplained, reason: .sourcesContradict, subject: provider, period: figure.key.period,
            lower: min(.zero, value), upper: max(.zero, value), owner: owner(of: provider), figure: figure.key)
        case .unknown where figure.value == nil:
          // Nobody has confirmed any of it.
          let amount = ledger?.value ?? .zero
          return OpenQuestion(
            kind: .missingInvoice, reason: figure.reason ?? .noSource, subject: provider, period: figure.key.period,
            lower: min(.zero, FixedDecimal(nanos: -amount.nanos)), upper: .zero, owner: owner(of: provider),
            figure: figure.key)
        default: return nil
        }
      }
  }

  private func twins() -> [OpenQuestion] {
    facts.twins.filter { $0.kind == .suspected }.map { twin in
      let twice = FixedDecimal(nanos: Int128(min(abs(twin.countedEuro), abs(twin.otherEuro))))
      return OpenQuestion(
        kind: .twins, reason: .sourcesContradict, subject: twin.provider, period: facts.period,
        lower: FixedDecimal(nanos: -twice.nanos), upper: .zero, owner: owner(of: twin.provider),
        figure: FigureKey("quality.twins-suspected", facts.period))
    }
  }

  private func figures(_ id: String, _ period: Period) -> [Figure] {
    facts.figures.values.filter { $0.key.id == id && $0.key.period == period }.sorted { $0.key < $1.key }
  }

  /// Who delivers what is known of the provider.
  private func owner(of provider: String) -> String? {
    facts.registers.sources?.last { $0.providers.contains { $0.lowercased() == provider.lowercased() } }?.owner
  }
}
