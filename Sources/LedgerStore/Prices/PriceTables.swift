import CostExports
import GRDB
import Pricing
import ReportCore

/// Price books and agreements as they stand in the ledger, so that it can answer what a use costs without their files.
enum PriceTables {
  /// Books that stand and were imported up to act `through`, in order.
  static func books(through: Int, _ db: Database) throws -> [BookDate] {
    try Row.fetchAll(
      db, sql: "SELECT import, day FROM price_book WHERE \(standing) ORDER BY import", arguments: [through, through]
    ).map { try BookDate(book: $0.value("import"), day: CalendarDay(number: $0.value("day"))) }
  }

  /// Agreements that stand and were imported up to act `through`, in order.
  static func agreements(through: Int, _ db: Database) throws -> [(source: Int, agreements: PriceAgreements)] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM price_agreement WHERE \(standing) ORDER BY import, position",
      arguments: [through, through])
    var all: [(source: Int, agreements: PriceAgreements)] = []
    for row in rows {
      let source: Int = try row.value("import")
      if all.last?.source != source { all.append((source, PriceAgreements())) }
      try all[all.count - 1].agreements.add(row)
    }
    return all
  }

  /// The highest price a token can have at each provider, in dollars, in each book that stands up to act `through`; by
  /// the days of the books.
  static func dearest(through: Int, _ db: Database) throws -> [String: [(day: CalendarDay, price: ExactDecimal)]] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT c.provider, c.price, b.day FROM token_ceiling c JOIN price_book b USING (import) WHERE \(standing)
        ORDER BY b.day, import
        """, arguments: [through, through])
    return try rows.reduce(into: [:]) { dearest, row in
      guard let price = try ExactDecimal(row.value("price") as String) else { return }
      dearest[try row.value("provider"), default: []].append((CalendarDay(number: try row.value("day")), price))
    }
  }

  /// All that is known when act `number` begins.
  static func catalogue(before number: Int, _ db: Database) throws -> PriceCatalogue {
    catalogue(agreements: try agreements(through: number - 1, db), books: try books(through: number - 1, db), db)
  }

  /// Some of what is known.
  static func catalogue(
    agreements: [(source: Int, agreements: PriceAgreements)], books: [BookDate], _ db: Database
  ) -> PriceCatalogue {
    PriceCatalogue(agreements: agreements, books: books, shelf: Shelf(db: db))
  }

  /// Writes a book. Terms that many books share stand there once.
  static func write(_ book: PriceBook, importNumber: Int, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO price_book (import, day) VALUES (?, ?)", arguments: [importNumber, book.day.number])
    let terms = try db.cachedStatement(sql: "INSERT OR IGNORE INTO price_terms (terms) VALUES (?)")
    let price = try db.cachedStatement(
      sql: """
        INSERT INTO price (model, import, provider, terms)
        VALUES (?, ?, ?, (SELECT id FROM price_terms WHERE terms = ?))
        """)
    for item in book.prices {
      let text = item.terms.text
      try terms.execute(arguments: [text])
      try price.execute(arguments: [item.model, importNumber, item.provider, text])
    }
    for item in book.dearest {
      try db.execute(
        sql: "INSERT INTO token_ceiling (import, provider, price) VALUES (?, ?, ?)",
        arguments: [importNumber, item.provider, item.price.plainText])
    }
  }

  /// Writes agreements.
  static func write(_ agreements: PriceAgreements, importNumber: Int, _ db: Database) throws {
    for (position, row) in agreements.rows.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO price_agreement (import, position, kind, name, provider, first_day, last_day, currency, terms, reason)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          importNumber, position, row.kind.rawValue, row.name, row.provider, row.days.from.number,
          row.days.until?.number, row.currency.code, row.terms, row.reason,
        ])
    }
  }

  /// Removes terms that no book has.
  static func removeStrayTerms(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM price_terms WHERE id NOT IN (SELECT terms FROM price)")
  }

  private static let standing = "import <= ? AND import NOT IN (SELECT import FROM withdrawal WHERE act <= ?)"
}

/// The books' models, found by their ids.
private struct Shelf: PriceShelf {
  let db: Database

  func prices(of model: String) throws -> [BookPrice] { try prices("p.model = ?", [model]) }

  func prices(beginning: String) throws -> [BookPrice] {
    // The signs behind - and @: models between them begin with the text and the sign.
    try prices("p.model >= ? AND p.model < ?", ["\(beginning)-", "\(beginning)."])
      + prices("p.model >= ? AND p.model < ?", ["\(beginning)@", "\(beginning)A"])
  }

  private func prices(_ condition: String, _ arguments: StatementArguments) throws -> [BookPrice] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT p.import, p.model, p.provider, t.terms FROM price p JOIN price_terms t ON t.id = p.terms
        WHERE \(condition) ORDER BY p.import, p.model
        """)
    return try Row.fetchAll(statement, arguments: arguments).compactMap { row in
      try PriceTerms(row.value("terms") as String, currency: .dollar).map {
        try BookPrice(book: row.value("import"), model: row.value("model"), provider: row.value("provider"), terms: $0)
      }
    }
  }
}

// MARK: - Agreements as rows

/// One line of the table `price_agreement`.
private struct AgreementRow {
  enum Kind: Int { case model, credit, rate }

  var kind: Kind
  var name: String
  var provider = ""
  var days: AgreementDays
  var currency: Currency
  var terms: String
  var reason: String
}

extension PriceAgreements {
  fileprivate var rows: [AgreementRow] {
    models.map {
      AgreementRow(
        kind: .model, name: $0.model, provider: $0.provider, days: $0.days, currency: $0.terms.currency,
        terms: $0.terms.text, reason: $0.reason)
    }
      + credits.map {
        AgreementRow(
          kind: .credit, name: $0.name, days: $0.days, currency: $0.currency, terms: $0.price.plainText,
          reason: $0.reason)
      }
      + rates.map {
        AgreementRow(
          kind: .rate, name: $0.currency.code, days: $0.days, currency: $0.currency, terms: $0.perEuro.plainText,
          reason: $0.reason)
      }
  }

  /// Adds what a row of the table says.
  fileprivate mutating func add(_ row: Row) throws {
    guard let kind = try AgreementRow.Kind(rawValue: row.value("kind")),
      let currency = try Currency(row.value("currency") as String)
    else {
      return
    }
    let text: String = try row.value("terms")
    let last: Int? = try row.value("last_day")
    let days = try AgreementDays(
      from: CalendarDay(number: row.value("first_day")), until: last.map { CalendarDay(number: $0) })
    switch kind {
    case .model:
      guard let terms = PriceTerms(text, currency: currency) else { return }
      models.append(
        try Model(
          model: row.value("name"), provider: row.value("provider"), days: days, reason: row.value("reason"),
          terms: terms))
    case .credit:
      guard let price = ExactDecimal(text) else { return }
      credits.append(
        try Credit(name: row.value("name"), days: days, reason: row.value("reason"), price: price, currency: currency))
    case .rate:
      guard let perEuro = ExactDecimal(text) else { return }
      rates.append(try Rate(currency: currency, perEuro: perEuro, days: days, reason: row.value("reason")))
    }
  }
}
