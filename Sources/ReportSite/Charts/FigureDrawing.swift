import SVGCharts

/// A chart on a page: what it says, in which unit, both drawings, what it rests on and where its table is. Values for
/// the template `parts/figure`.
struct FigureDrawing {
  /// On the page, and the start of every identifier in the drawings.
  let anchor: String
  let title: String
  let unit: String
  let source: String
  /// To the table with the same numbers.
  let tableHref: String
  let chart: any Chart

  var context: Context {
    [
      "anchor": .text(anchor), "title": .text(title), "unit": .text(unit), "source": .text(source),
      "tableHref": .text(tableHref), "wideSVG": .html(SafeHTML(chart.drawing(.wide))),
      "phoneSVG": .html(SafeHTML(chart.drawing(.phone))),
    ]
  }
}
