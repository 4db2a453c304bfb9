import ReportCore

/// OpenAI's own cost export: a few percent above the gateway's estimate, for retries that were billed and for a key
/// outside the gateway.
enum ProviderBill {
  /// One line of a day: a model and a kind of token.
  struct Line {
    var item: String
    var quantity: Int
    /// 10⁻¹⁶ dollars.
    var amount: Int128
  }

  static let header =
    "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,quantity_unit,line_item,"
    + "user_id,api_key_id,project_id,organization_id,project_name,organization_name,user_email,api_source"

  /// The week's export. The first export of the week with `Story.lateBilling` lacks what was settled late;
  /// `settled` has it.
  static func csv(_ week: ISOWeek, calls: [GatewayCall], settled: Bool) -> String {
    var text = header + "\n"
    for number in week.firstDay.number...week.lastDay.number {
      let day = CalendarDay(number: number)
      let period = "\(number * 86_400),\((number + 1) * 86_400),\(midnight(day)),\(midnight(day.advanced(by: 1)))"
      let lines = lines(of: day, calls: calls, settled: settled)
      // A day without cost has nothing behind its period.
      if lines.isEmpty { text += period + "\n" }
      for line in lines {
        text += "\(period),\(decimal(line.amount)),usd,\(line.quantity),tokens,\"\(line.item)\",,,proj_marketing,"
        text += "org-noorderduin,Marketing,Noorderduin Wonen BV,,\n"
      }
    }
    return text
  }

  /// What OpenAI bills for one UTC day.
  static func lines(of day: CalendarDay, calls: [GatewayCall], settled: Bool) -> [Line] {
    let billed = calls.filter { $0.start.utcDay == day && $0.model.provider == "openai" && $0.ending == .success }
    var lines: [Line] = []
    for model in Model.allCases {
      let own = billed.filter { $0.model == model }
      let kinds: [(String, (GatewayCall) -> Int, (ListPrice) -> Int)] = [
        ("input", { $0.uncached }, { $0.input }), ("cached input", { $0.cacheRead }, { $0.cacheRead }),
        ("output", { $0.output }, { $0.output }),
      ]
      for (kind, tokens, price) in kinds {
        let quantity = own.reduce(0) { $0 + tokens($1) }
        guard quantity > 0 else { continue }
        let picos = own.reduce(0) { $0 + tokens($1) * price($1.model.price(batch: $1.batch)) }
        var rng = SplitMix64("bill \(day) \(model.name) \(kind)")
        let factor = rng.number(10_230...10_390)
        var line = Line(
          item: "\(model.name), \(kind)", quantity: quantity * factor / 10_000, amount: Int128(picos) * Int128(factor))
        if !settled { withdraw(late: day, model, kind, &line) }
        lines.append(line)
      }
    }
    return lines
  }

  /// Two million input and 630,000 output tokens of a mail batch, $4.40 at the batch price.
  private static func withdraw(late day: CalendarDay, _ model: Model, _ kind: String, _ line: inout Line) {
    guard day == Story.lateBilling, model == .large, let tokens = ["input": 2_000_000, "output": 630_000][kind] else {
      return
    }
    let price = kind == "input" ? model.price.halved.input : model.price.halved.output
    line.quantity -= tokens
    line.amount -= Int128(tokens * price) * 10_000
  }

  private static func midnight(_ day: CalendarDay) -> String { "\(day)T00:00:00+00:00" }

  /// Thirty decimals, as the export has them.
  static func decimal(_ amount: Int128) -> String {
    let unit: Int128 = 10_000_000_000_000_000
    let fraction = String(String(unit + amount % unit).dropFirst())
    return "\(amount / unit).\(fraction)\(String(repeating: "0", count: 14))"
  }
}
