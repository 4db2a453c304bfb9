/// The frame that all column charts share: a value axis of round ticks at the left, slots along a base line.
struct ColumnAxes {
  let area: Box
  let plane: Plane
  let ticks: Ticks
  private let tickLabels: [String]

  /// A single column must not become a wall: slots are never wider than this.
  static let widestSlot = 84.0

  /// - Parameter right: what end labels need, beside the margin.
  init(
    _ composition: Composition, slots: Int, values: [Double], labels: ValueLabels, top: Double, right: Double,
    bottom: Double = 26
  ) {
    let low = min(values.min() ?? 0, 0)
    let high = max(values.max() ?? 0, 0)
    // Room above the highest and below the lowest for a label; ticks round it up.
    let ticks = Ticks(covering: low * 1.1, high * 1.1)
    let last = ticks.values.count - 1
    tickLabels = ticks.values.enumerated().map { $0 == last ? labels.withUnit($1) : labels.plain($1) }
    self.ticks = ticks
    let left = min((tickLabels.map { TextWidth.of($0) }.max() ?? 0) + 8, composition.width * 0.3)
    let room = max(composition.width - left - right, 40)
    area = Box(
      left: left, top: top, right: left + min(room, Self.widestSlot * Double(max(slots, 1))),
      bottom: composition.height - bottom)
    plane = Plane(
      x: BandScale(count: slots, from: area.left, to: area.right),
      y: LinearScale(ticks.domain, from: area.bottom, to: area.top))
  }

  func drawGrid(on composition: inout Composition) {
    for (value, label) in zip(ticks.values, tickLabels) {
      let y = plane.y.place(value)
      if value != 0 { composition.draw(.line(area.left, y, area.right, y, "grid")) }
      composition.draw(
        TextMark(text: label, x: area.left - 8, y: y + 4, anchor: .end, isMuted: true))
    }
  }

  /// The base line at zero and the names of the slots; the marked one is bold and always named.
  func drawBase(
    on composition: inout Composition, names: [String], marked: Int?, word: String = "", bold: Set<Int> = []
  ) {
    composition.draw(.line(area.left, plane.y.place(0), area.right, plane.y.place(0), "axis"))
    let named = Self.namedSlots(names, marked: marked, step: plane.x.step)
    for slot in named {
      let isMarked = slot == marked || bold.contains(slot)
      composition.draw(
        TextMark(
          text: names[slot], x: plane.x.place(Double(slot)), y: area.bottom + 18, anchor: .middle, isBold: isMarked,
          isMuted: !isMarked))
    }
    if let first = named.first, !word.isEmpty {
      let firstLabel = plane.x.place(Double(first)) - TextWidth.of(names[first], bold: first == marked) / 2
      let end = min(area.left - 8, firstLabel - 4)
      composition.draw(TextMark(text: word, x: end, y: area.bottom + 18, anchor: .end, isMuted: true))
    }
  }

  /// Every slot, or every second, third…, counted from the marked one, so that names stand at least 8 units apart.
  static func namedSlots(_ names: [String], marked: Int?, step: Double) -> [Int] {
    guard let anchor = marked ?? names.indices.last, step > 0 else { return [] }
    let widest = (names.map { TextWidth.of($0, bold: true) }.max() ?? 0) + 8
    let every = max(Int((widest / step).rounded(.up)), 1)
    return names.indices.filter { ($0 - anchor) % every == 0 }
  }
}
