public import CostExports
import ReportCore

extension PriceTerms {
  /// The terms of a price book's entry, in dollars (the book has no other currency); nil when nothing in it has a
  /// price that this version can apply.
  public init?(_ entry: PriceBookEntry) {
    self.init(currency: .dollar)
    thresholdIsInclusive = entry.provider == "xai"
    var builder = BookTermsBuilder(mode: entry.mode)
    for field in entry.fields { builder.add(field, to: &self) }
    builder.finish(&self)
    guard !isEmpty else { return nil }
  }
}

/// Sorts the fields of one entry into lists.
private struct BookTermsBuilder {
  let mode: String
  /// Bounds of `tiered_pricing`, and its prices, by index.
  private var ranges: [Int: (over: Int?, upTo: Int?, prices: [PriceItem: ExactDecimal])] = [:]
  private var windows: [Int: (hours: [String], weekdays: Set<Int>, hasWeekdays: Bool)] = [:]
  private var weekdayOffset: Int? = 0

  init(mode: String) { self.mode = mode }

  mutating func add(_ field: PriceBookEntry.Field, to terms: inout PriceTerms) {
    let path = field.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch path[0] {
    case "tiered_pricing": addRange(path, field)
    case "off_peak_pricing": addOffPeak(path, field, &terms)
    case "search_context_cost_per_query":
      // The size of a search is in no export; the gateway, too, takes the medium one then.
      if path.last == "search_context_size_medium" { terms[.search, .standard(tier: "")] = field.number }
    case "provider_specific_entry":
      if path.count == 2, path[1] == "fast" || BookTermsBuilder.isRegion(path[1]), let number = field.number {
        terms.multipliers[path[1]] = number
      }
    case "regional_endpoint_uplift_multiplier": terms.multipliers["*"] = field.number
    case _ where path[0].hasPrefix("regional_processing_uplift_multiplier_"):
      let region = path[0].dropFirst("regional_processing_uplift_multiplier_".count)
      if BookTermsBuilder.isRegion(String(region)) { terms.multipliers[String(region)] = field.number }
    default:
      guard let name = BookFieldName(path[0], mode: mode), let number = field.number else { return }
      let condition = name.condition
      // Two names for one item: the one that fits the mode best stays, whatever the order of the fields.
      let known = terms[name.item, condition] != nil
      if !known || name.isPreferred { terms[name.item, condition] = number }
    }
  }

  func finish(_ terms: inout PriceTerms) {
    for index in ranges.keys.sorted() {
      guard let range = ranges[index], let over = range.over, let upTo = range.upTo, over < upTo else { continue }
      for (item, price) in range.prices { terms[item, .range(over: over, upTo: upTo)] = price }
    }
    guard let weekdayOffset else {
      // A calendar this program does not know: nobody can say when the hours are.
      terms.lists[.offPeak] = nil
      return
    }
    for index in windows.keys.sorted() {
      guard let window = windows[index] else { continue }
      // Weekdays that cannot be read apply to no day.
      if window.hasWeekdays, window.weekdays.isEmpty { continue }
      for text in window.hours {
        guard let hours = OffPeakWindow.hours(text) else { continue }
        terms.offPeak.append(
          OffPeakWindow(
            from: hours.from, until: hours.until, weekdays: window.weekdays, weekdayOffset: weekdayOffset))
      }
    }
    if terms.offPeak.isEmpty { terms.lists[.offPeak] = nil }
    if terms.lists[.offPeak] == nil { terms.offPeak = [] }
  }

  private mutating func addRange(_ path: [String], _ field: PriceBookEntry.Field) {
    guard path.count > 2, let index = Int(path[1]) else { return }
    if path[2] == "range", path.count == 4, let bound = field.number?.wholeNumber {
      if path[3] == "0" { ranges[index, default: (nil, nil, [:])].over = bound }
      if path[3] == "1" { ranges[index, default: (nil, nil, [:])].upTo = bound }
    } else if let name = BookFieldName(path[2], mode: mode), name.condition == .standard(tier: "") {
      ranges[index, default: (nil, nil, [:])].prices[name.item] = field.number
    }
  }

  private mutating func addOffPeak(_ path: [String], _ field: PriceBookEntry.Field, _ terms: inout PriceTerms) {
    switch (path.count > 1 ? path[1] : "", path.count) {
    case ("hours_utc", _): windows[-1, default: ([], [], false)].hours.append(field.text)
    case ("weekday_timezone", _): weekdayOffset = BookTermsBuilder.offsets[field.text]
    case ("windows", 4...):
      guard let index = Int(path[2]) else { return }
      if path[3] == "hours_utc" { windows[index, default: ([], [], false)].hours.append(field.text) }
      if path[3] == "weekdays" {
        windows[index, default: ([], [], false)].hasWeekdays = true
        if let day = BookTermsBuilder.weekday(field) { windows[index]?.weekdays.insert(day) }
      }
    case (_, 2):
      if let name = BookFieldName(path[1], mode: mode), name.condition == .standard(tier: "") {
        terms[name.item, .offPeak] = field.number
      }
    default: break
    }
  }

  private static func weekday(_ field: PriceBookEntry.Field) -> Int? {
    if let number = field.number?.wholeNumber { return (1...7).contains(number) ? number : nil }
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    return names.firstIndex { field.text.lowercased().hasPrefix($0) }.map { $0 + 1 }
  }

  private static func isRegion(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy { (0x61...0x7A).contains($0) }
  }

  /// Calendars without summer time, in minutes ahead of UTC: others are not needed and would need a table.
  private static let offsets = ["": 0, "UTC": 0, "Etc/UTC": 0, "Asia/Shanghai": 480, "Asia/Singapore": 480]
}
