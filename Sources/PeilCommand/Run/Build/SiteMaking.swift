import Dispatch
import Editions
import Foundation
import OutputTree
import ReportCore
import ReportSite
import SitePublishing
import Synchronization

/// Makes the files that must be made, week by week on all cores, and gives the record of the whole site. A week's
/// edition lives no longer than its pages take.
struct SiteMaking {
  let plan: BuildPlan
  let editions: EditionBuilder
  let site: SiteUpdate
  let state: BuiltFiles
  let earlier: BuildRecord?
  let now: Instant

  /// Editions are read together, which is cheaper, and held together, which takes memory.
  private static let weeksAtOnce = 16

  /// Files of one kind that must be made.
  private struct Task {
    let kind: SiteFileKind
    var group: FileGroup
  }

  private struct Key: Hashable {
    let week: ISOWeek?
    let kind: String
  }

  /// What came of a week.
  private struct Made {
    var groups: [FileGroup]
    let card: EditionCard
    /// Of the current week only.
    let edition: Edition?
  }

  /// Everything is staged when this returns. Throws the complaints of the first week that has any.
  func make(journal: JournalMark, hasWarnings: Bool) throws -> BuildRecord {
    var plan = plan
    let earlier = earlier.map(state.refreshed)
    let before = Dictionary(
      (earlier?.groups ?? []).map { (Key(week: $0.week, kind: $0.kind), $0) }, uniquingKeysWith: { _, last in last })
    var cards = try self.cards(earlier)
    var groups: [Key: FileGroup] = [:]
    let current = plan.weeks[plan.weeks.count - 1]
    var work: [(week: ISOWeek, tasks: [Task])] = []
    for week in plan.weeks {
      let (kept, tasks) = split(plan.builder.weekKinds, week, before, "", &plan)
      for group in kept { groups[Key(week: week, kind: group.kind)] = group }
      if !tasks.isEmpty || cards[week] == nil { work.append((week, tasks)) }
    }
    var newest: Edition?
    for (index, made) in try makeWeeks(work, current: current).enumerated() {
      let week = work[index].week
      cards[week] = made.card
      newest = made.edition ?? newest
      for group in made.groups { groups[Key(week: week, kind: group.kind)] = group }
    }
    let ordered = plan.weeks.compactMap { cards[$0] }
    let texts = try ordered.map(Self.text)
    let digest = BuildInputs.digest(texts.joined(separator: "\n"))
    let (kept, tasks) = split(plan.builder.siteKinds, nil, before, digest, &plan)
    for group in kept { groups[Key(week: nil, kind: group.kind)] = group }
    var verdict = earlier?.verdict ?? ""
    if !tasks.isEmpty || newest != nil || earlier == nil {
      let edition = try newest ?? editions.edition(of: current)
      let problems = editions.diagnostics(for: edition)
      guard problems.isEmpty else { throw DiagnosticList(problems) }
      verdict = try plan.builder.verdict(of: edition)
      for group in try files(tasks, edition, ordered, isAlone: true) {
        groups[Key(week: nil, kind: group.kind)] = group
      }
    }
    let keys =
      plan.weeks.flatMap { week in plan.builder.weekKinds.map { Key(week: week, kind: $0.description) } }
      + plan.builder.siteKinds.map { Key(week: nil, kind: $0.description) }
    let all = keys.compactMap { groups[$0] }
    let used = Set(all.flatMap { $0.parts + $0.before })
    let lists = (earlier?.parts ?? [:]).merging(plan.parts) { $1 }
    return BuildRecord(
      moment: now, inputs: plan.inputs.digest, manifestDigest: "", journal: journal, cards: texts, verdict: verdict,
      hasWarnings: hasWarnings, ledgerStates: plan.ledgerStates, groups: all,
      parts: lists.filter { used.contains($0.key) })
  }

  /// The groups that stay as they are, and those to be made.
  private func split(
    _ kinds: [SiteFileKind], _ week: ISOWeek?, _ before: [Key: FileGroup], _ cards: String, _ plan: inout BuildPlan
  ) -> (kept: [FileGroup], tasks: [Task]) {
    var kept: [FileGroup] = []
    var tasks: [Task] = []
    for kind in kinds {
      let parts = plan.parts(of: kind, week: week, cards: cards)
      let old = before[Key(week: week, kind: kind.description)]
      if let old, old.parts == parts, old.files.allSatisfy(state.holds) {
        kept.append(old)
        continue
      }
      let cause: FileGroup.Cause = old == nil ? .new : old?.parts == parts ? .damaged : .changed
      tasks.append(
        Task(
          kind: kind,
          group: FileGroup(
            week: week, kind: kind.description, parts: parts, before: old?.parts ?? [], made: now, cause: cause,
            files: [])))
    }
    return (kept, tasks)
  }

  private func makeWeeks(_ work: [(week: ISOWeek, tasks: [Task])], current: ISOWeek) throws -> [Made] {
    var made: [Made] = []
    for first in stride(from: 0, to: work.count, by: Self.weeksAtOnce) {
      let some = work[first..<min(first + Self.weeksAtOnce, work.count)]
      let pairs = Array(zip(some, try editions.editions(of: some.map(\.week))))
      made += try Self.onAllCores(pairs) { item, edition in
        Made(
          groups: try files(item.tasks, edition, [], isAlone: work.count == 1), card: edition.card,
          edition: item.week == current ? edition : nil)
      }
    }
    return made
  }

  /// `isAlone` when nothing else is made at the same time.
  private func files(
    _ tasks: [Task], _ edition: Edition, _ cards: [EditionCard], isAlone: Bool
  ) throws -> [FileGroup] {
    let make = { @Sendable (task: Task) throws -> FileGroup in
      var group = task.group
      for file in try plan.builder.files(task.kind, of: edition, among: plan.weeks, cards: cards) {
        group.files.append(try state.put(file))
      }
      return group
    }
    return isAlone ? try Self.onAllCores(tasks, make) : try tasks.map(make)
  }

  /// The results in the order of `items`. Throws the error of the first that has one.
  private static func onAllCores<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ work: @Sendable (Item) throws -> Result
  ) throws -> [Result] {
    let results = Mutex<[Swift.Result<Result, any Error>?]>(Array(repeating: nil, count: items.count))
    let hasFailed = Atomic(false)
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      guard !hasFailed.load(ordering: .relaxed) else { return }
      let result = Swift.Result { try work(items[index]) }
      if case .failure = result { hasFailed.store(true, ordering: .relaxed) }
      results.withLock { $0[index] = result }
    }
    return try results.withLock { $0 }.compactMap { try $0?.get() }
  }

  private func cards(_ record: BuildRecord?) throws -> [ISOWeek: EditionCard] {
    let cards = (record?.cards ?? []).compactMap { text in
      try? JSONDecoder().decode(EditionCard.self, from: Data(text.utf8))
    }
    return Dictionary(cards.map { ($0.week, $0) }) { _, last in last }
  }

  private static func text(_ card: EditionCard) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(card), as: UTF8.self)
  }
}
