public import ReportCore

/// Lets a test stop the work at its n-th change of the file system. Outside tests it does nothing.
public enum Fault {
  /// Called with the name of what is about to change; throws to let that change fail.
  @TaskLocal public static var before: (@Sendable (String) throws(Diagnostic) -> Void)?

  static func pass(_ shown: String) throws(Diagnostic) {
    if let before { try before(shown) }
  }
}
