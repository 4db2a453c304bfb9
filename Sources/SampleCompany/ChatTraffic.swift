import ReportCore

/// The customer service chatbot: sessions of a few turns, each turn with the long history before it.
enum ChatTraffic {
  /// One day's rows, failed attempts included.
  static func calls(on day: CalendarDay) -> [GatewayCall] {
    guard !Story.maintenance.contains(day) else { return [] }
    var rng = SplitMix64("chat \(day)")
    let viral = Story.viralWeekend.contains(day)
    let base = day.weekday == 6 ? 178 : day.weekday == 7 ? 187 : 207
    var sessions = Story.grown(base, on: day) * rng.number(92...108) / 1000
    if viral { sessions = sessions * 8 }
    var calls: [GatewayCall] = []
    for session in 0..<sessions {
      // Nothing limits a visitor: on viral days a handful keep the bot talking for the fun of it.
      let turns = viral && session < 4 ? rng.number(38...64) : rng.index(weights: [0, 15, 20, 25, 20, 12, 6, 2])
      calls += self.session(turns: turns, on: day, viral: viral, rng: &rng)
    }
    return calls
  }

  private static func session(turns: Int, on day: CalendarDay, viral: Bool, rng: inout SplitMix64) -> [GatewayCall] {
    let visitor = "k" + rng.text(5, of: SplitMix64.hexDigits)
    var moment = DayClock(day: day, hours: DayClock.evening).moment(&rng)
    let lastMoment = Instant(microseconds: Instant(startOf: day.advanced(by: 1)).microseconds - 1000)
    var history = viral ? rng.number(33_000...36_000) : rng.number(29_500...33_000)
    var calls: [GatewayCall] = []
    for turn in 0..<turns {
      let wanted: Model = rng.chance(percent: Story.smallModelShare(on: day)) ? .small : .large
      // The small model's limit is reached at once on viral days; the gateway falls back to the large one.
      let limited = viral && wanted == .small && rng.chance(percent: 85)
      var call = GatewayCall(
        id: "chatcmpl-" + rng.text(6), key: .chat, model: limited ? .large : wanted, start: min(moment, lastMoment),
        milliseconds: rng.number(2400...16_000))
      call.output = rng.number(2000...4000)
      call.endUser = visitor
      if turn > 0, rng.chance(percent: 14) { call.cacheRead = 1024 * rng.number(9...22) }
      call.uncached = history - call.cacheRead
      if limited && rng.chance(percent: 20) {
        calls.append(call.failedAttempt(429, model: .small, rng: &rng))
      } else if rng.number(0...999) < 14 {
        calls.append(call.failedAttempt(rng.chance(percent: 60) ? 429 : 408, model: wanted, rng: &rng))
      }
      calls.append(call)
      history = min(40_000, history + rng.number(1100...2900))
      moment = Instant(microseconds: moment.microseconds + Int64(rng.number(25_000...190_000)) * 1000)
    }
    return calls
  }
}
