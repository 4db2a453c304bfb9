public import ReportCore

/// One shape of exchange rates: bytes in, rates out. No clock, no database, nothing kept between files.
public protocol RateFormat: Sendable {
  /// The registry name, kebab-case, as the journal writes it.
  static var name: String { get }
  /// Raised when the same file would give other rates.
  static var version: Int { get }
  /// What a person calls it, for complaints.
  static var title: String { get }
  /// How it is recognised.
  static var signature: ExportSignature { get }

  /// Hands over the rates in file order and gives the warnings. Errors go to `problems`: an impossible or repeated
  /// date, a rate that is no positive number, something that is no currency. Throws what `source` and `rate` throw.
  static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, rate: (ECBRate) throws -> Void
  ) throws -> [Diagnostic]
}

extension RateFormat {
  /// `ecb-history-csv/1`, as the journal writes it.
  public static var importer: String { "\(name)/\(version)" }
}

/// The shapes of exchange rates this version reads.
public enum RateFormats {
  /// The one list. Adding a shape is adding it here.
  public static let all: [any RateFormat.Type] = [ECBRates.self, ECBDailyRates.self, ECBRatesXML.self]

  /// The shape with this registry name; nil when there is none.
  public static func named(_ name: String) -> (any RateFormat.Type)? { all.first { $0.name == name } }
}

/// One reference rate.
public struct ECBRate: Hashable, Sendable {
  /// The TARGET business day it was published for.
  public let day: CalendarDay
  /// What is quoted.
  public let currency: Currency
  /// Units of the currency for one euro, as written; always positive.
  public let rate: ExactDecimal
  /// 1-based line in the file.
  public let line: Int

  /// A rate.
  public init(day: CalendarDay, currency: Currency, rate: ExactDecimal, line: Int) {
    self.day = day
    self.currency = currency
    self.rate = rate
    self.line = line
  }

  /// The number as the ECB writes it: positive, below a billion billion; nil for anything else.
  static func value(_ slice: ByteSlice) -> ExactDecimal? {
    guard let value = slice.decimal, value.mantissa > 0, value.mantissa < 1_000_000_000_000_000_000 else { return nil }
    return value
  }

  static func noRates(_ file: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "no-data", at: SourcePlace(file: file), "the file has no rates",
      remedy: "Download the file again if you expected rates.")
  }
}
