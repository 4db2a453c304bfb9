import ReportCore

/// What the caller of the program is told (design.md 5; after sysexits).
enum CommandStatus: Int32, Error {
  case done = 0
  /// The question was answered, and the answer is no.
  case answerIsNo = 1
  case wrongUsage = 64
  /// The input has errors.
  case badInput = 65
  /// A defect of ours.
  case defect = 70
  case cannotWrite = 73
  case inputOutput = 74

  /// By the gravest of the errors: a disk that fails matters more than a register that is wrong.
  init(for diagnostics: [Diagnostic]) {
    let statuses = diagnostics.filter { $0.severity == .error }.map { CommandStatus.byCode[$0.code] ?? .badInput }
    self = statuses.max { $0.rawValue < $1.rawValue } ?? .done
  }

  private static let byCode: [String: CommandStatus] = [
    "cannot-write": .cannotWrite, "foreign-file": .cannotWrite, "write-locked": .cannotWrite,
    "ledger-busy": .cannotWrite, "folder-not-empty": .cannotWrite, "input-output": .inputOutput,
    "output-path": .defect, "output-twice": .defect, "output-twin": .defect, "output-kind": .defect,
    "reserved-name": .defect, "target-not-ours": .cannotWrite, "target-layout": .cannotWrite,
    "target-in-site": .cannotWrite, "publish-locked": .cannotWrite, "swap-impossible": .cannotWrite,
    "not-recorded": .inputOutput, "too-many-removals": .answerIsNo, "no-front-page": .answerIsNo,
    "no-earlier-release": .answerIsNo, "release-damaged": .answerIsNo,
  ]
}
