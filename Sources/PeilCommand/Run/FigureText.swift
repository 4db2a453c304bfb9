import ReportCore

/// A figure as text, exact. All fields are always there: what is not known is `null`, as in `numbers.json`.
struct FigureText: Encodable {
  let figure: String
  let value: String?
  let lower: String?
  let upper: String?
  let unit: String
  let state: String?
  let reason: String?
  let target: String?

  init(_ figure: Figure) {
    self.figure = figure.key.description
    value = figure.value?.description
    lower = figure.lower?.description
    upper = figure.upper?.description
    unit = figure.unit.rawValue
    state = figure.state?.rawValue
    reason = figure.reason?.rawValue
    target = figure.target?.description
  }

  private enum CodingKeys: String, CodingKey { case figure, value, lower, upper, unit, state, reason, target }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(figure, forKey: .figure)
    try container.encode(value, forKey: .value)
    try container.encode(lower, forKey: .lower)
    try container.encode(upper, forKey: .upper)
    try container.encode(unit, forKey: .unit)
    try container.encode(state, forKey: .state)
    try container.encode(reason, forKey: .reason)
    try container.encode(target, forKey: .target)
  }
}
