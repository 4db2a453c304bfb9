import Foundation
import Testing

/// Compares with `Goldens/<name>`. Recorded on purpose only, with `GOLDEN=all` (or `missing`), and recording fails the
/// test, so that no run that records is green.
func expectGolden(_ actual: String, _ name: String, at location: SourceLocation = #_sourceLocation) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens/\(name)")
  let known = try? Data(contentsOf: file)
  let mode = ProcessInfo.processInfo.environment["GOLDEN"] ?? "never"
  if mode == "all" ? known != Data(actual.utf8) : mode == "missing" && known == nil {
    try Data(actual.utf8).write(to: file)
    Issue.record("recorded \(name), run again", sourceLocation: location)
    return
  }
  guard let known else {
    Issue.record("there is no golden \(name)", sourceLocation: location)
    return
  }
  let expected = String(decoding: known, as: UTF8.self)
  guard expected != actual else { return }
  Attachment.record(actual, named: name)
  let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let right = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(left, right).prefix { $0 == $1 }.count
  let was = line < left.count ? left[line] : "(end)"
  let now = line < right.count ? right[line] : "(end)"
  Issue.record("\(name):\(line + 1)\n  was: \(was)\n  now: \(now)", sourceLocation: location)
}
