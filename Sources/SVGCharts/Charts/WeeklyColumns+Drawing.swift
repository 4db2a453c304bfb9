extension WeeklyColumns {
  private static let share = 0.72

  func drawColumn(_ slot: Int, axes: ColumnAxes, on composition: inout Composition) {
    let week = weeks[slot]
    let x = Channel.slot(slot, share: Self.share)
    let certain = week.value.certain
    if let certain, certain != 0 {
      let look: BarLook =
        switch week.kind {
        case .past: .solid("actual")
        case .current: .solid("now")
        case .forecast: .forecast(hatch: composition.hatch())
        }
      composition.draw(BarMark(x: x, y: .span(0, certain), look: look))
    }
    if !week.value.isKnown {
      let low = composition.plane.y.place(certain ?? 0)
      // Room for the sign, however little is missing.
      let high = min(composition.plane.y.place(top(of: slot)), low - 16)
      let (left, right) = x.ends(on: composition.plane.x)
      composition.draw(.rectangle(Box(left: left, top: high, right: right, bottom: low).inset(by: 0.75), "unknown"))
    } else if let certain, let projected = week.projected, projected > certain {
      composition.draw(BarMark(x: x, y: .span(certain, projected), look: .forecast(hatch: composition.hatch())))
    }
    if let former = week.formerValue {
      let left = x.ends(on: composition.plane.x).0
      let y = composition.plane.y.place(former)
      composition.draw(.line(left - 5, y, left + 5, y, "restated"))
    }
  }

  /// The signs of open slots, drawn over the plan line or, where it would strike through them, above it.
  func drawUnknownSigns(on composition: inout Composition) {
    for slot in weeks.indices where !weeks[slot].value.isKnown {
      let low = composition.plane.y.place(weeks[slot].value.certain ?? 0)
      let high = min(composition.plane.y.place(top(of: slot)), low - 16)
      var y = (low + high) / 2 + 4
      if let budget = weeks[slot].budget {
        let line = composition.plane.y.place(budget)
        if line > y - 13, line < y + 4 { y = line - 6 }
      }
      composition.draw(
        TextMark(
          text: "?", x: composition.plane.x.place(Double(slot)), y: y, anchor: .middle, isBold: true, hasHalo: true))
    }
  }

  func drawBreaches(on composition: inout Composition) {
    for slot in weeks.indices where weeks[slot].hasBreach {
      let x = composition.plane.x.place(Double(slot))
      let y = composition.plane.y.place(top(of: slot))
      composition.draw(.rectangle(Box(left: x - 4, top: y - 9, right: x + 4, bottom: y - 1), "breach"))
    }
  }

  func rightMargin(_ size: Drawing) -> Double {
    var widths = [TextWidth.of(words.budget, bold: true), TextWidth.of(words.budgetAmount)]
    if hasForecast { widths.append(TextWidth.of(words.forecast)) }
    guard hasForecast || weeks.contains(where: { $0.budget != nil }) else { return 14 }
    return max((widths.max() ?? 0) + 14, size.isNarrow ? 60 : 66)
  }

  private var hasForecast: Bool { weeks.contains { $0.kind == .forecast } }

  /// "budget" at the end of its line with the amount below it, and "prognose" beside the forecast, clear of that.
  func drawEndLabels(axes: ColumnAxes, on composition: inout Composition) {
    let x = axes.area.right + 8
    var budgetY: Double?
    if let slot = weeks.lastIndex(where: { $0.budget != nil }), let budget = weeks[slot].budget {
      let room = words.budgetAmount.isEmpty ? 4.0 : 18
      let y = min(max(axes.plane.y.place(budget) + 4, axes.area.top + 4), axes.area.bottom - room)
      budgetY = y
      composition.draw(TextMark(text: words.budget, x: x, y: y, isBold: true))
      composition.draw(TextMark(text: words.budgetAmount, x: x, y: y + 14, isMuted: true))
    }
    guard let slot = weeks.lastIndex(where: { $0.kind == .forecast }) else { return }
    var y = axes.plane.y.place(top(of: slot)) + 4
    if let budgetY {
      let below = budgetY + (words.budgetAmount.isEmpty ? 14 : 28)
      let above = budgetY - 14
      y = y < budgetY && above >= axes.area.top - 4 ? min(y, above) : max(y, below)
    }
    composition.draw(TextMark(text: words.forecast, x: x, y: y, isMuted: true))
  }

  /// Values above this week, annotated weeks and the last forecast, with their notes; a label that would touch an
  /// earlier one is left out, in that order of importance.
  func drawValueLabels(axes: ColumnAxes, on composition: inout Composition) {
    var taken: [Box] = []
    for note in notes(axes: axes, on: composition) {
      // The value of an annotated week belongs to the note: both or neither.
      let marks = [note.label] + note.lines
      guard !marks.contains(where: { mark in taken.contains { $0.overlaps(mark.box) } }) else { continue }
      taken += marks.map(\.box)
      for mark in marks { composition.draw(mark) }
      let bottom = note.lines.last?.box.bottom ?? 0
      if note.label.box.top - bottom > 10 {
        composition.draw(.line(note.label.x, bottom + 2, note.label.x, note.label.box.top - 2, "leader"))
      }
    }
    var slots = currentSlot.map { [$0] } ?? []
    if let last = weeks.lastIndex(where: { $0.kind == .forecast }) { slots.append(last) }
    if labelsEveryColumn { slots += weeks.indices.filter { weeks[$0].value.certain != nil } }
    for slot in slots {
      guard let label = valueLabel(slot, axes: axes, on: composition) else { continue }
      guard !taken.contains(where: { $0.overlaps(label.box) }) else { continue }
      taken.append(label.box)
      composition.draw(label)
    }
  }

  func valueLabel(_ slot: Int, axes: ColumnAxes, on composition: Composition) -> TextMark? {
    let week = weeks[slot]
    guard !week.valueLabel.isEmpty else { return nil }
    var y = axes.plane.y.place(max(top(of: slot), 0)) - 6 - (week.hasBreach ? 9 : 0)
    if !week.value.isKnown { y = min(y, axes.plane.y.place(week.value.certain ?? 0) - 22) }
    if let budget = week.budget {
      // The plan line may not strike through the number: then the number stands above the line.
      let line = axes.plane.y.place(budget)
      if line > y - 14, line < y + 6 { y = line - 7 }
    }
    let isCurrent = week.kind == .current
    var label = TextMark(
      text: week.valueLabel, x: axes.plane.x.place(Double(slot)), y: max(y, 10), anchor: .middle, isBold: isCurrent,
      isMuted: week.kind == .forecast, hasHalo: true)
    // End labels stand eight units beside the columns.
    label.x -= max(label.box.right - axes.area.right - 4, 0)
    label.x += max(2 - label.box.left, 0)
    return label
  }
}
