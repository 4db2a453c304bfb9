public import ReportCore

/// Lets a test stop the work at its n-th change of the file system. Outside tests it does nothing.
public enum Fault {
  /// Called with the name of what is about to change; what it returns is thrown in place of the change.
  @TaskLocal public static var before: (@Sendable (String) -> Diagnostic?)?

  static func pass(_ shown: String) throws(Diagnostic) {
    if let failure = before?(shown) { throw failure }
  }
}
