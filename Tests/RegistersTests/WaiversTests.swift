import Registers
import ReportCore
import Testing

struct WaiversTests {
  @Test func `a waiver says what, who, why and until when`() {
    let text = """
      waivers:
        - gate: ledger-checks
          subject: capture
          owner: finance
          reason: gateway stond een dag stil
          valid_from: 2026-11-23
          until: 2026-12-01
        - gate: personal-data
          owner: it
          reason: functioneel postbusadres
          until: 2027-01-31
      """
    let read = RegisterFixture.read(["waivers.yml": text])
    #expect(read.diagnostics == [])
    let first = Waiver(
      gate: .ledgerChecks, subject: "capture", owner: "finance", reason: "gateway stond een dag stil",
      validFrom: CalendarDay("2026-11-23"), until: CalendarDay("2026-12-01")!, line: 2)
    #expect(read.value.waivers?.first == first)
    #expect(read.value.waivers?.map(\.line) == [2, 8])
  }

  @Test(arguments: [
    RegisterCase(
      "a gate that does not exist", "waivers.yml",
      "waivers:\n  - {gate: broken-links, owner: it, reason: x, until: 2026-12-01}",
      ["2 gate unknown-value: broken-links → did you mean broken-link?"]),
    RegisterCase(
      "nobody answers for it", "waivers.yml", "waivers:\n  - {gate: secret, owner: jan, reason: x, until: 2026-12-01}",
      ["2 owner unknown-owner: jan → add it to site.yml first"]),
    RegisterCase(
      "no end and no reason", "waivers.yml", "waivers:\n  - {gate: secret, owner: it}",
      ["2 reason missing-key", "2 until missing-key"]),
    RegisterCase(
      "ends before it begins", "waivers.yml",
      "waivers:\n  - {gate: secret, owner: it, reason: x, valid_from: 2026-12-02, until: 2026-12-01}",
      ["2 until period-backwards: 2026-12-01"]),
    RegisterCase(
      "twice", "waivers.yml",
      """
      waivers:
        - {gate: secret, owner: it, reason: x, until: 2026-12-01}
        - {gate: secret, owner: it, reason: y, until: 2026-12-02}
      """, ["3 gate duplicate: secret → remove one of the two"]),
  ])
  func `a mistake is named with its line`(one: RegisterCase) { one.check() }

  @Test func `both ends count, and an edition is published in the week after its own`() {
    let day = { (text: String) in CalendarDay(text)! }
    let waiver = Waiver(
      gate: .secret, owner: "it", reason: "x", validFrom: day("2026-11-23"), until: day("2026-11-30"))
    #expect(waiver.isInForce(on: day("2026-11-23")))
    #expect(waiver.isInForce(on: day("2026-11-30")))
    #expect(!waiver.isInForce(on: day("2026-11-22")))
    #expect(!waiver.isInForce(on: day("2026-12-01")))
    let weeks = [("2026-W46", false), ("2026-W47", true), ("2026-W48", true), ("2026-W49", false)]
    for (week, stands) in weeks { #expect(waiver.stands(on: ISOWeek(week)!) == stands, "\(week)") }
  }
}
