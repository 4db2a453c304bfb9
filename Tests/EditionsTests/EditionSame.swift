import PlaybookRules
import ReportCore

@testable import Editions

extension Edition {
  /// What differs between two editions of a week, in a few words; empty when nothing a reader can see does.
  func differences(from other: Edition) -> [String] {
    var found: [String] = []
    let keys = Set(figures.all.map(\.key)).union(other.figures.all.map(\.key)).sorted()
    for key in keys where figures[key] != other.figures[key] { found.append("figure \(key)") }
    for key in keys where figures.traceSources(of: key) != other.figures.traceSources(of: key) {
      found.append("trace of \(key)")
    }
    if quality != other.quality { found += quality.differences(from: other.quality) }
    if ledger != other.ledger { found.append("ledger \(ledger) \(other.ledger)") }
    if asOf != other.asOf { found.append("as of \(asOf) \(other.asOf)") }
    if knownThen != other.knownThen { found.append("known then") }
    if isCurrent != other.isCurrent || seriesWeeks != other.seriesWeeks { found.append("weeks") }
    if String(describing: verdict) != String(describing: other.verdict) { found.append("verdict") }
    if String(describing: decisions) != String(describing: other.decisions) { found.append("decisions") }
    if String(describing: changes) != String(describing: other.changes) { found.append("changes") }
    return found
  }
}

extension LedgerQuality {
  fileprivate func differences(from other: LedgerQuality) -> [String] {
    var found: [String] = []
    if sources != other.sources { found.append("sources \(sources) \(other.sources)") }
    if imports != other.imports { found.append("imports") }
    if earlierImports != other.earlierImports { found.append("earlier \(earlierImports) \(other.earlierImports)") }
    if twins != other.twins { found.append("twins") }
    if questions != other.questions { found.append("questions") }
    if restatement != other.restatement { found.append("restatement") }
    return found.isEmpty ? ["keys"] : found
  }
}
