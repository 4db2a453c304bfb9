/// What the company's own price agreements are called; they are read by whoever prices with them.
public enum PriceAgreementsDocument {
  /// The registry name.
  public static let name = "price-agreements"
  /// Raised when the same file would give other prices.
  public static let version = 1
  /// What a person calls it.
  public static let title = "price agreements"
  /// The keys of the root; a YAML document with one of them is one.
  public static let keys = ["models", "credits", "rates"]
  /// `price-agreements/1`, as the journal writes it.
  public static let importer = "\(name)/\(version)"
}
