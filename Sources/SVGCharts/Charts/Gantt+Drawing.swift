extension Gantt {
  /// From the first day drawn to the last; nothing when no day is a number.
  func domain(of rows: [Row]) -> ClosedRange<Double>? {
    var days = weeks.flatMap { [$0.start, $0.start + 7] }
    for row in rows {
      for range in [row.plan, row.replan, row.actual, row.forecast].compactMap({ $0 }) {
        days += [range.lowerBound, range.upperBound]
      }
      if let milestone = row.milestone { days.append(milestone.day) }
    }
    if let today { days.append(today) }
    let usable = days.compactMap(\.ifDrawable)
    guard let first = usable.min(), let last = usable.max(), first < last else { return nil }
    return first...last
  }

  /// A line where each week begins, its number in the middle of the week.
  func drawWeeks(in area: Box, on composition: inout Composition) {
    let x = composition.plane.x
    for week in weeks.prefix(60) {
      let place = x.place(week.start)
      composition.draw(.line(place, area.top, place, area.bottom, "grid"))
    }
    let named = ColumnAxes.namedSlots(weeks.prefix(60).map(\.name), marked: 0, step: x.step * 7)
    for index in named {
      composition.draw(
        TextMark(
          text: weeks[index].name, x: x.place(weeks[index].start + 3.5), y: area.bottom + 16, anchor: .middle,
          isMuted: true))
    }
    composition.draw(TextMark(text: weekWord, x: area.left - 8, y: area.bottom + 16, anchor: .end, isMuted: true))
  }

  func drawBars(_ row: Row, slot: Int, rowHeight: Double, on composition: inout Composition) {
    let outline = rowHeight * 0.72
    let bar = max(rowHeight / 4, 5)
    // Solid and hatched lie on the floor of the outline, so that the plan above them stays visible.
    let floor = outline / 2 - bar / 2 - 0.7
    if let replan = row.replan {
      composition.draw(
        BarMark(x: span(replan), y: .strip(slot, offset: 0, thickness: outline - 6), look: .replanned))
    }
    composition.draw(BarMark(x: span(row.plan), y: .strip(slot, offset: 0, thickness: outline), look: .plan))
    if let forecast = row.forecast {
      composition.draw(
        BarMark(
          x: span(forecast), y: .strip(slot, offset: floor, thickness: bar),
          look: .forecast(hatch: composition.hatch())))
    }
    if let actual = row.actual {
      composition.draw(
        BarMark(x: span(actual), y: .strip(slot, offset: floor, thickness: bar), look: .solid("actual")))
    }
  }

  private func span(_ range: ClosedRange<Double>) -> Channel { .span(range.lowerBound, range.upperBound) }

  /// The state line; its label stays inside the drawing.
  func drawToday(in area: Box, on composition: inout Composition) {
    guard let today else { return }
    let x = composition.plane.x.place(today)
    composition.draw(.line(x, area.top - 2, x, area.bottom, "today"))
    let half = TextWidth.of(todayLabel, bold: true) / 2
    let middle = min(max(x, half), composition.width - half)
    composition.draw(TextMark(text: todayLabel, x: middle, y: 11, anchor: .middle, isBold: true, hasHalo: true))
  }

  func drawMilestones(_ rows: [Row], rowHeight: Double, on composition: inout Composition) {
    let scale = min(1, rowHeight / 24) * (composition.drawing.isNarrow ? 0.85 : 1)
    for (index, row) in rows.enumerated() {
      guard let milestone = row.milestone else { continue }
      let y = composition.plane.y.place(Double(index))
      composition.draw(milestone.glyph.diamond(aroundX: composition.plane.x.place(milestone.day), y, scale: scale))
    }
  }
}
