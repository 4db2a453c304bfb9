import ReportCore
import Testing

@testable import SampleCompany

private let traffic: [CalendarDay: [GatewayCall]] = Dictionary(
  grouping: Story.weeks.flatMap { GatewayLog.calls(in: $0) }, by: { $0.start.utcDay })

private let everything = traffic.keys.sorted().flatMap { traffic[$0] ?? [] }

private func picos(_ key: Key, _ day: CalendarDay) -> Int {
  (traffic[day] ?? []).reduce(0) { $0 + ($1.key == key ? $1.picos : 0) }
}

@Test func `every row has an id of its own`() {
  #expect(Set(everything.map(\.id)).count == everything.count)
}

@Test func `the log has every day of the twelve weeks and no other`() {
  #expect(traffic.keys.min() == Story.day(2026, 8, 31))
  #expect(traffic.keys.max() == Story.day(2026, 11, 22))
  #expect(traffic.count == 84)
}

@Test func `calls without a price exist from 2 to 11 November only, for the new model`() {
  let unpriced = everything.filter { $0.ending == .success && $0.spend == 0 && $0.prompt > 0 }
  let days = Set(unpriced.map(\.start.utcDay))
  #expect(days == Set((2...11).map { Story.day(2026, 11, $0) }))
  #expect(unpriced.allSatisfy { $0.model == .mistralMedium && $0.key == .reviews })
  #expect(picos(.reviews, Story.day(2026, 11, 1)) > 0)
  #expect(picos(.reviews, Story.day(2026, 11, 12)) > 0)
}

@Test func `the viral weekend costs at least ten times a normal chat day, and no other day passes six euros`() {
  let days = traffic.keys.sorted().filter { !Story.maintenance.contains($0) }
  let normal = days.filter { !Story.viralWeekend.contains($0) }.map { picos(.chat, $0) }
  let mean = normal.reduce(0, +) / normal.count
  for day in Story.viralWeekend { #expect(picos(.chat, day) >= 10 * mean) }
  // Six euros are at least $6.96 at the lowest rate of the story; the bill is at most 4 % above the gateway.
  #expect((normal.max() ?? 0) * 104 / 100 < 6_960_000_000_000)
}

@Test func `one visitor calls more than fifty times on each viral day, and never more than nine times before`() {
  for (day, calls) in traffic {
    let visitors = Dictionary(grouping: calls.filter { $0.key == .chat }, by: \.endUser)
    let most = visitors.values.map(\.count).max() ?? 0
    if Story.viralWeekend.contains(day) { #expect(most > 50) } else { #expect(most <= 9) }
  }
}

@Test func `chat moves to the small model week by week, yet less than half`() {
  let shares = Story.weeks.dropLast().map { week in
    let chat = everything.filter { $0.key == .chat && $0.ending == .success && week.days.contains($0.start.utcDay) }
    return chat.count { $0.model == .small } * 100 / chat.count
  }
  #expect(shares[0...2].allSatisfy { $0 == 0 })
  #expect(shares[3] > 0)
  #expect(shares[10] > shares[6] && shares[6] > shares[3])
  #expect(shares[10] < 50)
}

@Test func `mail batches run on Tuesdays and Thursdays`() {
  let mail = everything.filter { $0.key == .mail }
  #expect(Set(mail.map(\.start.utcDay.weekday)) == [2, 4])
  #expect(mail.allSatisfy { $0.id.hasSuffix("_batch_cost") && $0.model == .large })
}

@Test func `failed calls and answers from the cache cost nothing`() {
  let failed = everything.filter { if case .failure = $0.ending { true } else { false } }
  #expect(!failed.isEmpty && failed.allSatisfy { $0.spend == 0 && $0.prompt == 0 && $0.output == 0 })
  let hits = everything.filter { $0.ending == .cacheHit }
  #expect(!hits.isEmpty && hits.allSatisfy { $0.spend == 0 && $0.prompt > 0 && $0.id.contains("_cache_hit") })
}

@Test func `prompt caches are read and written`() {
  #expect(everything.contains { $0.key == .copy && $0.cacheRead > 0 })
  #expect(everything.contains { $0.key == .copy && $0.cacheWrite > 0 })
  #expect(everything.contains { $0.key == .chat && $0.cacheRead > 0 })
  #expect(everything.allSatisfy { $0.uncached >= 0 })
}

@Test func `the gateway speaks for every provider on every day`() {
  for (day, calls) in traffic {
    #expect(Set(calls.map(\.model.provider)) == ["openai", "anthropic", "mistral"], "\(day)")
  }
}

@Test func `calls to OpenAI fail on days of maintenance, and nothing is billed`() {
  for day in Story.maintenance {
    let calls = (traffic[day] ?? []).filter { $0.model.provider == "openai" }
    #expect(calls.allSatisfy { $0.ending == .failure(503) })
    #expect(ProviderBill.lines(of: day, calls: everything, settled: true).isEmpty)
  }
}

@Test func `normal weeks stay below the budget of 360 euros and week 47 passes it by more than a tenth`() throws {
  for week in Story.weeks {
    let rate = try #require(RateFiles.rates[week.firstDay.advanced(by: 4)]?.first)
    let calls = everything.filter { week.days.contains($0.start.utcDay) }
    let gateway = calls.reduce(0) { $0 + ($1.model.provider == "openai" ? 0 : $1.picos) }
    let bill = (week.firstDay.number...week.lastDay.number)
      .flatMap { ProviderBill.lines(of: CalendarDay(number: $0), calls: calls, settled: true) }
      .reduce(Int128(0)) { $0 + $1.amount }
    // In euro cents; seats are 325 or, from October, 374 euros a month.
    let seats = (week.number < 40 ? 32_500 : 37_400) * 7 / 30
    let total = Int((Int128(gateway) + bill / 10_000) / 100_000) / rate + seats
    if week == Story.weeks.last {
      #expect((43_000...47_000).contains(total))
    } else {
      #expect((31_000...35_500).contains(total))
    }
  }
}
