import ReportCore

/// A finished sentence. A run that shows a figure names it, so that a page can lead to its trace.
struct Sentence: Sendable, Equatable {
  /// Some text, and the figure it shows.
  struct Run: Sendable, Equatable {
    var text: String
    /// Nil for words.
    var figure: FigureKey?
    /// Some text, and the figure it shows.
    init(text: String, figure: FigureKey? = nil) {
      self.text = text
      self.figure = figure
    }
  }

  let runs: [Run]

  /// Neighbouring words become one run, so that equal sentences are equal values.
  init(_ runs: [Run]) {
    var merged: [Run] = []
    for run in runs where !run.text.isEmpty {
      if run.figure == nil, let last = merged.last, last.figure == nil {
        merged[merged.count - 1].text += run.text
      } else {
        merged.append(run)
      }
    }
    self.runs = merged
  }

  /// Words only.
  init(_ text: String) { self.init([Run(text: text)]) }

  /// As plain text.
  var text: String { runs.map(\.text).joined() }

  /// How many characters a reader sees.
  var length: Int { text.count }
}

/// A sentence as its file has it: words and named places.
struct SentenceTemplate: Sendable, Equatable {
  enum Piece: Sendable, Equatable {
    case text(String)
    case place(String)
  }

  let pieces: [Piece]
  /// 1-based.
  let line: Int

  /// The names of the places, in order of appearance.
  var places: [String] { pieces.compactMap { if case .place(let name) = $0 { name } else { nil } } }

  /// For diagnostics.
  var placesText: String {
    places.isEmpty ? "no places" : Set(places).sorted().map { "{\($0)}" }.joined(separator: ", ")
  }

  /// Nil when a brace is not closed or a place's name is not lower-case words joined by hyphens. `~` is a no-break space.
  init?(_ text: String, line: Int) {
    var pieces: [Piece] = []
    var words = ""
    var name: String?
    for character in text {
      switch (character, name) {
      case ("{", nil):
        if !words.isEmpty { pieces.append(.text(words)) }
        words = ""
        name = ""
      case ("}", let open?):
        guard !open.isEmpty else { return nil }
        pieces.append(.place(open))
        name = nil
      case ("{", _), ("}", nil): return nil
      case (_, let open?):
        guard character.isASCII, character.isLowercase || character.isNumber || character == "-" else { return nil }
        name = open + String(character)
      case ("~", nil): words += "\u{A0}"
      case (_, nil): words.append(character)
      }
    }
    guard name == nil else { return nil }
    if !words.isEmpty { pieces.append(.text(words)) }
    self.pieces = pieces
    self.line = line
  }
}
