import ReportCore

/// What runs at fixed hours without anybody watching: mailings, the nightly index, the nightly reviews.
enum BatchTraffic {
  /// Personal mailings: batches on Tuesday and Thursday.
  static func mail(on day: CalendarDay) -> [GatewayCall] {
    guard day.weekday == 2 || day.weekday == 4 else { return [] }
    var rng = SplitMix64("mail \(day)")
    let campaign = day >= Story.campaignFrom
    return (0..<6).map { part in
      var call = row(.mail, .large, on: day, localMinute: 9 * 60 + part * 7, rng: &rng)
      call.id = "batch_" + rng.text(10) + "_batch_cost"
      call.uncached = Story.grown(rng.number(4_060_000...4_780_000), on: day) * (campaign ? 106 : 100) / 100
      call.output = call.uncached * rng.number(212...238) / 1000
      if campaign { call.tags = ["campagne:black-friday"] }
      return call
    }
  }

  /// The search help: the whole catalogue is indexed anew every night, and some questions need a model.
  static func search(on day: CalendarDay) -> [GatewayCall] {
    var rng = SplitMix64("search \(day)")
    var calls: [GatewayCall] = []
    for part in 0..<3 {
      var call = row(.search, .embedding, on: day, localMinute: 150 + part * 11, rng: &rng)
      call.id = "batch_" + rng.text(10) + "_batch_cost"
      call.uncached = Story.grown(rng.number(78_000_000...91_000_000), on: day)
      let fails = Story.maintenance.contains(day)
      calls.append(fails ? call.failedAttempt(503, model: .embedding, rng: &rng) : call)
    }
    let clock = DayClock(day: day, hours: DayClock.evening)
    for _ in 0..<rng.number(3...6) {
      var call = GatewayCall(
        id: "chatcmpl-" + rng.text(7), key: .search, model: .mistralSmall, start: clock.moment(&rng),
        milliseconds: rng.number(700...2400))
      call.uncached = rng.number(14_000...24_000)
      call.output = rng.number(180...520)
      call.endUser = "k" + rng.text(5, of: SplitMix64.hexDigits)
      calls.append(call)
      if rng.chance(percent: 18) { calls.append(repeated(call, rng: &rng)) }
    }
    return calls
  }

  /// All reviews, every night again.
  static func reviews(on day: CalendarDay) -> [GatewayCall] {
    var rng = SplitMix64("reviews \(day)")
    let medium = day >= Story.mediumModelFrom
    return (0..<4).map { part in
      var call = row(.reviews, medium ? .mistralMedium : .mistralSmall, on: day, localMinute: 205 + part * 9, rng: &rng)
      call.id = "batch_" + rng.text(10) + "_batch_cost"
      let tokens = medium ? rng.number(1_950_000...2_250_000) : rng.number(5_000_000...5_700_000)
      call.uncached = Story.grown(tokens, on: day)
      call.output = call.uncached * rng.number(24...30) / 1000
      call.priced = !medium || day >= Story.mediumModelPricedFrom
      return call
    }
  }

  private static func row(
    _ key: Key, _ model: Model, on day: CalendarDay, localMinute: Int, rng: inout SplitMix64
  ) -> GatewayCall {
    let second = (localMinute - Story.offset(on: day) * 60) * 60 + rng.number(0...359)
    let start = Instant(microseconds: (Instant(startOf: day).seconds + Int64(second)) * 1_000_000)
    return GatewayCall(
      id: "", key: key, model: model, start: start, milliseconds: rng.number(300_000...2_400_000), batch: true)
  }

  /// The same question again soon after: answered by the gateway's own cache, tokens repeated, no cost.
  private static func repeated(_ call: GatewayCall, rng: inout SplitMix64) -> GatewayCall {
    var hit = call
    let end = Instant(startOf: call.start.utcDay.advanced(by: 1)).microseconds - 1_000_000
    hit.start = Instant(microseconds: min(call.start.microseconds + Int64(rng.number(8...900)) * 1_000_000, end))
    let milliseconds = hit.start.microseconds / 1000 % 1000
    let fraction = String(1000 + milliseconds).dropFirst()
    hit.id = "\(call.id)_cache_hit\(hit.start.seconds).\(fraction)"
    hit.milliseconds = rng.number(12...40)
    hit.endUser = "k" + rng.text(5, of: SplitMix64.hexDigits)
    hit.ending = .cacheHit
    return hit
  }
}
