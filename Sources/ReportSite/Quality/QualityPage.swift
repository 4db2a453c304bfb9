import Editions
import PlaybookRules
import ReportCore

/// Ledger quality and reconciliation: can I sign this? (look.md 3.6)
struct QualityPage {
  let scope: PageScope
  private let links: SiteLinks
  private var text: ReaderText { scope.text }

  init(_ scope: PageScope) {
    self.scope = scope
    links = scope.links(from: .quality)
  }

  func page() throws(Diagnostic) -> Page {
    let evidence = EvidenceView(scope: scope, links: links)
    let bridges = BridgeTables(scope: scope, links: links)
    let sources = SourceTables(scope: scope, links: links)
    let questions = QuestionTables(scope: scope, links: links)
    let keys = AttributionTables(scope: scope, links: links)
    return Page(
      path: .quality, template: "quality", title: try scope.pageTitle(try text("quality.title")),
      context: [
        "kicker": .context(try Kicker(state: state).context(scope)),
        "headline": .context(links.sentence(try headline())),
        "evidence": .list(try evidence.contexts()),
        "bridges": .list(try bridges.months()), "hasBridges": .flag(!scope.invoiceMonths.isEmpty),
        "parts": .list(try bridges.parts()), "hasParts": .flag(!bridges.differences.isEmpty),
        "meanings": .list(try bridges.meanings()),
        "waterfalls": .list(try bridges.waterfall()),
        "questions": .list(try questions.questions()), "hasQuestions": .flag(!quality.questions.isEmpty),
        "unpriced": .list(try questions.unpriced()),
        "sources": .list(try sources.sources()), "hasSources": .flag(!quality.sources.isEmpty),
        "attribution": .list(try keys.providers()), "hasAttribution": .flag(!keys.shares.isEmpty),
        "overviews": .list(try keys.overviews()), "hasOverviews": .flag(!keys.delays.isEmpty),
        "keys": .list(try keys.keys()), "hasKeys": .flag(keys.hasKeys),
        "doubles": .list(try sources.twins()), "hasDoubles": .flag(!quality.twins.isEmpty),
        "checks": .list(try questions.checks()),
        "filesCheck": .text(try text("quality.files-check", ["count": text.count(quality.imports.count)])),
        "imports": .list(try sources.imports()),
        "waivers": .list(try WaiverTable(scope: scope).contexts()), "hasWaivers": .flag(!scope.waivers.isEmpty),
      ], place: nil)
  }

  private var quality: LedgerQuality { scope.edition.quality }

  /// The worst of what must be in order before anybody signs.
  private var state: FigureState? {
    var states = [scope.figures.figure("quality.checks", [:], scope.now)?.state]
    if let month = scope.signedMonth {
      states.append(scope.figures.figure("quality.invoiced-share", [:], .month(month))?.state)
      states.append(scope.figures.figure("reconciliation.unexplained", [:], .month(month))?.state)
    }
    return FigureState.worst(states.compactMap { $0 })
  }

  /// How much has an invoice, and what does not add up.
  private func headline() throws(Diagnostic) -> Sentence {
    guard let month = scope.signedMonth else { return try text.strings.sentence("quality.verdict.none", [:]) }
    let period = Period.month(month)
    let name = Sentence.Run(text: text.period(period))
    guard let share = scope.figures.figure("quality.invoiced-share", [:], period), share.isPoint else {
      return try text.strings.sentence("quality.verdict.unknown", ["month": name])
    }
    let run = { (figure: Figure) in Sentence.Run(text: text.figure(figure), figure: figure.key) }
    let values = ["share": run(share), "month": name]
    if let loose = scope.figures.figure("quality.without-basis", [:], period), loose.value != .zero {
      return try text.strings.sentence(
        "quality.verdict.estimate", values.merging(["amount": run(loose)]) { first, _ in first })
    }
    if let rest = scope.unexplained(period), rest.value != .zero {
      return try text.strings.sentence(
        "quality.verdict.unexplained", values.merging(["amount": run(rest)]) { first, _ in first })
    }
    return try text.strings.sentence("quality.verdict.explained", values)
  }
}

extension PageScope {
  /// The months with a bridge to the invoices, newest first.
  var invoiceMonths: [CalendarMonth] {
    let months = figures.all.filter { $0.key.id == "quality.invoiced-share" }.compactMap { figure in
      if case .month(let month) = figure.key.period { month } else { nil }
    }
    return months.sorted(by: >)
  }

  /// The month a controller can sign: the newest whose invoices are due, else the newest.
  var signedMonth: CalendarMonth? {
    let months = invoiceMonths
    let due = months.first { month in
      figures.figure("quality.invoiced-share", [:], .month(month))?.state != .notYetDue
    }
    return due ?? months.first
  }

  /// The largest difference that nobody has explained in a month; the whole month's where all of it is known.
  func unexplained(_ period: Period) -> Figure? {
    if let whole = figures.figure("reconciliation.unexplained", [:], period), whole.isPoint { return whole }
    return figures.figures("reconciliation.unexplained", period).filter { !$0.key.scope.isEmpty && $0.isPoint }
      .max { ($0.value?.nanos.magnitude ?? 0, $1.key) < ($1.value?.nanos.magnitude ?? 0, $0.key) }
  }
}
