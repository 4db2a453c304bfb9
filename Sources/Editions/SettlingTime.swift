import CostExports
import Registers

/// How long after a day's end a source may still change what it says of it (formats.md 0.6): experience, not a promise.
/// `settling_days` in `sources.yml` goes before it.
enum SettlingTime {
  /// Days, by the beginning of the format's name; the longest that fits counts.
  private static let known: [(prefix: String, days: Int)] = [
    ("openai-", 3), ("anthropic-", 3), ("chatgpt-", 3), ("aws-", 5), ("azure-", 5), ("google-", 5), ("gcp-", 5),
    ("focus", 5), ("litellm-", 1), ("manual-", 0),
  ]

  /// Other sources are records of what has happened: a day for what is still being written.
  static func days(of format: String, _ expectation: SourceExpectation? = nil) -> Int {
    expectation?.settlingDays ?? known.first { format.hasPrefix($0.prefix) }?.days ?? 1
  }
}
