/// What an amount rests on, strongest evidence first; the raw value is the strings key after `basis.`.
public enum EuroBasis: String, Sendable, CaseIterable {
  /// An invoice line.
  case invoice
  /// The provider's own report.
  case provider
  /// A gateway's estimate at list price.
  case gateway
  /// Our own estimate.
  case estimate
  /// A bill spread over use cases by what others saw of it, or a fixed cost spread over its use.
  case allocated
}
