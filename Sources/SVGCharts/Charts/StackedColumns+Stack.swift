extension StackedColumns {
  /// What lies on what: the series in drawing order, bottom first, with what is not attributed on top.
  struct Stack {
    struct Layer {
      var name: String
      var shortName: String
      var look: BarLook
      var values: [Double?]
      var lastLabel: String
    }

    let layers: [Layer]
    let weeks: Int

    /// Largest total at the bottom; ties by the register's order. What has no colour of its own, and all but the
    /// `kept` largest, become one layer on top of the others.
    init(_ chart: StackedColumns, keeping kept: Int) {
      weeks = chart.weekNames.count
      func value(_ series: Series, _ week: Int) -> Double? {
        week < series.values.count ? series.values[week] : nil
      }
      let weekRange = 0..<weeks
      let totals = chart.series.map { series in weekRange.reduce(0) { $0 + abs(value(series, $1) ?? 0) } }
      let coloured = chart.series.indices.filter { (1...7).contains(chart.series[$0].colour) }
      let order = coloured.sorted { totals[$0] == totals[$1] ? $0 < $1 : totals[$0] > totals[$1] }
      let own = Set(order.prefix(kept))
      var layers = order.prefix(kept).map { index -> Layer in
        let series = chart.series[index]
        return Layer(
          name: series.name, shortName: series.shortName,
          look: .solid("segment s" + String(series.colour)),
          values: weekRange.map { value(series, $0) }, lastLabel: series.lastLabel)
      }
      let rest = chart.series.indices.filter { !own.contains($0) }.map { chart.series[$0] }
      if !rest.isEmpty {
        // A sum with an unknown part is unknown.
        let sums = weekRange.map { week -> Double? in
          var sum = 0.0
          for series in rest {
            guard let value = value(series, week) else { return nil }
            sum += value
          }
          return sum
        }
        layers.append(
          Layer(
            name: chart.words.other, shortName: chart.words.other, look: .solid("segment s8"), values: sums,
            lastLabel: (sums.last ?? nil).map(chart.labels.withUnit) ?? "?"))
      }
      if let open = chart.notAttributed {
        layers.append(
          Layer(
            name: open.name, shortName: open.shortName, look: .unknown, values: weekRange.map { value(open, $0) },
            lastLabel: open.lastLabel))
      }
      self.layers = layers
    }

    func segments(week: Int) -> [StackedBarMark.Segment] {
      layers.map { StackedBarMark.Segment(value: $0.values[week] ?? 0, look: $0.look) }
    }

    /// How much the layers without a value in that week were when last known: the height of the open slot.
    func unknownHeight(week: Int) -> Double? {
      let missing = layers.filter { $0.values[week] == nil }
      guard !missing.isEmpty else { return nil }
      return missing.reduce(0) { sum, layer in
        let known = layer.values[..<week].last { $0 != nil } ?? layer.values[week...].first { $0 != nil }
        return sum + max((known ?? nil) ?? 0, 0)
      }
    }

    func positive(week: Int) -> Double { layers.reduce(0) { $0 + max($1.values[week] ?? 0, 0) } }
    func bottom(week: Int) -> Double { layers.reduce(0) { $0 + min($1.values[week] ?? 0, 0) } }
    func top(week: Int) -> Double { positive(week: week) + (unknownHeight(week: week) ?? 0) }
  }

  func drawColumn(_ week: Int, _ stack: Stack, on composition: inout Composition) {
    composition.draw(StackedBarMark(slot: week, share: 0.8, segments: stack.segments(week: week)))
    guard let missing = stack.unknownHeight(week: week) else { return }
    let base = stack.positive(week: week)
    let low = composition.plane.y.place(base)
    // Room for the sign, however little is missing.
    let high = min(composition.plane.y.place(base + missing), low - 16)
    let (left, right) = Channel.slot(week, share: 0.8).ends(on: composition.plane.x)
    composition.draw(.rectangle(Box(left: left, top: high, right: right, bottom: low).inset(by: 0.75), "unknown"))
    composition.draw(
      TextMark(
        text: "?", x: (left + right) / 2, y: (low + high) / 2 + 4, anchor: .middle, isBold: true, hasHalo: true))
  }
}
