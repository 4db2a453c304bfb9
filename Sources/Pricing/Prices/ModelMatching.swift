import ReportCore

/// The ids under which a book may know a model, the likeliest first: exactly, behind the provider, then the same
/// without and with a date (formats.md 2.7). There is no further guessing.
struct ModelMatching {
  /// Ids to look up as they are.
  let exact: [String]
  /// Beginnings behind which only a date may stand.
  let dated: [String]
  private let family: String

  init(provider: String, model: String) {
    let prefixes = ProviderNames.prefixes(provider).filter { !$0.isEmpty }
    family = provider.isEmpty ? "" : ProviderNames.family(provider)
    func ids(_ model: String) -> [String] { [model] + prefixes.map { "\($0)/\(model)" } }
    let undated = ModelMatching.withoutDate(model)
    exact = ids(model) + (undated.map(ids) ?? [])
    dated = undated == nil ? ids(model) : []
  }

  /// True when an entry of `provider` can be meant: an id without prefix may be another provider's.
  func accepts(_ provider: String) -> Bool { family.isEmpty || ProviderNames.family(provider) == family }

  /// `gpt-4o` of `gpt-4o-2024-11-20`, `claude-sonnet-4` of `claude-sonnet-4-20250514` or `…@20250514`; nil for an id
  /// without a date at its end.
  static func withoutDate(_ model: String) -> String? {
    for length in [11, 9] where model.utf8.count > length {
      let cut = model.utf8.index(model.utf8.endIndex, offsetBy: -length)
      if isDate(model[cut...]) { return String(model[..<cut]) }
    }
    return nil
  }

  /// True for `-YYYY-MM-DD`, `-YYYYMMDD` and `@YYYYMMDD`.
  static func isDate(_ suffix: Substring) -> Bool {
    guard let sign = suffix.first, sign == "-" || sign == "@" else { return false }
    let rest = suffix.dropFirst()
    if rest.utf8.count == 10 { return CalendarDay(rest) != nil }
    guard rest.utf8.count == 8, rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    return CalendarDay("\(rest.prefix(4))-\(rest.dropFirst(4).prefix(2))-\(rest.suffix(2))") != nil
  }
}
