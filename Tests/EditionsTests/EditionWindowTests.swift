import LedgerStore
import Registers
import ReportCore
import Testing

@testable import Editions

/// An edition is a function of its week's window: made alone, with its neighbours, with all, or from a slice.
struct EditionWindowTests {
  private func files(_ slice: LedgerSlice) -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: slice.files.map { ($0.name, $0.bytes) })
  }

  @Test(arguments: 1...3)
  func `an edition is the same made alone, with its neighbours, with all and from its slice`(seed: Int) throws {
    let site = try RandomSite(seed: seed, weeks: 48)
    let builder = try site.builder()
    let all = try builder.editions(of: builder.weeks)
    #expect(all.map(\.week) == builder.weeks && all.count > 40)
    for index in stride(from: seed, to: all.count, by: 5) {
      let week = all[index].week
      #expect(try builder.edition(of: week).differences(from: all[index]) == [], "\(week)")
      let near = try builder.editions(of: [week.previous, week].filter(builder.weeks.contains))
      #expect(try #require(near.last).differences(from: all[index]) == [], "\(week)")
      let slice = try LedgerSlice.ledger(from: files(try builder.slice(of: week)))
      let again = try site.builder(slice, asOf: builder.asOf)
      #expect(again.weeks == builder.weeks)
      #expect(try again.edition(of: week).differences(from: all[index]) == [], "\(week) from its slice")
    }
  }

  @Test(arguments: 4...6)
  func `weeks that no act touched are what they were`(seed: Int) throws {
    let site = try RandomSite(seed: seed, weeks: 40)
    let now = try site.builder()
    for moment in site.moments.suffix(12).dropLast().enumerated().filter({ $0.offset % 4 == 0 }).map(\.element) {
      let then = try site.builder(asOf: moment)
      let last = try #require(try site.ledger.history(asOf: moment).last).line.number
      let touched = Set(now.weeks(touchedBy: try site.ledger.touchedDays(since: last)))
      let same = then.weeks.suffix(20).filter { !touched.contains($0) && $0 != then.weeks.last }
      let before = try then.editions(of: same)
      let after = try now.editions(of: same)
      for (before, after) in zip(before, after) { #expect(before.differences(from: after) == []) }
    }
  }

  @Test func `one more day changes no week but those that read it`() throws {
    let site = try RandomSite(seed: 9, weeks: 30)
    let builder = try site.builder()
    let last = try #require(builder.weeks.last)
    let sunday = last.lastDay
    #expect(builder.weeks(touchedBy: []) == [])
    for day in [sunday, sunday.advanced(by: 1), sunday.advanced(by: 2)] {
      let reading = builder.weeks.filter { builder.window(of: $0).upperBound.advanced(by: 1) >= day }
      #expect(builder.weeks(touchedBy: [day...day]) == reading)
      #expect(reading.count <= 20)
    }
    // Without invoices for other days, only the last week reads its own Sunday, and the Monday behind it.
    let bare = try EditionBuilder(
      registers: Registers(site: SiteRegister(company: "Proef")), checklists: builder.checklists,
      calendar: builder.calendar, ledger: site.ledger)
    #expect(bare.weeks(touchedBy: [sunday...sunday]) == [last])
    #expect(bare.weeks(touchedBy: [sunday.advanced(by: 2)...sunday.advanced(by: 2)]) == [])
  }

  @Test func `a week that was archived is held against the moment it was`() throws {
    let site = try RandomSite(seed: 12, weeks: 20)
    let plain = try site.builder()
    let week = try #require(plain.weeks.dropLast(8).last)
    let edition = try plain.edition(of: week)
    let known = try #require(edition.knownThen)
    #expect(known.due == plain.calendar.start(of: week.lastDay.advanced(by: 2)))
    let total = try #require(edition.figures.figure("spend.total", [:], .week(week))?.value)
    #expect(try #require(known.spend) + known.acts.map(\.euro).reduce(.zero, +) == total)
    let archived = { (moment: Instant) in
      try EditionBuilder(
        registers: site.registers, checklists: plain.checklists, calendar: plain.calendar,
        ledger: site.ledger, firstKnownAt: [week: moment]
      ).edition(of: week)
    }
    let morning = Instant(microseconds: known.due.microseconds - 57_600_000_000)
    let early = try #require(try archived(morning).knownThen)
    #expect(early.due == morning)
    #expect(try #require(early.spend) + early.acts.map(\.euro).reduce(.zero, +) == total)
    // Archived months later: what readers knew on the Monday stays what was known then.
    #expect(try archived(plain.asOf).knownThen == known)
  }

  @Test func `the list of imports begins with the window, and what came before is counted`() throws {
    let site = try RandomSite(seed: 13, weeks: 48)
    let builder = try site.builder()
    let edition = try builder.edition(of: try #require(builder.weeks.last))
    let listed = edition.quality.imports
    #expect(edition.quality.earlierImports > 0)
    #expect(listed.last?.number == edition.quality.earlierImports + 1)
    #expect(listed.allSatisfy { $0.moment.utcDay >= builder.window(of: edition.week).lowerBound.advanced(by: -1) })
  }
}
