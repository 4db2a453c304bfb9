import ReportCore

/// Keys that colleagues use by day: product texts and the test key that nobody claims.
enum OfficeTraffic {
  /// Product texts: an agent that takes whole product families with it in every call.
  static func copy(on day: CalendarDay) -> [GatewayCall] {
    var rng = SplitMix64("copy \(day)")
    let campaign = day >= Story.campaignFrom
    let base = day.weekday == 6 ? 72 : day.weekday == 7 ? 52 : 378
    let number = Story.grown(campaign ? base * 106 / 100 : base, on: day) * rng.number(94...106) / 1000
    let clock = DayClock(day: day, hours: DayClock.office)
    var calls: [GatewayCall] = []
    for _ in 0..<number {
      var call = GatewayCall(
        id: "chatcmpl-" + rng.text(7), key: .copy, model: .sonnet, start: clock.moment(&rng),
        milliseconds: rng.number(38_000...125_000))
      let prompt = rng.number(92_000...150_000)
      if rng.chance(percent: 16) {
        call.cacheRead = rng.number(30_000...58_000)
      } else if rng.chance(percent: 5) {
        call.cacheWrite = rng.number(30_000...58_000)
      }
      call.uncached = prompt - call.cacheRead - call.cacheWrite
      call.output = rng.number(9500...18_500)
      if campaign && rng.chance(percent: 30) { call.tags = ["campagne:black-friday"] }
      if rng.number(0...999) < 12 { calls.append(call.failedAttempt(408, model: .sonnet, rng: &rng)) }
      calls.append(call)
    }
    return calls
  }

  /// Trying things out: a bit of every model.
  static func test(on day: CalendarDay) -> [GatewayCall] {
    var rng = SplitMix64("test \(day)")
    guard !Story.isWeekend(day) else { return [] }
    let clock = DayClock(day: day, hours: DayClock.office)
    return (0..<rng.number(3...4)).map { _ in
      let model = [Model.sonnet, .large, .small, .mistralSmall, .embedding][rng.index(weights: [78, 8, 6, 4, 4])]
      var call = GatewayCall(
        id: "chatcmpl-" + rng.text(7), key: .test, model: model, start: clock.moment(&rng),
        milliseconds: rng.number(5000...60_000))
      if model == .embedding {
        call.uncached = rng.number(400...4000)
      } else {
        call.uncached = rng.number(110_000...190_000)
        call.output = rng.number(7000...16_000)
      }
      if rng.chance(percent: 40) { call.tags = ["User-Agent: python-requests/2.32.5"] }
      return call
    }
  }
}
