import Testing

@testable import SVGCharts

struct SVGTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (1.25, "1.25"), (-1.05, "-1.05"), (1.005, "1"),
    (0.1 + 0.2, "0.3"), (1_000_000, "1000000"), (1e-7, "0"), (-12.3, "-12.3"), (99.999, "100"),
  ])
  func `prints coordinates with at most two decimals`(value: Double, text: String) {
    #expect(SVGNumber(value)?.text == text)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, 1e9])
  func `has no text for what is no place on a page`(value: Double) {
    #expect(SVGNumber(value) == nil)
  }

  @Test func `draws nothing where a coordinate is not a number`() {
    #expect(SVGNode.line(0, 1, .nan, 3, "grid") == .nothing)
    #expect(SVGNode.circle(1, 1, radius: -2, "dot") == .nothing)
    var path = SVGPath()
    path.move(to: 1, 2)
    path.line(to: .infinity, 3)
    #expect(SVGNode.path(path, "line") == .nothing)
    #expect(SVGNode.path(SVGPath(), "line") == .nothing)
    #expect(SVGNode.nothing.serialized().isEmpty)
  }

  @Test func `writes one element a line and text without white space around it`() {
    let node = SVGNode.element(
      .svg, [.word(.role, "img")],
      [.line(0, 1, 2, 3, "grid"), TextMark(text: "Chatbot", x: 4, y: 5.25, isBold: true, tail: "€ 96").node])
    #expect(
      node.serialized() == """
        <svg role="img">
         <line class="grid" x1="0" y1="1" x2="2" y2="3"/>
         <text class="bold" x="4" y="5.25">Chatbot <tspan class="muted">€ 96</tspan></text>
        </svg>

        """)
  }

  @Test(arguments: [
    ("</text><script>alert(1)</script>", "&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("a & b \"c\" 'd'", "a &amp; b &quot;c&quot; &#39;d&#39;"),
    ("Cla\u{202E}ude", "Cla\u{FFFD}ude"), ("a\u{0}b\u{7}c\u{9B}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
    ("x\u{2066}y\u{200F}", "x\u{FFFD}y\u{FFFD}"), ("one\ntwo\tthree", "one two three"), ("\u{FFFF}", "\u{FFFD}"),
    ("€ 1.345 – déjà", "€ 1.345 – déjà"),
  ])
  func `escapes text from data`(text: String, markup: String) {
    var output = ""
    SVGSerializer.appendEscaped(text, to: &output)
    #expect(output == markup)
  }

  @Test func `a hostile name stays text in every chart`() {
    let hostile = "<script>\"'&\u{202E}"
    let chart = Sample.stacked(
      [Sample.series(hostile, 1, [10, 20], label: hostile)], notAttributed: Sample.series(hostile, 0, [1, 2]), weeks: 2)
    var named = chart
    named.text = ChartText(title: hostile, description: hostile, empty: hostile, idPrefix: hostile)
    let row = Gantt.Row(
      name: hostile, shortName: hostile, plan: 0...7, glyph: StateGlyph(.red, letter: hostile), slipLabel: hostile)
    for markup in [named.drawing(.wide).serialized(), Sample.gantt(rows: [row]).drawing(.wide).serialized()] {
      #expect(!markup.contains("<script"))
      #expect(!markup.contains("\u{202E}"))
      #expect(markup.contains("&lt;"))
    }
  }

  @Test func `identifiers are made of safe characters and differ between the drawings of one chart`() {
    var chart = Sample.weekly(Sample.weeks([300, 400]))
    chart.text.idPrefix = "1 \"><x"
    chart.weeks.append(.init(name: "38", value: .known(410), valueLabel: "€ 410", kind: .forecast))
    var seen: Set<String> = []
    for size in Drawing.allCases {
      let node = chart.drawing(size)
      let ids = [SVGNode.Element.title, .desc, .pattern].flatMap { node.elements($0) }.compactMap { $0.values["id"] }
      #expect(ids.count == 3)
      for id in ids {
        #expect(id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }, "\(id)")
        #expect(seen.insert(id).inserted, "\(id) twice")
      }
      #expect(node.elements(.svg).first?.values["aria-labelledby"] == ids.prefix(2).joined(separator: " "))
    }
  }

  @Test func `never writes a style, a link, a script or an event`() {
    let markup = [
      Sample.weekly(Sample.weeks([300, nil, 446])).drawing(.wide),
      Sample.gantt(rows: Sample.rolloutRows).drawing(.wide),
    ].map { $0.serialized() }.joined()
    for word in ["style=", "<style", "href", "<script", " on", "foreignObject"] {
      #expect(!markup.contains(word), "\(word)")
    }
  }
}
