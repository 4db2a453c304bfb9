import ReportCore

/// A table as values for the template `parts/table`: caption, heads, rows, totals.
struct Table {
  /// What a column holds; numbers stand right, everything else left.
  enum Column {
    /// Glyph only, first; the head and the word are there for who cannot see it.
    case state(String)
    case text(String)
    case number(String)
  }

  enum Cell {
    /// Nil for a row that has no state of its own.
    case state(FigureState?)
    /// The row's head; its link leads to a page of its own.
    case head(String, href: String? = nil)
    case text(String)
    /// Its link leads to where the number comes from.
    case number(String, href: String? = nil, className: String = "")
    case drawing(SafeHTML)
  }

  struct Row {
    var cells: [Cell]
    /// `total`, `not-attributed`, `own`.
    var className = ""
  }

  let anchor: String
  let caption: String
  let columns: [Column]
  let rows: [Row]
  var totals: [Row] = []
  /// Under the table; nil for nothing to say.
  var note: String?
  /// The same table as a file.
  var file: (href: String, label: String)?

  func context(_ text: ReaderText) -> Context {
    [
      "anchor": .text(anchor), "caption": .text(caption),
      "columns": .list(columns.map(head)),
      "rows": .list(rows.map { row($0, text) }), "totals": .list(totals.map { row($0, text) }),
      "hasTotals": .flag(!totals.isEmpty), "isDense": .flag(columns.count > 7),
      "hasFoot": .flag(note != nil || file != nil), "notes": .list(note.map { [["note": .text($0)]] } ?? []),
      "files": .list(file.map { [["href": .text($0.href), "label": .text($0.label)]] } ?? []),
    ]
  }

  private func head(_ column: Column) -> Context {
    switch column {
    case .state(let label): Self.head(label, "state", isHidden: true)
    case .text(let label): Self.head(label, "", isHidden: false)
    case .number(let label): Self.head(label, "num", isHidden: false)
    }
  }

  private static func head(_ label: String, _ className: String, isHidden: Bool) -> Context {
    [
      "label": .text(label), "className": .text(className), "hasClass": .flag(!className.isEmpty),
      "isHidden": .flag(isHidden),
    ]
  }

  private func row(_ row: Row, _ text: ReaderText) -> Context {
    [
      "className": .text(row.className), "hasClass": .flag(!row.className.isEmpty),
      "cells": .list(row.cells.map { cell($0, text) }),
    ]
  }

  private func cell(_ cell: Cell, _ text: ReaderText) -> Context {
    var values: Context = [
      "isHead": .flag(false), "isState": .flag(false), "isPlain": .flag(true), "hasLink": .flag(false),
      "hasClass": .flag(false), "className": .text(""), "isTraced": .flag(false), "text": .text(""), "href": .text(""),
      "drawings": .list([]),
      "marks": .list([]),
    ]
    switch cell {
    case .state(let state):
      values["isState"] = .flag(true)
      values["isPlain"] = .flag(false)
      values["marks"] = .list(state.map { [text.mark($0)] } ?? [])
    case .head(let name, let href):
      values["isHead"] = .flag(true)
      values["isPlain"] = .flag(false)
      values.link(name, href)
    case .text(let words): values["text"] = .text(words)
    case .number(let number, let href, let className):
      values["hasClass"] = .flag(true)
      values["className"] = .text(className.isEmpty ? "num" : "num \(className)")
      values["isTraced"] = .flag(true)
      values.link(number, href)
    case .drawing(let html): values["drawings"] = .list([["drawingSVG": .html(html)]])
    }
    return values
  }
}

extension Context {
  fileprivate mutating func link(_ text: String, _ href: String?) {
    self["text"] = .text(text)
    self["href"] = .text(href ?? "")
    self["hasLink"] = .flag(href != nil)
  }
}
