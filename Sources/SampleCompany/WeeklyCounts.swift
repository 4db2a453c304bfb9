import ReportCore

/// What people keep by hand: `outcomes.csv` and `returns.csv`, in line with the week's traffic.
enum WeeklyCounts {
  static let outcomeHeader = "use_case,week,sessions,useful,discarded,repeated,unjudged\n"
  static let returnHeader = "use_case,week,benefit,currency,basis,evidence\n"

  /// The week's lines of `outcomes.csv`.
  static func outcomes(_ week: ISOWeek, calls: [GatewayCall]) -> String {
    var rng = SplitMix64("outcomes \(week)")
    let done = calls.filter { $0.ending == .success }
    func count(_ key: Key) -> Int { done.count { $0.key == key } }
    let chat = count(.chat)
    // Most questions to the search help are answered from the index, without a call.
    let searchSessions = Story.grown(328, on: week.firstDay) + rng.number(-14...14)
    var text = "service-chat,\(week),\(chat * 10 / 32)," + judged(chat, 708, 64, week, &rng)
    text += "product-copy,\(week),," + judged(count(.copy), 722, 35, week, &rng)
    text += "personalised-mail,\(week),," + judged(count(.mail) * 34, 731, 28, week, &rng)
    if week != Story.lostSearchSessions { text += "site-search,\(week),\(searchSessions),,,,\n" }
    text += "review-analysis,\(week),," + judged(count(.reviews) * 9, 726, 52, week, &rng)
    return text
  }

  /// Useful, discarded, repeated and unjudged of `outputs`; `useful` and `unjudged` in thousandths, the first rising.
  private static func judged(
    _ outputs: Int, _ useful: Int, _ unjudged: Int, _ week: ISOWeek, _ rng: inout SplitMix64
  ) -> String {
    let open = outputs * (unjudged + rng.number(-8...8)) / 1000
    let share = useful + Story.weekNumber(of: week.firstDay) * 9 / 2 + rng.number(-5...5)
    let good = ((outputs - open) * share + 500) / 1000
    let repeated = (outputs - open - good) * rng.number(34...42) / 100
    return "\(good),\(outputs - open - good - repeated),\(repeated),\(open)\n"
  }

  /// The week's lines of `returns.csv`.
  static func returns(_ week: ISOWeek, calls: [GatewayCall]) -> String {
    var rng = SplitMix64("returns \(week)")
    let rate = RateFiles.rates[week.firstDay.advanced(by: 4)]?.first ?? 117_000
    // In euro cents: the key's spend, the bill's three percent on top where there is a bill.
    func cents(_ key: Key, _ factor: Int) -> Int {
      let picos = calls.reduce(0) { $0 + ($1.key == key ? $1.picos : 0) }
      return picos / 10_000_000 * factor / rate
    }
    // The content team's seats: 180 euro a month, about 42 a week.
    let copy = (cents(.copy, 100) + 4200) * rng.number(152...168) / 100
    let quarters = copy / 1050
    let mail = cents(.mail, 103) * rng.number(104...116) / 100
    let images = rng.number(5...7)
    return "product-copy,\(week),\(euros(quarters * 1050)),EUR,hours,urenstaat contentteam \(week)\n"
      + "personalised-mail,\(week),\(euros(mail)),EUR,revenue,omzetmeting mailings \(week)\n"
      + "campaign-images,\(week),\(euros(images * 1050)),EUR,hours,\n"
  }

  private static func euros(_ cents: Int) -> String { "\(cents / 100).\(String(100 + cents % 100).dropFirst())" }
}
