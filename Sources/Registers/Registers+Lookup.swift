public import ReportCore

/// What attribution may look at: the fields of one ledger dimension. Empty means the source does not say.
public struct AttributionFields: Hashable, Sendable {
  /// `openai`, or a vendor's name.
  public var provider: String
  /// The billing account.
  public var account: String
  /// The key's alias.
  public var key: String
  /// Team alias or id.
  public var team: String
  /// Project id.
  public var project: String
  /// Client tags, joined with `,`.
  public var tags: String
  /// The model, provider prefix removed.
  public var model: String
  /// Operation or line item.
  public var operation: String

  /// The fields of a dimension.
  public init(
    provider: String = "", account: String = "", key: String = "", team: String = "", project: String = "",
    tags: String = "", model: String = "", operation: String = ""
  ) {
    self.provider = provider
    self.account = account
    self.key = key
    self.team = team
    self.project = project
    self.tags = tags
    self.model = model
    self.operation = operation
  }

  /// The words `match:` knows.
  static let names = ["provider", "account", "key", "team", "project", "tag", "model", "operation"]

  /// The values a pattern of `field` is held against; several only for tags.
  func values(of field: String) -> [Substring] {
    switch field {
    case "provider": [provider[...]]
    case "account": [account[...]]
    case "key": [key[...]]
    case "team": [team[...]]
    case "project": [project[...]]
    case "tag": tags.split(separator: ",")
    case "model": [model[...]]
    case "operation": [operation[...]]
    default: []
    }
  }
}

extension Registers {
  /// The rule that attributes `fields` on the day of use: the first one that counts on that day and whose every
  /// pattern fits. Nil when no rule does; a rule without a use case says on purpose: not attributed.
  public func attribution(for fields: AttributionFields, on day: CalendarDay) -> AttributionRule? {
    attribution?.first { rule in
      rule.validFrom.map { $0 <= day } ?? true
        && rule.match.allSatisfy { field, pattern in
          fields.values(of: field).contains { Registers.matches($0, pattern: pattern) }
        }
    }
  }

  /// The budget of `scope` (a use case's id, or `total`) in force on `day`: the newest that has begun.
  public func budget(_ scope: String, _ period: Budget.BudgetPeriod, on day: CalendarDay) -> Budget? {
    budgets?.filter { $0.scope == scope && $0.period == period && $0.validFrom <= day }
      .max { $0.validFrom < $1.validFrom }
  }

  /// The class of `model` on `day`: an exact name before a prefix, the longer prefix first, then the newest that
  /// has begun. Nil when no rule names the model.
  public func modelClass(of model: String, on day: CalendarDay) -> ModelClassRule.ModelClass? {
    modelClasses?.filter { rule in
      rule.validFrom.map { $0 <= day } ?? true && Registers.matches(model[...], pattern: rule.model)
    }
    .max { Registers.rank($0) < Registers.rank($1) }?.modelClass
  }

  /// The company's own target for `metric` on `day`: the newest that has begun.
  public func target(_ metric: String, on day: CalendarDay) -> Target? {
    site.targets.filter { $0.metric == metric && $0.validFrom <= day }.max { $0.validFrom < $1.validFrom }
  }

  /// The controls of `useCase` that are in force on `day`, in file order; of one kind only the newest.
  public func controls(of useCase: String, on day: CalendarDay) -> [Control] {
    let active = (controls ?? []).filter { $0.useCase == useCase && $0.activeFrom <= day }
    return active.filter { control in
      !active.contains { $0.kind == control.kind && $0.activeFrom > control.activeFrom }
    }
  }

  /// The use case with this id.
  public func useCase(_ id: String) -> UseCase? { useCases?.first { $0.id == id } }

  /// The owner with this id.
  public func owner(_ id: String) -> Owner? { site.owners.first { $0.id == id } }

  /// Exact text, or a prefix before a final `*`. An empty value fits nothing: the source does not say.
  static func matches(_ value: Substring, pattern: String) -> Bool {
    guard !value.isEmpty else { return false }
    return pattern.hasSuffix("*") ? value.hasPrefix(pattern.dropLast()) : value == pattern
  }

  private static func rank(_ rule: ModelClassRule) -> (Int, Int, Int) {
    let isPrefix = rule.model.hasSuffix("*")
    return (isPrefix ? 0 : 1, rule.model.utf8.count, rule.validFrom?.number ?? .min)
  }
}
