import ReportCore

/// The days of a daily activity report, pages added up.
struct ActivityDays {
  /// In the order in which they are met.
  private(set) var all: [ActivityDay] = []
  private var places: [CalendarDay: Int] = [:]
  private var checks: RowChecks

  init(file: String) { checks = RowChecks(file: file) }

  static func tooLarge(_ place: SourcePlace) -> Diagnostic {
    Diagnostic(
      code: "amount-too-large", at: place, "the amount is beyond any invoice", expected: "less than 9,000,000,000",
      remedy: "Check the amount in the source.")
  }

  /// Adds one element of `results`.
  mutating func add(_ slice: ByteSlice, line: Int, _ problems: inout ProblemLog) throws(JSONProblem) {
    guard var scanner = JSONScanner(slice) else { return }
    checks.begin(line: line)
    var date = ByteSlice.empty
    var hasMetrics = false
    var day = ActivityDay(day: CalendarDay(number: 0), line: line)
    try scanner.members { (value, key) throws(JSONProblem) in
      if key.equals("date") {
        date = try value.value()
      } else if key.equals("metrics") {
        day.total = try sums(&value, &problems)
        hasMetrics = true
      } else if key.equals("breakdown") {
        try breakdown(&value, &day, &problems)
      } else {
        try value.skipValue()
      }
    }
    try scanner.finish()
    if !hasMetrics { checks.missing("metrics", &problems) }
    guard let found = checks.midnight(date, "date", &problems), checks.isGood else { return }
    day.day = found
    if let place = places[found] {
      all[place].add(day)
    } else {
      places[found] = all.count
      all.append(day)
    }
  }

  private mutating func breakdown(
    _ scanner: inout JSONScanner, _ day: inout ActivityDay, _ problems: inout ProblemLog
  ) throws(JSONProblem) {
    try scanner.objectMembers { (value, key) throws(JSONProblem) in
      if key.equals("models") {
        try entries(&value, &day.models, &problems)
      } else if key.equals("providers") {
        try entries(&value, &day.providers, &problems)
      } else {
        try value.skipValue()
      }
    }
  }

  private mutating func entries(
    _ scanner: inout JSONScanner, _ entries: inout ActivityEntries, _ problems: inout ProblemLog
  ) throws(JSONProblem) {
    try scanner.objectMembers { (value, key) throws(JSONProblem) in
      let name = checks.text(key, "breakdown", &problems)
      try value.objectMembers { (inner, key) throws(JSONProblem) in
        if key.equals("metrics") {
          entries.add(try sums(&inner, &problems), to: name)
        } else if key.equals("api_key_breakdown") {
          try inner.objectMembers { (value, key) throws(JSONProblem) in
            try keyEntry(&value, key, name, &entries, &problems)
          }
        } else {
          try inner.skipValue()
        }
      }
    }
  }

  private mutating func keyEntry(
    _ scanner: inout JSONScanner, _ hash: ByteSlice, _ name: String, _ entries: inout ActivityEntries,
    _ problems: inout ProblemLog
  ) throws(JSONProblem) {
    var alias = ByteSlice.empty
    var team = ByteSlice.empty
    var sums: GatewaySums?
    let key = checks.text(hash, "api_key_breakdown", &problems)
    try scanner.objectMembers { (value, key) throws(JSONProblem) in
      if key.equals("metrics") {
        sums = try self.sums(&value, &problems)
      } else if key.equals("metadata") {
        try value.objectMembers { (inner, key) throws(JSONProblem) in
          let found = try inner.value()
          if key.equals("key_alias") { alias = found }
          if key.equals("team_id") { team = found }
        }
      } else {
        try value.skipValue()
      }
    }
    guard let sums else { return }
    let shown = alias.isEmpty ? GatewayNames.keyAlias(hash: key) : checks.text(alias, "key_alias", &problems)
    let teamName = GatewayNames.team(checks.text(team, "team_id", &problems))
    entries.add(sums, to: name, key: ActivityKey(alias: shown, team: teamName))
  }

  private mutating func sums(
    _ scanner: inout JSONScanner, _ problems: inout ProblemLog
  ) throws(JSONProblem) -> GatewaySums {
    var sums = GatewaySums()
    var hasSpend = false
    var successes = 0
    try scanner.objectMembers { (value, key) throws(JSONProblem) in
      let found = try value.value()
      func count(_ field: String) -> Int {
        sums.hasCounts = sums.hasCounts || !found.isEmpty
        return checks.count(found, field, &problems)
      }
      if key.equals("spend") {
        let amount = checks.amount(found, "spend", &problems)
        (sums.nanos, sums.isZero, hasSpend) = (Int128(amount.nanos), amount.isZero, true)
      } else if key.equals("prompt_tokens") {
        sums.prompt = count("prompt_tokens")
      } else if key.equals("completion_tokens") {
        sums.output = count("completion_tokens")
      } else if key.equals("cache_read_input_tokens") {
        sums.cacheRead = count("cache_read_input_tokens")
      } else if key.equals("cache_creation_input_tokens") {
        sums.cacheWrite = count("cache_creation_input_tokens")
      } else if key.equals("api_requests") {
        sums.calls = count("api_requests")
      } else if key.equals("successful_requests") {
        successes = count("successful_requests")
      } else if key.equals("failed_requests") {
        sums.errors = count("failed_requests")
      }
    }
    if !hasSpend { checks.missing("spend", &problems) }
    sums.calls = max(sums.calls, successes + sums.errors)
    return sums
  }
}

