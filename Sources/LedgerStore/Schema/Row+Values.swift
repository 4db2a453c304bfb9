import GRDB
import ReportCore

/// Values of a row whose table says what they are. A ledger is a file: it can be damaged in a way that SQLite does not
/// see, and a value is then missing. That is told like all other damage, so these throw where a
/// subscript would end the program.
extension Row {
  /// The value of a column.
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: String) throws -> Value {
    try decode(Value.self, forColumn: column)
  }

  /// What lies between the values of two columns.
  func range(_ first: String, _ last: String) throws -> ClosedRange<Int> {
    let (lower, upper): (Int, Int) = (try value(first), try value(last))
    guard lower <= upper else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(first) lies behind \(last)")
    }
    return lower...upper
  }

  /// The same, as days.
  func days(_ first: String, _ last: String) throws -> ClosedRange<CalendarDay> {
    let numbers = try range(first, last)
    return CalendarDay(number: numbers.lowerBound)...CalendarDay(number: numbers.upperBound)
  }
}
