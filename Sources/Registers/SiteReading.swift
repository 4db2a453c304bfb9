import ReportCore
import YAMLDocuments

/// `site.yml`.
enum SiteReading {
  static let file = "content/site.yml"
  private static let keys = [
    "company", "time_zone", "languages", "rollout_start", "action_plan_start", "edition_due", "exchange_rate_note",
    "owners", "targets", "reconciliation", "retention",
  ]

  /// Also fills the names that other registers are checked against.
  static func read(_ text: String, names: inout KnownNames, problems: DocumentProblems) -> SiteRegister {
    var site = SiteRegister()
    guard let entry = YAMLDocument.mapping(of: text, known: keys, file: file, problems: problems) else { return site }
    site.company = entry.text("company", required: true) ?? ""
    if let zone = timeZone(entry) { site.timeZone = zone }
    if let languages = languages(entry) { site.languages = languages }
    names.languages = site.languages
    site.rolloutStart = rolloutStart(entry)
    site.actionPlanStart = entry.day("action_plan_start")
    site.editionDue = clockTime(entry)
    site.exchangeRateNote = entry.texts("exchange_rate_note", languages: site.languages) ?? [:]
    site.owners = owners(entry, languages: site.languages)
    // Without a list there is nothing to check against; the missing list itself is reported once.
    if entry.has("owners") { names.owners = site.owners.map(\.id) }
    site.targets = targets(entry)
    site.reconciliation = reconciliation(entry)
    site.retention = RetentionPolicy.read(entry)
    return site
  }

  private static func timeZone(_ entry: YAMLEntry) -> String? {
    guard let name = entry.text("time_zone") else { return nil }
    guard SiteCalendar(identifier: name) != nil else {
      entry.refuse(
        "time_zone", "unknown-time-zone", "this time zone is not known", found: name,
        expected: "a name such as Europe/Amsterdam")
      return nil
    }
    return name
  }

  private static func languages(_ entry: YAMLEntry) -> [String]? {
    let expected = "[nl, en] or [nl]; the first stands at the root of the site"
    guard let words = entry.words("languages", expected: expected) else { return nil }
    var languages: [String] = []
    for word in words {
      if !RegisterWords.languages.contains(word.text) {
        entry.refuse(
          "languages", "unknown-language", "this language is not available", found: word.text, expected: expected)
      } else if languages.contains(word.text) {
        entry.refuse("languages", "duplicate", "the same language twice", found: word.text, expected: expected)
      } else {
        languages.append(word.text)
      }
    }
    if words.isEmpty {
      entry.refuse("languages", "empty-list", "a site has at least one language", found: "[]", expected: expected)
    }
    // A list with a mistake in it says nothing certain; the usual two stand in until it is right.
    return languages.isEmpty || languages.count < words.count ? nil : languages
  }

  private static func rolloutStart(_ entry: YAMLEntry) -> CalendarDay? {
    guard let day = entry.day("rollout_start") else { return nil }
    guard day.weekday == 1 else {
      entry.refuse(
        "rollout_start", "not-a-monday", "the rollout counts in weeks and starts on a Monday", found: day.description,
        expected: "a Monday", remedy: "write \(ISOWeek(containing: day).firstDay)")
      return nil
    }
    return day
  }

  private static func clockTime(_ entry: YAMLEntry) -> String? {
    guard let text = entry.text("edition_due") else { return nil }
    guard Instant("2026-01-01T\(text):00Z") != nil, text.utf8.count == 5 else {
      entry.refuse(
        "edition_due", "bad-clock-time", "this is not a time of day", found: text, expected: "HH:MM, such as 08:00")
      return nil
    }
    return text
  }

  private static func owners(_ entry: YAMLEntry, languages: [String]) -> [Owner] {
    var owners: [Owner] = []
    var lines: [String: Int] = [:]
    for owner in entry.entries("owners", known: ["id", "name"], required: true) ?? [] {
      guard let id = owner.identifier("id") else { continue }
      if let first = lines.updateValue(owner.line, forKey: id) {
        owner.refuse(
          "id", "duplicate-id", "this id is taken", found: id, expected: "an id used once (see line \(first))")
        continue
      }
      owners.append(Owner(id: id, name: owner.texts("name", languages: languages, required: true) ?? [:]))
    }
    return owners
  }

  private static func reconciliation(_ entry: YAMLEntry) -> ReconciliationPolicy {
    var policy = ReconciliationPolicy()
    let known = ["tolerance_share", "tolerance_euro", "invoice_days"]
    guard let given = entry.entry("reconciliation", known: known) else { return policy }
    if let share = given.decimal("tolerance_share") {
      if (.zero...FixedDecimal(1)).contains(share) {
        policy.toleranceShare = share
      } else {
        given.refuse(
          "tolerance_share", "bad-number", "a share lies between 0 and 1", found: share.description,
          expected: "a number from 0 to 1", remedy: "write 0.01 for 1 %")
      }
    }
    if let amount = given.euro("tolerance_euro") { policy.toleranceEuro = FixedDecimal(nanos: Int128(amount.nanos)) }
    if let days = given.whole("invoice_days", minimum: 0) { policy.invoiceDays = days }
    return policy
  }

  private static func targets(_ entry: YAMLEntry) -> [Target] {
    var targets: [Target] = []
    var lines: [String: Int] = [:]
    for target in entry.entries("targets", known: ["metric", "value", "valid_from"]) ?? [] {
      let metric = target.reference(
        "metric", to: RegisterWords.metrics, in: "the list of metrics", code: "unknown-metric")
      let value = target.decimal("value", required: true)
      guard let day = target.day("valid_from", required: true), let metric, let value else { continue }
      guard value.nanos > 0 else {
        target.refuse(
          "value", "bad-number", "a target is above zero", found: value.description, expected: "a number above zero")
        continue
      }
      if let first = lines.updateValue(target.line, forKey: "\(metric) \(day)") {
        target.refuseDuplicate("valid_from", of: "this metric already has a target from that day", day, first: first)
        continue
      }
      targets.append(Target(metric: metric, value: value, validFrom: day))
    }
    // Newest last, as `SiteRegister.targets` promises; file order among different metrics of one day.
    return targets.enumerated().sorted { ($0.element.validFrom, $0.offset) < ($1.element.validFrom, $1.offset) }
      .map(\.element)
  }
}

extension YAMLEntry {
  /// Two entries that begin on the same day: neither can be the newer.
  func refuseDuplicate(_ key: String, of summary: String, _ day: CalendarDay, first: Int) {
    refuse(
      key, "duplicate", summary, found: day.description, expected: "another day than line \(first)",
      remedy: "change line \(first), or give this entry its own valid_from")
  }
}
