import ReportCore

extension RowChecks {
  /// A moment between 1999 and 2099; without a zone it is UTC.
  mutating func moment(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> Instant? {
    if slice.isEmpty {
      missing(field, &problems)
      return nil
    }
    if slice.count <= 40, let moment = Instant(bytes: slice.buffer), PlausibleDays.range.contains(moment.utcDay) {
      return moment
    }
    refuse(
      &problems, code: "not-a-moment", field: field, "this is not a moment", found: slice.shown,
      expected: "2026-10-26T08:15:02.113Z, or without a zone in UTC",
      remedy: "Export the rows again; a spreadsheet may have changed the times.")
    return nil
  }

  /// A day that may be written with midnight behind it, `2026-10-26 00:00:00` or `2026-10-26T00:00:00+00:00`: the day
  /// as written, whatever the zone.
  mutating func midnight(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> CalendarDay? {
    guard (11...40).contains(slice.count), let moment = Instant(bytes: slice.prefix(19).buffer),
      moment.seconds % 86_400 == 0, Instant(bytes: slice.buffer) != nil
    else { return day(slice, field, &problems) }
    return day(slice.prefix(10), field, &problems)
  }

  /// As `nanos`, and whether the text says exactly nothing: an amount below half a nano-unit does not.
  mutating func amount(
    _ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog
  ) -> (nanos: Int64, isZero: Bool) {
    let nanos = nanos(slice, field, &problems)
    return (nanos, nanos == 0 && slice.decimal?.mantissa == 0)
  }

  /// Text that a person's name, address or the like never is kept of: only which of them it is.
  mutating func json(
    _ field: String, _ problem: JSONProblem, _ problems: inout ProblemLog
  ) {
    refuse(
      &problems, code: "bad-json", field: field, "the value is not the JSON it should be", expected: problem.expected,
      remedy: "Export the rows again as JSON Lines.")
  }
}

extension ExportRow {
  /// The source states the amount: nothing is free.
  mutating func state(_ amount: (nanos: Int64, isZero: Bool), _ currency: Currency = .dollar) {
    cost = Money(nanos: amount.nanos, currency: currency)
    billed = cost
    priceStatus = amount.isZero ? .free : .priced
  }

  /// The source knows no amount.
  mutating func leaveUnpriced() {
    cost = nil
    billed = nil
    priceStatus = .unpriced
  }
}

extension TokenUsage {
  /// Disjoint counters of a prompt that holds what was read from and written to the cache. Nil when these exceed it:
  /// then the source did not add them up (formats.md 0.2).
  init?(prompt: Int, cacheRead: Int, cacheWrite: Int = 0, output: Int, reasoning: Int = 0) {
    guard cacheRead + cacheWrite <= prompt else { return nil }
    self.init(
      inputUncached: prompt - cacheRead - cacheWrite, inputCacheRead: cacheRead, inputCacheWrite: cacheWrite,
      output: output, outputReasoning: min(reasoning, output))
  }
}

/// Says once in a file that cached tokens exceed the prompt they should be part of.
struct OverlapWarning {
  private(set) var warnings: [Diagnostic] = []

  /// Disjoint counters; the prompt counts as uncached where the source did not add up.
  mutating func tokens(
    prompt: Int, cacheRead: Int, cacheWrite: Int = 0, output: Int, reasoning: Int = 0, at place: SourcePlace
  ) -> TokenUsage {
    if let usage = TokenUsage(
      prompt: prompt, cacheRead: cacheRead, cacheWrite: cacheWrite, output: output, reasoning: reasoning)
    {
      return usage
    }
    if warnings.isEmpty {
      warnings.append(
        Diagnostic(
          .warning, code: "cache-exceeds-prompt", at: place,
          "cached tokens exceed the prompt they should be part of",
          found: "\(prompt) prompt tokens, \(cacheRead) read from and \(cacheWrite) written to the cache",
          remedy: "Nothing to do: the prompt counts as uncached."))
    }
    return TokenUsage(
      inputUncached: prompt, inputCacheRead: cacheRead, inputCacheWrite: cacheWrite, output: output,
      outputReasoning: min(reasoning, output))
  }
}