extension JSONScanner {
  /// As `members`, and what is no object has none: `null` above all.
  mutating func objectMembers(
    _ visit: (inout JSONScanner, ByteSlice) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    guard peek() == UInt8(ascii: "{") else {
      try skipValue()
      return
    }
    try members(visit)
  }
}

/// A key as a report shows it.
struct ActivityKey: Hashable {
  var alias = ""
  var team = ""
}

/// The entries of one breakdown, and the keys within each.
struct ActivityEntries {
  private(set) var sums = NamedSums<String>()
  private(set) var keys: [String: NamedSums<ActivityKey>] = [:]

  mutating func add(_ sums: GatewaySums, to name: String) { self.sums.add(sums, to: name) }

  mutating func add(_ sums: GatewaySums, to name: String, key: ActivityKey) {
    keys[name, default: NamedSums()].add(sums, to: key)
  }

  mutating func add(_ other: ActivityEntries) {
    for (name, sums) in zip(other.sums.names, other.sums.sums) { add(sums, to: name) }
    for name in other.keys.keys {
      guard let parts = other.keys[name] else { continue }
      for (key, sums) in zip(parts.names, parts.sums) { add(sums, to: name, key: key) }
    }
  }
}

/// One day: its total and two of its breakdowns.
struct ActivityDay {
  var day: CalendarDay
  let line: Int
  var total = GatewaySums()
  var models = ActivityEntries()
  var providers = ActivityEntries()

  init(day: CalendarDay, line: Int) {
    self.day = day
    self.line = line
  }

  struct Part {
    var dimension = Dimension()
    var sums: GatewaySums
  }

  mutating func add(_ other: ActivityDay) {
    total.add(other.total)
    models.add(other.models)
    providers.add(other.providers)
  }

  /// Parts that add up to the total.
  func parts(_ warnings: inout [Diagnostic], file: String) -> [Part] {
    var only = Dimension()
    if providers.sums.names.count == 1 { only.provider = providers.sums.names[0] }
    let names = models.sums.names.map { dimension(ofModel: $0, only.provider) }
    let isByModel = !names.contains { $0.provider.isEmpty } || providers.sums.names.isEmpty
    let entries = isByModel ? models : providers
    guard !entries.sums.names.isEmpty else { return [Part(dimension: only, sums: total)] }
    guard let sums = total.parts(entries.sums.sums) else {
      if !warnings.contains(where: { $0.code == "not-split" }) {
        warnings.append(
          Diagnostic(
            .warning, code: "not-split", at: SourcePlace(file: file, line: line, field: "breakdown"),
            "the parts of the day do not fit its total, so it is not split", found: "\(day)",
            remedy: "Nothing to do: the total counts. Export the spend logs for the split."))
      }
      return [Part(dimension: only, sums: total)]
    }
    var result: [Part] = []
    for (index, name) in entries.sums.names.enumerated() {
      var dimension = isByModel ? names[index] : Dimension()
      if !isByModel { dimension.provider = name }
      result += split(sums[index], dimension, entries.keys[name])
    }
    // The one part that took all the money leaves nothing behind it.
    if sums.count > entries.sums.names.count, let rest = sums.last {
      only.operation = "not split"
      result.append(Part(dimension: only, sums: rest))
    }
    return result
  }

  private func split(_ sums: GatewaySums, _ dimension: Dimension, _ keys: NamedSums<ActivityKey>?) -> [Part] {
    guard let keys, let parts = sums.parts(keys.sums) else { return [Part(dimension: dimension, sums: sums)] }
    return parts.enumerated().map { index, sums in
      var dimension = dimension
      if index < keys.names.count {
        dimension.keyAlias = keys.names[index].alias
        dimension.team = keys.names[index].team
      }
      return Part(dimension: dimension, sums: sums)
    }
  }

  /// The provider is the name's prefix where the day knows such a provider, else the only provider of the day.
  private func dimension(ofModel name: String, _ only: String) -> Dimension {
    var dimension = Dimension()
    let split = GatewayNames.split(name)
    if !split.provider.isEmpty, split.provider == only || providers.sums.names.contains(split.provider) {
      (dimension.provider, dimension.model) = split
    } else {
      (dimension.provider, dimension.model) = (only, name)
    }
    return dimension
  }
}
