import OutputTree
import ReportCore

/// One week's `numbers.json` as read back: the truth that the other files are held against.
struct NumbersFile: Sendable {
  let path: OutputPath
  let week: ISOWeek
  let figures: [Figure]
  /// By the anchor of the figure's trace.
  let byAnchor: [String: Figure]
  /// All numbers of all figures, in billionths, and nothing.
  let numbers: Set<Int128>

  init(_ bytes: [UInt8], at path: OutputPath, shownAs shown: String) throws(Diagnostic) {
    var scanner = JSONScanner(bytes)
    var schema: String?
    var week: ISOWeek?
    var figures: [Figure] = []
    let isRead = scanner.object { name, scanner in
      switch name {
      case "schema":
        schema = scanner.string()
        return schema != nil
      case "week":
        week = scanner.string().flatMap { ISOWeek($0) }
        return week != nil
      case "figures":
        return scanner.array { scanner in
          guard let figure = NumbersFile.figure(&scanner) else { return false }
          figures.append(figure)
          return true
        }
      default: return scanner.skip()
      }
    }
    let place = SourcePlace(file: "\(shown)/\(path)", line: figures.count + 3)
    guard isRead, scanner.isAtEnd, let week, let schema, schema.hasPrefix("peil.numbers/") else {
      throw Diagnostic(
        code: "numbers-json", at: place, "This is not a week's figures, or its JSON is damaged about here.",
        expected: "{ \"schema\": \"peil.numbers/1\", … }", remedy: "make the site again with: peil build")
    }
    self.path = path
    self.week = week
    self.figures = figures
    let all = figures.lazy.flatMap { [$0.value, $0.lower, $0.upper, $0.target, $0.guide] }
    numbers = Set(all.compactMap { $0?.nanos }).union([0])
    byAnchor = Dictionary(figures.map { (TraceAnchor.slug($0.key), $0) }) { first, _ in first }
  }

  /// One object of the list; fields that came later are passed over.
  private static func figure(_ scanner: inout JSONScanner) -> Figure? {
    var texts: [String: String] = [:]
    var scope: [String: String] = [:]
    var rows = 0
    let isRead = scanner.object { name, scanner in
      switch name {
      case "scope":
        return scanner.object { name, scanner in
          scope[name] = scanner.string()
          return scope[name] != nil
        }
      case "rows":
        guard let count = scanner.whole() else { return false }
        rows = count
        return true
      case "id", "item", "period", "unit", "value", "lower", "upper", "state", "reason", "target", "guide", "trend",
        "formula":
        guard let text = scanner.stringOrNull() else { return false }
        texts[name] = text
        return true
      default: return scanner.skip()
      }
    }
    guard isRead, let id = texts["id"], let period = texts["period"].flatMap({ Period($0) }),
      let unit = texts["unit"].flatMap(FigureUnit.init)
    else { return nil }
    let number = { (name: String) in texts[name].flatMap { FixedDecimal($0) } }
    for name in ["value", "lower", "upper", "target", "guide"] where texts[name] != nil && number(name) == nil {
      return nil
    }
    return Figure(
      FigureKey(id, scope: scope, period), item: texts["item"], unit: unit, value: number("value"),
      bounds: Bounds(number("lower"), number("upper")), state: texts["state"].flatMap(FigureState.init),
      reason: texts["reason"].flatMap(UnknownReason.init), target: number("target"), guide: number("guide"),
      trend: texts["trend"].flatMap(Trend.init), rows: rows, formula: texts["formula"] ?? "")
  }
}
