/// A number as a page prints it: how much it says, and how exactly.
struct PrintedNumber: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case plain, euro, percent, factor }
  /// What stands before it: nothing, `‹` and `›` for what rounds to nothing, `≥`, `≤`, `±`.
  enum Mark: Hashable, Sendable { case none, below, above, atLeast, atMost, about }

  var kind: Kind
  var mark: Mark
  /// In billionths; `24 %` is 0.24.
  var nanos: Int128
  /// One unit of its last digit, in billionths.
  var unit: Int128

  /// An amount: what only a figure looks like. A plain number may be a date or part of a name.
  var isAmount: Bool { kind != .plain }
}
