import ReportCore

/// Rows of a cloud bill that are not about AI: left out, counted, and said once with their sum.
struct LeftOutRows {
  private var count = 0
  private var firstLine = 0
  private var sums: [Currency: Int128] = [:]

  mutating func add(_ amount: Money, line: Int) {
    if count == 0 { firstLine = line }
    count += 1
    sums[amount.currency, default: 0] += Int128(amount.nanos)
  }

  /// `what` are the rows that stayed, in words.
  func warnings(file: String, kept what: String) -> [Diagnostic] {
    guard count > 0 else { return [] }
    let amounts = sums.sorted { $0.key < $1.key }
      .map { "\(LeftOutRows.text($0.value)) \($0.key)" }.joined(separator: ", ")
    return [
      Diagnostic(
        .warning, code: "not-ai-rows", at: SourcePlace(file: file, line: firstLine),
        count == 1 ? "a row is not about AI and is left out" : "\(count) rows are not about AI and are left out",
        found: amounts, expected: what,
        remedy: "Nothing to do: the rest of the bill is not AI spend. Enter by hand what is AI all the same.")
    ]
  }

  /// Nano-units as a decimal number.
  static func text(_ nanos: Int128) -> String {
    let digits = String(nanos.magnitude)
    let padded = String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    var decimals = padded.suffix(9)
    while decimals.count > 2, decimals.last == "0" { decimals = decimals.dropLast() }
    return "\(nanos < 0 ? "-" : "")\(padded.dropLast(9)).\(decimals)"
  }
}

/// Something odd that is passed over: how often, and where first.
struct CountedOddity {
  private(set) var count = 0
  private(set) var firstLine = 0

  mutating func add(line: Int) {
    if count == 0 { firstLine = line }
    count += 1
  }
}
