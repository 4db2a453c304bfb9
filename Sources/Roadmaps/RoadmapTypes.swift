public import ReportCore

/// One task of a checklist: `- [x] R3.2 Noodrem geoefend {owner=it due=2026-10-16 done=2026-10-15}`.
public struct ChecklistItem: Sendable, Equatable {
  /// The leading id, `R3.2`.
  public var id: String
  /// Title by language; the Dutch file's text is always there.
  public var title: [String: String]
  /// Ticked.
  public var isTicked: Bool
  /// Owner's id from `site.yml`.
  public var owner: String?
  public var due: CalendarDay?
  /// The day it was ticked; present for every ticked item.
  public var done: CalendarDay?
  /// Who attests, a role.
  public var by: String?
  /// `event:kill-drill-1`, a file, a ticket.
  public var evidence: String?
  /// Must hold for the tick to be a fact.
  public var assertion: Assertion?
  /// `milestone=true` marks a week's exit criterion.
  public var isMilestone: Bool
  public var place: SourcePlace
  public init(
    id: String, title: [String: String], isTicked: Bool, owner: String?, due: CalendarDay?, done: CalendarDay?,
    by: String?,
    evidence: String?, assertion: Assertion?, isMilestone: Bool, place: SourcePlace
  ) {
    self.id = id
    self.title = title
    self.isTicked = isTicked
    self.owner = owner
    self.due = due
    self.done = done
    self.by = by
    self.evidence = evidence
    self.assertion = assertion
    self.isMilestone = isMilestone
    self.place = place
  }
}

/// `figure-id[scope] operator number[%]`, for instance `attribution.share >= 50%`.
public struct Assertion: Sendable, Equatable, CustomStringConvertible {
  public var figure: String
  public var scope: [String: String]
  public var comparison: Comparison
  /// 50 % is 0.5.
  public var bound: FixedDecimal
  /// As written.
  public var description: String
  public enum Comparison: String, Sendable {
    case atMost = "<="
    case less = "<"
    case atLeast = ">="
    case more = ">"
    case equal = "="
  }
  public init(figure: String, scope: [String: String], comparison: Comparison, bound: FixedDecimal, description: String)
  {
    self.figure = figure
    self.scope = scope
    self.comparison = comparison
    self.bound = bound
    self.description = description
  }
}

/// A heading of a checklist with the tasks under it. The heading's own braces carry `id=`, for instance
/// `## Week 3: budget en noodrem {id=week-3}` or `## Ongelimiteerde chatbot {id=unlimited-chatbot}`.
public struct ChecklistSection: Sendable, Equatable {
  public var id: String
  public var title: [String: String]
  /// The paragraph(s) under the heading, as safe HTML by language.
  public var bodyHTML: [String: String]
  public var items: [ChecklistItem]
  public var place: SourcePlace
  public init(
    id: String, title: [String: String], bodyHTML: [String: String], items: [ChecklistItem], place: SourcePlace
  ) {
    self.id = id
    self.title = title
    self.bodyHTML = bodyHTML
    self.items = items
    self.place = place
  }
}

/// One Markdown checklist with its twin in the other language.
public struct Checklist: Sendable, Equatable {
  /// The level-1 heading by language.
  public var title: [String: String]
  /// What stands before the first section, as safe HTML by language.
  public var introHTML: [String: String]
  public var sections: [ChecklistSection]
  public var file: String
  public init(title: [String: String], introHTML: [String: String], sections: [ChecklistSection], file: String) {
    self.title = title
    self.introHTML = introHTML
    self.sections = sections
    self.file = file
  }
}

/// The four checklists of `content/`; one that is absent is nil.
public struct Checklists: Sendable, Equatable {
  public var roadmap: Checklist?
  public var taskforce: Checklist?
  public var pitfalls: Checklist?
  public var actionPlan: Checklist?
  public init(
    roadmap: Checklist? = nil, taskforce: Checklist? = nil, pitfalls: Checklist? = nil, actionPlan: Checklist? = nil
  ) {
    self.roadmap = roadmap
    self.taskforce = taskforce
    self.pitfalls = pitfalls
    self.actionPlan = actionPlan
  }
}
