public import ReportCore

/// What the company has agreed with its providers: prices of its own, the price of a credit, exchange rates of
/// contracts. Each has the days it holds for and a reason; later files and later entries come first.
public struct PriceAgreements: Sendable, Hashable {
  /// A model's own price.
  public struct Model: Sendable, Hashable {
    /// The exact id, as exports write it.
    public var model: String
    /// Empty: whatever the provider.
    public var provider: String
    /// The days it holds for.
    public var days: AgreementDays
    /// Why.
    public var reason: String
    /// What is agreed; items not named fall back as in a book, others have no price.
    public var terms: PriceTerms

    /// An agreement.
    public init(model: String, provider: String, days: AgreementDays, reason: String, terms: PriceTerms) {
      self.model = model
      self.provider = provider
      self.days = days
      self.reason = reason
      self.terms = terms
    }
  }

  /// The price of a credit.
  public struct Credit: Sendable, Hashable {
    /// The provider, or the beginning of a format's name: `chatgpt`.
    public var name: String
    /// The days it holds for.
    public var days: AgreementDays
    /// Why.
    public var reason: String
    /// Per credit.
    public var price: ExactDecimal
    /// What it is in.
    public var currency: Currency

    /// A price.
    public init(name: String, days: AgreementDays, reason: String, price: ExactDecimal, currency: Currency) {
      self.name = name
      self.days = days
      self.reason = reason
      self.price = price
      self.currency = currency
    }
  }

  /// An exchange rate of a contract, for a currency that the ECB never lists.
  public struct Rate: Sendable, Hashable {
    /// What is exchanged.
    public var currency: Currency
    /// Units of the currency for one euro.
    public var perEuro: ExactDecimal
    /// The days it holds for.
    public var days: AgreementDays
    /// Why.
    public var reason: String

    /// A rate.
    public init(currency: Currency, perEuro: ExactDecimal, days: AgreementDays, reason: String) {
      self.currency = currency
      self.perEuro = perEuro
      self.days = days
      self.reason = reason
    }
  }

  /// Prices of models, in file order.
  public var models: [Model] = []
  /// Prices of credits, in file order.
  public var credits: [Credit] = []
  /// Contract rates, in file order.
  public var rates: [Rate] = []

  /// No agreements.
  public init() {}

  /// The terms for a model on a day; a provider named beats one that is not, then the later start counts, then the
  /// later entry.
  public func terms(provider: String, model: String, on day: CalendarDay) -> PriceTerms? {
    let family = ProviderNames.family(provider)
    return models.enumerated().filter { _, item in
      item.model == model && item.days.contains(day)
        && (item.provider.isEmpty || ProviderNames.family(item.provider) == family)
    }
    .max { left, right in
      (left.element.provider.isEmpty ? 0 : 1, left.element.days.from, left.offset)
        < (right.element.provider.isEmpty ? 0 : 1, right.element.days.from, right.offset)
    }?.element.terms
  }

  /// The price of a credit for a use.
  public func creditPrice(for use: PricedUse) -> Credit? {
    credits.enumerated().filter { _, item in
      item.days.contains(use.day) && (use.source.hasPrefix(item.name) || use.provider == item.name)
    }
    .max { ($0.element.days.from, $0.offset) < ($1.element.days.from, $1.offset) }?.element
  }
}

/// The days an agreement holds for.
public struct AgreementDays: Sendable, Hashable {
  /// The first.
  public var from: CalendarDay
  /// The last; nil while it lasts.
  public var until: CalendarDay?

  /// Days from first to last.
  public init(from: CalendarDay, until: CalendarDay?) {
    self.from = from
    self.until = until
  }

  /// True when it holds on `day`.
  public func contains(_ day: CalendarDay) -> Bool { day >= from && until.map { day <= $0 } ?? true }
}
