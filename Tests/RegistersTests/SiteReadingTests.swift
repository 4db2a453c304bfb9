import ReportCore
import Registers
import Testing

@Suite struct SiteReadingTests {
  @Test func `reads a whole site register`() {
    let text = """
      company: Voorbeeld BV
      time_zone: Europe/Brussels
      languages: [en, nl]
      rollout_start: 2026-10-05
      action_plan_start: 2026-10-07
      edition_due: 12:30
      exchange_rate_note: {en: Rates of the ECB, nl: Koersen van de ECB}
      owners:
        - {id: it, name: {nl: lead IT, en: IT lead}}
      targets:
        - {metric: mt.roi, value: 0.30, valid_from: 2026-11-02}
        - {metric: mt.roi, value: 0.25, valid_from: 2026-08-31}
      """
    let result = RegisterReader.read(files: ["content/site.yml": text])
    #expect(result.diagnostics == [])
    let site = result.value.site
    #expect(site.company == "Voorbeeld BV")
    #expect(site.timeZone == "Europe/Brussels")
    #expect(site.languages == ["en", "nl"])
    #expect(site.rolloutStart?.description == "2026-10-05")
    #expect(site.actionPlanStart?.description == "2026-10-07")
    #expect(site.editionDue == "12:30")
    #expect(site.exchangeRateNote == ["en": "Rates of the ECB", "nl": "Koersen van de ECB"])
    #expect(site.owners == [Owner(id: "it", name: ["nl": "lead IT", "en": "IT lead"])])
    #expect(site.targets.map(\.validFrom.description) == ["2026-08-31", "2026-11-02"])
    #expect(site.targets.map(\.value.description) == ["0.250000000", "0.300000000"])
  }

  static let owners = "owners: [{id: it, name: {nl: IT, en: IT}}]"
  static let cases = [
    RegisterCase(
      "missing keys", "site.yml", "time_zone: Europe/Amsterdam",
      [
        "1 company missing-key", "1 owners missing-key",
      ]),
    RegisterCase(
      "a misspelt key", "site.yml", "company: A\ncompagny: B\n\(owners)",
      [
        "2 unknown-key: compagny → did you mean company?"
      ]),
    RegisterCase(
      "a key like no other", "site.yml", "company: A\nxyz: B\n\(owners)",
      [
        "2 unknown-key: xyz → use company, time_zone, languages, rollout_start, action_plan_start, edition_due, "
          + "exchange_rate_note, owners, targets, reconciliation or retention"
      ]),
    RegisterCase(
      "an unknown zone", "site.yml", "company: A\ntime_zone: Europe/Amstelveen\n\(owners)",
      [
        "2 time_zone unknown-time-zone: Europe/Amstelveen"
      ]),
    RegisterCase(
      "a rollout that starts on a Wednesday", "site.yml", "company: A\nrollout_start: 2026-10-07\n\(owners)",
      [
        "2 rollout_start not-a-monday: 2026-10-07 → write 2026-10-05"
      ]),
    RegisterCase(
      "impossible dates", "site.yml", "company: A\nrollout_start: 2026-02-30\naction_plan_start: 5-10-2026\n\(owners)",
      [
        "2 rollout_start impossible-date: 2026-02-30 → write the year first, such as 2026-10-05",
        "3 action_plan_start impossible-date: 5-10-2026 → write the year first, such as 2026-10-05",
      ]),
    RegisterCase(
      "languages", "site.yml", "company: A\nlanguages: [nl, fr, nl]\n\(owners)",
      [
        "2 languages unknown-language: fr", "2 languages duplicate: nl",
      ]),
    RegisterCase("no language", "site.yml", "company: A\nlanguages: []\n\(owners)", ["2 languages empty-list: []"]),
    RegisterCase(
      "one language instead of a list", "site.yml", "company: A\nlanguages: nl\n\(owners)",
      [
        "2 languages wrong-type: nl"
      ]),
    RegisterCase(
      "a time of day", "site.yml", "company: A\nedition_due: 8 uur\n\(owners)",
      [
        "2 edition_due bad-clock-time: 8 uur"
      ]),
    RegisterCase("an empty company", "site.yml", "company: \"  \"\n\(owners)", ["1 company empty-text: \"  \""]),
    RegisterCase(
      "a company that is a list", "site.yml", "company: [a, b]\n\(owners)", ["1 company wrong-type: a list"]),
    RegisterCase("a list for a mapping", "site.yml", "- company: A", ["1 wrong-type: a list"]),
    RegisterCase(
      "owners", "site.yml",
      """
      company: A
      owners:
        - id: it
          name: {nl: IT}
        - id: Finance
          name: {nl: Finance, en: Finance}
        - id: it
          name: {nl: IT, en: IT}
        - name: {en: Nobody}
        - id: mt
          name: {en: Board, de: Vorstand}
        - it
      """,
      [
        "4 warning name missing-language → until then the nl text is shown",
        "5 id bad-id: Finance → write it like service-chat; the name may hold capitals and spaces",
        "7 id duplicate-id: it",
        "9 id missing-key",
        "11 name unknown-language: de → use nl or en",
        "11 name missing-language",
        "12 wrong-type: it",
      ]),
    RegisterCase(
      "targets", "site.yml",
      """
      company: A
      \(owners)
      targets:
        - {metric: mt.roy, value: 0.25, valid_from: 2026-08-31}
        - {metric: mt.roi, value: "25%", valid_from: 2026-08-31}
        - {metric: mt.roi, value: "0,25", valid_from: 2026-08-31}
        - {metric: mt.roi, value: -1, valid_from: 2026-08-31}
        - {metric: mt.roi, value: 0.25}
        - {metric: mt.roi, value: 0.25, valid_from: 2026-09-07}
        - {metric: mt.roi, value: 0.30, valid_from: 2026-09-07}
      """,
      [
        "4 metric unknown-metric: mt.roy → did you mean mt.roi?",
        "5 value bad-number: 25% → write 0.25",
        "6 value bad-number: 0,25 → write 0.25",
        "7 value bad-number: -1.000000000",
        "8 valid_from missing-key",
        "10 valid_from duplicate: 2026-09-07 → change line 9, or give this entry its own valid_from",
      ]),
  ]

  @Test(arguments: cases)
  func `complains exactly`(example: RegisterCase) { example.check() }

  @Test func `a site without site.yml says where it looked`() {
    let diagnostics = RegisterReader.read(files: [:]).diagnostics
    #expect(diagnostics.map(\.code) == ["missing-file"])
    #expect(diagnostics.first?.place?.file == "content/site.yml")
  }
}
