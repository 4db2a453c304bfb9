import Editions
import ReportCore

/// The line above the headline: state, moment of the data, how much was measured. Values for `parts/kicker`.
struct Kicker {
  let state: FigureState?
  /// Words between the state and the moment: `voorlopig`, `oude editie`.
  var remarks: [String] = []

  func context(_ scope: PageScope) throws(Diagnostic) -> Context {
    var parts = remarks
    let asOf = try scope.text("frame.kicker-as-of", ["moment": scope.text.moment(scope.edition.asOf)])
    parts.append(scope.edition.ledger.imports > 0 ? asOf : try scope.text("frame.no-imports"))
    if let measured = scope.figures.figure("measured.share", [:], scope.now), let count = measured.value,
      let total = measured.target
    {
      parts.append(
        try scope.text("frame.measured", ["count": scope.text.count(count), "total": scope.text.count(total)]))
    }
    let waivers = scope.waivers.count
    if waivers > 0 { parts.append(try scope.text.counted("frame.waivers", waivers)) }
    return [
      "marks": .list(state.map { [scope.text.mark($0)] } ?? []),
      "parts": .list(parts.enumerated().map { ["part": .text($1), "isFirst": .flag($0 == 0 && state == nil)] }),
    ]
  }
}
