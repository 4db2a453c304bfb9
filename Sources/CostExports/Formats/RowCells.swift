import ReportCore

/// The values of a row by their position in a format's list of columns, whether the row stands in a CSV or in JSON.
protocol RowCells {
  /// Empty when the row has no such value.
  func cell(_ position: Int) -> ByteSlice
}

extension CSVTable: RowCells {}

extension ExactDecimal {
  /// The value divided by ten to the power of `places`, exactly.
  func movingPoint(_ places: Int) -> ExactDecimal { ExactDecimal(mantissa: mantissa, scale: scale + places) }
}

extension RowChecks {
  /// Nano-units of an amount in hundredths of a unit, divided by a hundred before it is rounded.
  mutating func nanos(ofCents slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> Int64 {
    if let nanos = slice.decimal?.movingPoint(2).nanos { return nanos }
    // Says what is wrong; an amount too large in cents may fit as units.
    if slice.isEmpty || slice.decimal == nil { return self.nanos(slice, field, &problems) }
    refuse(
      &problems, code: "amount-too-large", field: field, "the amount is beyond any invoice", found: slice.shown,
      expected: "less than 900,000,000,000 cents", remedy: "Check the amount in the source.")
    return 0
  }

  /// Millionths of a credit, rounded half to even; not negative.
  mutating func credits(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> Int {
    if let millionths = slice.decimal?.movingPoint(3).nanos, (0...1_000_000_000_000_000).contains(millionths) {
      return Int(millionths)
    }
    if slice.isEmpty {
      missing(field, &problems)
    } else {
      refuse(
        &problems, code: "not-credits", field: field, "this is not a number of credits", found: slice.shown,
        expected: "a number such as 12.5, from 0 to 1000000000", remedy: "Download the export again.")
    }
    return 0
  }

  /// True for `true`, `True`, `TRUE`; false for nothing and for the opposites.
  mutating func flag(_ slice: ByteSlice, _ field: String, _ problems: inout ProblemLog) -> Bool {
    if slice.isEmpty || slice.equals("false") || slice.equals("False") || slice.equals("FALSE") { return false }
    if slice.equals("true") || slice.equals("True") || slice.equals("TRUE") { return true }
    refuse(
      &problems, code: "not-a-flag", field: field, "this is neither true nor false", found: slice.shown,
      expected: "true or false", remedy: "Download the export again.")
    return false
  }
}

extension ExportRow {
  /// A row of a source without money: unpriced, or free when nothing was used.
  mutating func markUnpriced() {
    let isNothing = calls == 0 && tokens.total == 0 && meters.isEmpty
    priceStatus = isNothing ? .free : .unpriced
    cost = isNothing ? Money(nanos: 0, currency: .dollar) : nil
    billed = cost
  }
}
