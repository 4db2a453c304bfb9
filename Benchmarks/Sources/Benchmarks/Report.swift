import Glibc

/// Collects results and prints one line for each.
struct Report {
  private(set) var isGood = true

  /// A heading.
  func heading(_ text: String) { say("\n\(text)") }

  /// A line that is only told.
  func tell(_ name: String, _ value: String) { say("       \(pad(name)) \(value)") }

  /// A limit: the line passes when `value` is at most `limit`.
  mutating func judge(_ name: String, _ value: Double, atMost limit: Double, unit: String = "×") {
    let passes = value <= limit
    isGood = isGood && passes
    say("\(passes ? "pass" : "FAIL")   \(pad(name)) \(number(value))\(unit), at most \(number(limit))\(unit)")
  }

  /// Seconds, five runs of them.
  func seconds(_ name: String, _ runs: [Double]) {
    let all = runs.map { number($0) }.joined(separator: " ")
    tell(name, "\(number(median(runs))) s   (\(all))")
  }

  private func pad(_ name: String) -> String {
    name + String(repeating: " ", count: max(0, 46 - name.unicodeScalars.count))
  }

  private func say(_ line: String) {
    print(line)
    fflush(nil)
  }
}

/// The middle one.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return .nan }
  return sorted.count % 2 == 1
    ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
}

/// Two decimals.
func number(_ value: Double) -> String {
  guard value.isFinite else { return "\(value)" }
  let hundredths = Int((value * 100).rounded())
  let rest = abs(hundredths % 100)
  return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
}
