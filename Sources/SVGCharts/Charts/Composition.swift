/// One drawing being arranged: layers from back to front, definitions, and identifiers from a counter.
struct Composition {
  let text: ChartText
  let drawing: Drawing
  let width: Double
  let height: Double
  var classNames: String
  var plane = Plane(x: BandScale(count: 1, from: 0, to: 1), y: LinearScale(0...1, from: 1, to: 0))

  private var definitions: [SVGNode] = []
  private var layers: [SVGNode] = []
  private var counter = 2
  private var hatchID: String?

  init(_ text: ChartText, _ drawing: Drawing, width: Double? = nil, height: Double) {
    self.text = text
    self.drawing = drawing
    self.width = width ?? drawing.width
    self.height = height
    classNames = drawing.classNames
  }

  mutating func draw(_ marks: any Mark...) {
    for mark in marks { layers += mark.nodes(on: plane) }
  }

  mutating func draw(_ node: SVGNode) {
    layers.append(node)
  }

  /// The identifier of this drawing's hatching, defined on first use.
  mutating func hatch() -> String {
    if let hatchID { return hatchID }
    counter += 1
    let id = self.id(counter)
    definitions.append(Hatch.definition(id: id))
    hatchID = id
    return id
  }

  /// The finished drawing, named by its title and description.
  func svg() -> SVGNode {
    .element(
      .svg,
      [
        .word(.classNames, classNames), .numbers(.viewBox, [0, 0, width, height]),
        .number(.width, width), .number(.height, height), .word(.role, "img"),
        .word(.labelledBy, id(1) + " " + id(2)),
      ],
      [
        .element(.title, [.word(.id, id(1))], [.text(String(text.title.prefix(300)))]),
        .element(.desc, [.word(.id, id(2))], [.text(String(text.description.prefix(1500)))]),
        definitions.isEmpty ? .nothing : .element(.defs, [], definitions),
      ] + layers)
  }

  /// A frame with a base line and the sentence that says why there is nothing, as large as the full chart.
  mutating func drawEmpty(in area: Box) {
    draw(.rectangle(area, "frame"))
    draw(.line(area.left, area.bottom, area.right, area.bottom, "axis"))
    let lines = TextWidth.lines(text.empty, width: area.width - 24, count: 4)
    for (index, line) in lines.enumerated() {
      let y = area.middleY + 4 + (Double(index) - Double(lines.count - 1) / 2) * 16
      draw(TextMark(text: line, x: area.middleX, y: y, anchor: .middle))
    }
  }

  private func id(_ number: Int) -> String {
    let kept = text.idPrefix.unicodeScalars.prefix(64).map { scalar -> Character in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-": Character(scalar)
      default: "-"
      }
    }
    // An identifier begins with a letter, whatever the caller gave.
    return "c-" + String(kept) + "-" + drawing.idLetter + String(number)
  }
}
