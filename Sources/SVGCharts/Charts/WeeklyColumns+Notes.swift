extension WeeklyColumns {
  /// A few words above a column, with the value they are about.
  struct Note {
    var label: TextMark
    var lines: [TextMark]
  }

  /// The newest notes: two, on a phone one. Two that stand close turn away from each other.
  func notes(axes: ColumnAxes, on composition: Composition) -> [Note] {
    let narrow = composition.drawing.isNarrow
    let annotated = weeks.indices.reversed().filter { !(weeks[$0].note ?? "").isEmpty }
    let drafts = annotated.prefix(narrow ? 1 : 2).compactMap {
      slot -> (label: TextMark, lines: [String], width: Double)? in
      guard let label = valueLabel(slot, axes: axes, on: composition) else { return nil }
      let lines = TextWidth.lines(weeks[slot].note ?? "", width: 168, count: 2)
      return (label, lines, lines.map { TextWidth.of($0) }.max() ?? 0)
    }
    let areClose =
      drafts.count == 2 && drafts[0].label.x - drafts[1].label.x < (drafts[0].width + drafts[1].width) / 2 + 12
    return drafts.enumerated().map { index, draft in
      let label = draft.label
      var anchor = TextMark.Anchor.middle
      var x = label.x
      if areClose {
        anchor = index == 0 ? .start : .end
        x += index == 0 ? -10 : 10
      }
      let left = anchor == .start ? x : anchor == .end ? x - draft.width : x - draft.width / 2
      x += max(2 - left, 0) - max(left + draft.width + 2 - composition.width, 0)
      let bottom = min(label.box.top - 10, axes.area.top - 12)
      let lines = draft.lines.enumerated().map { row, line in
        TextMark(
          text: line, x: x, y: max(bottom - Double(draft.lines.count - 1 - row) * 14, 10 + Double(row) * 14),
          anchor: anchor, hasHalo: true)
      }
      return Note(label: label, lines: lines)
    }
  }
}
