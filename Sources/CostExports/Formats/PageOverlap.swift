import ReportCore

/// Keeps two pages from saying the same twice: pages that overlap, or the answers for one project after another
/// without the project's name in them.
struct PageOverlap {
  private struct Key: Hashable {
    let scope: String
    let time: RowTime
    let dimension: Dimension
    let tier: Int
  }

  private var pages: [Key: Int] = [:]

  /// Complains when a row with this scope and dimension stands on an earlier page.
  mutating func check(
    _ row: ExportRow, page: Int, of count: Int, _ checks: inout RowChecks, _ problems: inout ProblemLog
  ) {
    guard count > 1 else { return }
    let key = Key(scope: row.scope, time: row.time, dimension: row.dimension, tier: row.contextTokens ?? 0)
    let known = pages[key] ?? page
    if pages[key] == nil { pages[key] = page }
    guard known != page else { return }
    checks.refuse(
      &problems, code: "pages-overlap", field: "data", "an earlier page reports the same",
      found: "\(row.scope) on page \(known + 1) and page \(page + 1)", expected: "each bucket on one page",
      remedy: "Give each page once, and fetch all projects together with group_by, not one by one.")
  }
}
