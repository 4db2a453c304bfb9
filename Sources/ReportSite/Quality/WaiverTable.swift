import Registers
import ReportCore

/// What the edition was published with although a gate says no: `content/waivers.yml`.
struct WaiverTable {
  let scope: PageScope
  private var text: ReaderText { scope.text }

  /// None when nothing was waived; those that end first come first.
  func contexts() throws(Diagnostic) -> [Context] {
    let waivers = scope.waivers
    guard !waivers.isEmpty else { return [] }
    var rows: [Table.Row] = []
    let all = try text("quality.waiver-all")
    for waiver in waivers {
      rows.append(
        Table.Row(cells: [
          .head(try text(StringKey("quality.gate.\(waiver.gate.rawValue)"))),
          .text(waiver.subject.map(Names.visible) ?? all),
          .text(scope.names.owner(waiver.owner)), .text(Names.visible(waiver.reason)),
          .text(text.dayMonthYear(waiver.until)),
        ]))
    }
    var columns: [Table.Column] = []
    for key in ["waiver-gate", "waiver-subject", "owner", "waiver-reason", "waiver-until"] {
      columns.append(.text(try text(StringKey("quality.\(key)"))))
    }
    let table = Table(
      anchor: "table-waivers", caption: try text("quality.waivers-caption", ["week": text.week(scope.week)]),
      columns: columns, rows: rows)
    return [table.context(text)]
  }
}

extension PageScope {
  /// The waivers that stand on the edition, those that end first before the others.
  var waivers: [Waiver] {
    (registers.waivers ?? []).filter { $0.stands(on: week) }.sorted { ($0.until, $0.line) < ($1.until, $1.line) }
  }
}
