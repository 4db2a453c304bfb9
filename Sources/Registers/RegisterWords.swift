/// The names that one register may use from another. Nil means the other register is absent, so nothing can be
/// checked against it.
struct KnownNames {
  var languages: [String] = ["nl", "en"]
  var owners: [String]?
  var useCases: [String]?
  var formats: [String]?
}

/// Words that several registers share.
enum RegisterWords {
  /// The scope of a budget for everything together.
  static let total = "total"
  /// The use case of a rule that says on purpose: not attributed.
  static let notAttributed = "not-attributed"
  /// Languages a site can be written in.
  static let languages = ["nl", "en"]
  /// The four metrics a company can set a target for (S52, S54–S56).
  static let metrics = ["mt.cost-per-1000-calls", "mt.cost-per-session", "mt.efficiency", "mt.roi"]
}
