import Foundation
import OutputTree
import ReportCore
import SafeFiles
import SitePublishing
import Synchronization
import Testing

/// Every change of the file system fails in turn.
struct PublishFaultTests {
  enum Fault: String, CaseIterable, Sendable {
    /// One call fails; what follows works, so that the program can tidy up.
    case once
    /// Nothing works any more: as when the machine stops.
    case forEver
  }

  private static func style(_ text: String) -> String {
    "style-\(ContentDigest(of: Array(text.utf8)).description.prefix(10)).css"
  }
  private static let old: Files = [
    "index.html": "old", "a/page.html": "old page", "a/same.html": "same", "gone/x.csv": "1", style("old"): "old",
  ]
  private static let new: Files = [
    "index.html": "new", "a/page.html": "new page", "a/same.html": "same", "b/c/d.json": "{}", style("new"): "new",
  ]

  @Test(arguments: TargetLayout.allCases, Fault.allCases)
  func `readers have the old site or the new one, and the next run completes it`(
    _ layout: TargetLayout, _ fault: Fault
  ) throws {
    var step = 0
    while try attempt(step, layout, fault) { step += 1 }
    #expect(step > 20)
  }

  /// False when the work was done before it came to this step.
  private func attempt(_ step: Int, _ layout: TargetLayout, _ fault: Fault) throws -> Bool {
    let bench = try PublishBench(layout)
    try bench.publish(Self.old)
    try bench.build(Self.new)
    let counter = Counter(step, stopsForEver: fault == .forEver)
    var report: PublishReport?
    try SafeFiles.Fault.$before.withValue({ counter.failure(of: $0) }) {
      do {
        report = try bench.publish { $0.maximumRemovals = 40 }
      } catch is DiagnosticList {}
    }
    guard counter.wasReached else { return false }
    let seen = bench.seen()
    if layout == .releases {
      let isOld = seen == Self.old.asDictionary
      let isNew = seen == Self.new.asDictionary.merging([Self.style("old"): "old"]) { own, _ in own }
      #expect(isOld || isNew, "step \(step): \(seen)")
      if report?.isPublished == true { #expect(isNew, "step \(step)") }
    } else {
      // File by file: each is old or new, and no page is newer than its style sheet.
      for (name, text) in seen {
        #expect([Self.old.asDictionary[name], Self.new.asDictionary[name]].contains(text), "step \(step): \(name)")
      }
      if seen["index.html"] == "new" { #expect(seen[Self.style("new")] == "new" && seen["a/page.html"] == "new page") }
    }
    try bench.publish { $0.maximumRemovals = 40 }
    let after = bench.seen().filter { $0.key != Self.style("old") }
    #expect(after == Self.new.asDictionary, "step \(step)")
    let left = try FileManager.default.subpathsOfDirectory(atPath: bench.target).filter { name in
      [".staging-", ".removing-", ".peil-current", ".peil-writing", ".peil-record", ".peil-pending"].contains {
        name.contains($0)
      }
    }
    #expect(left.isEmpty, "step \(step)")
    if layout == .releases { #expect(try bench.names("target/releases").count == 2, "step \(step)") }
    #expect(bench.recorded.map(\.release).count == 2, "step \(step)")
    return true
  }
}

/// Lets one call fail, or all calls from one on.
private final class Counter: Sendable {
  private let left: Mutex<Int>
  private let stopsForEver: Bool

  init(_ step: Int, stopsForEver: Bool) {
    left = Mutex(step)
    self.stopsForEver = stopsForEver
  }

  var wasReached: Bool { left.withLock { $0 < 0 } }

  func failure(of name: String) -> Diagnostic? {
    let now = left.withLock { count in
      count -= 1
      return count
    }
    guard now == -1 || (stopsForEver && now < 0) else { return nil }
    return Diagnostic(code: "input-output", at: SourcePlace(file: name), "The disk fails.")
  }
}
