import ReportCore

/// The day of a row in DeepSeek's files, older ones included.
enum DeepSeekDay {
  static let fields = [Field("start_time_iso", "utc_date", isRequired: true), Field("end_time_iso")]
  /// Known and left out: the account, keys, and prices in an unknown currency.
  static let ignored: Set<String> = ["user_id", "api_key", "price", "wallet_type", "api_key_name"]

  static func day(
    _ records: FieldRecords, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) -> CalendarDay? {
    let day = checks.midnight(records[0], "start_time_iso", &problems)
    guard !records[1].isEmpty else { return day }
    let end = checks.midnight(records[1], "end_time_iso", &problems)
    guard let day, let end, day.distance(to: end) != 1 else { return day }
    checks.refuse(
      &problems, code: "bad-period", field: "end_time_iso", "the row covers something other than a day",
      found: "\(day) to \(end)", expected: "the next midnight", remedy: "Download the export again, by day.")
    return nil
  }
}
