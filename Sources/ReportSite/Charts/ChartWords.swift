import Editions
import ReportCore
import SVGCharts

extension PageScope {
  /// The numbers of the series' weeks, as they stand under columns.
  var weekNames: [String] { edition.seriesWeeks.map { String($0.number) } }

  /// First and last week of the series, for descriptions.
  var seriesEnds: [String: String] {
    ["first": text.week(edition.seriesWeeks.first ?? week), "last": text.week(week)]
  }

  /// The highest known value of a series, as text.
  func highest(_ figures: [Figure?]) -> String {
    let values = figures.compactMap { figure in figure?.value.map { (value: $0, figure: figure) } }
    return values.max { $0.value < $1.value }.flatMap { $0.figure.map(text.figure) } ?? text.words.unknown
  }

  /// What stands in the frame of a chart without data.
  func emptySentence(_ reason: UnknownReason?) throws(Diagnostic) -> String {
    let reason = reason ?? .noSource
    let words = text.words.reasons[reason].map { "\(reason.rawValue): \($0)" } ?? reason.rawValue
    return try text("edition.chart.empty", ["reason": words])
  }

  /// What the charts of an edition rest on.
  func sourceLine() throws(Diagnostic) -> String {
    try text(
      "edition.chart.source",
      ["imports": text.count(edition.ledger.imports), "rows": text.count(edition.ledger.entries)])
  }
}
