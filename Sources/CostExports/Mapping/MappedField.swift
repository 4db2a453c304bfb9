/// What a column of an unknown CSV can be for. The names are the keys under `columns` of a mapping.
enum MappedField: String, CaseIterable, Sendable {
  /// The day of a row, or its month.
  case date
  /// The first day of a row over several days.
  case dateFrom = "date_from"
  /// The last one, or the one behind it, as `last_day` says.
  case dateTo = "date_to"
  /// The moment of a request.
  case timestamp
  case provider, account, key, team, project, tags, model, operation, region
  case serviceTier = "service_tier"
  /// The source's own row id.
  case id
  case calls, errors
  /// Input, the cached part in or out of it, as `input_includes_cache` says.
  case inputTokens = "input_tokens"
  case cacheReadTokens = "cache_read_tokens"
  case cacheWriteTokens = "cache_write_tokens"
  case outputTokens = "output_tokens"
  /// A part of the output.
  case reasoningTokens = "reasoning_tokens"
  case amount, currency
  /// A word that `charges` explains.
  case charge
  /// The number of the invoice, for scopes.
  case invoice

  /// What may be the same for all rows.
  static let constants: [MappedField] = [
    .provider, .account, .key, .team, .project, .tags, .model, .operation, .region, .serviceTier, .currency, .charge,
  ]

  /// What a row is worth something by.
  static let quantities: [MappedField] = [
    .amount, .calls, .inputTokens, .cacheReadTokens, .cacheWriteTokens, .outputTokens,
  ]

  /// Texts of the dimension, with what they become there.
  static var texts: [(field: MappedField, path: WritableKeyPath<Dimension, String>)] {
    [
      (.provider, \.provider), (.account, \.account), (.key, \.keyAlias), (.team, \.team), (.project, \.project),
      (.model, \.model), (.operation, \.operation), (.serviceTier, \.serviceTier),
    ]
  }
}

/// What a later file replaces as a whole, part by part. The names are the words of `scope` in a mapping.
enum MappedScope: String, CaseIterable, Sendable {
  case provider, account, key, team, project, model, invoice
  /// The first day of the row.
  case day
  /// The month of that day.
  case month
}
