import ReportCore
import SVGCharts

extension ReaderText {
  /// A state as shape, letter and word, for the template `inline/state`.
  func mark(_ state: FigureState) -> Context {
    ["glyphSVG": .html(SafeHTML(glyph(state).drawing())), "word": .text(self.state(state))]
  }

  /// The sign of a state; never without its word.
  func glyph(_ state: FigureState) -> StateGlyph { StateGlyph(GlyphState(state), letter: letter(state)) }
}

extension GlyphState {
  init(_ state: FigureState) {
    switch state {
    case .green: self = .green
    case .amber: self = .amber
    case .red: self = .red
    case .unknown: self = .unknown
    case .notYetDue: self = .notYet
    }
  }
}
