extension StackedColumns {
  /// A name beside the last column: where it belongs and where it stands.
  struct EndLabel {
    var mark: TextMark
    var wanted: Double
    var place: Double
    var isNear: Bool { abs(wanted - place) < 5 }
  }

  struct EndLabels {
    var labels: [EndLabel]
    /// How many stand so far from their segment that the eye loses them.
    var farMoves: Int { labels.count { abs($0.place - $0.wanted) > 28 } }
  }

  private static let narrowLabels = 112.0
  private static let wideLabels = 190.0

  /// What the names need: with amounts on paper and desktop, without them on a phone.
  func labelWidth(_ stack: Stack, narrow: Bool) -> Double {
    let limit = narrow ? Self.narrowLabels : Self.wideLabels
    let widest = (0..<stack.layers.count).map { mark(stack.layers[$0], narrow: narrow).width }.max() ?? 0
    return min(widest, limit)
  }

  /// The names own the right margin, so the budget is named at the beginning of its line, above it.
  func drawBudgetLabel(axes: ColumnAxes, on composition: inout Composition) {
    guard let slot = budgets.prefix(weekNames.count).firstIndex(where: { $0 != nil }), let level = budgets[slot] else {
      return
    }
    var mark = TextMark(
      text: words.budget, x: axes.plane.x.place(Double(slot)) - axes.plane.x.step / 2 + 2,
      y: max(axes.plane.y.place(level) - 6, 10), isBold: true, hasHalo: true,
      tail: budgetLabel.isEmpty ? nil : budgetLabel)
    if mark.box.right > axes.area.right { mark.tail = nil }
    composition.draw(mark)
  }

  /// The name as long as it fits; on a phone the amount goes first, then the short name is used.
  private func mark(_ layer: Stack.Layer, narrow: Bool) -> TextMark {
    let limit = narrow ? Self.narrowLabels : Self.wideLabels
    let isOpen = layer.look == .unknown
    var mark = TextMark(text: (isOpen ? "? " : "") + layer.name, x: 0, y: 0, tail: narrow ? nil : layer.lastLabel)
    if mark.width <= limit { return mark }
    mark.text = (isOpen ? "? " : "") + layer.shortName
    if mark.width > limit {
      mark.text = TextWidth.fitted(mark.text, to: limit - mark.width + TextWidth.of(mark.text))
    }
    return mark
  }

  func endLabels(_ stack: Stack, axes: ColumnAxes, narrow: Bool) -> EndLabels {
    let week = weekNames.count - 1
    let spans = StackedBarMark.spans(stack.segments(week: week).map(\.value))
    var open = stack.positive(week: week)
    var labels = zip(stack.layers, spans).map { layer, span -> EndLabel in
      var middle = (span.low + span.high) / 2
      if layer.values[week] == nil {
        let height = max((layer.values.last { $0 != nil } ?? nil) ?? 0, 0)
        middle = open + height / 2
        open += height
      }
      let y = axes.plane.y.place(middle)
      return EndLabel(mark: mark(layer, narrow: narrow), wanted: y, place: y)
    }
    let places = LabelStack.places(labels.map(\.wanted), within: (axes.area.top)...(axes.area.bottom - 4))
    for index in labels.indices { labels[index].place = places[index] }
    return EndLabels(labels: labels)
  }

  func drawEndLabels(_ stack: Stack, axes: ColumnAxes, on composition: inout Composition) {
    let columnEnd = Channel.slot(weekNames.count - 1, share: 0.8).ends(on: axes.plane.x).1
    for label in endLabels(stack, axes: axes, narrow: composition.drawing.isNarrow).labels {
      var mark = label.mark
      mark.x = axes.area.right + 14
      mark.y = label.place + 4
      if label.isNear {
        composition.draw(.line(columnEnd + 2, label.place, mark.x - 3, label.place, "leader"))
      } else {
        var path = SVGPath()
        path.move(to: columnEnd + 2, label.wanted)
        path.line(to: axes.area.right + 4, label.wanted)
        path.line(to: mark.x - 3, label.place)
        composition.draw(.path(path, "leader"))
      }
      composition.draw(mark)
    }
  }
}
