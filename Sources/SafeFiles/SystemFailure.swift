import Glibc
public import ReportCore

/// What went wrong with a file, as a diagnostic that names the file and the step.
public enum SystemFailure {
  /// For a call that has just failed; reads `errno`. Code `cannot-write` when something about the place forbids it,
  /// `input-output` when the machine could not do it.
  public static func last(_ step: String, _ file: String) -> Diagnostic { of(errno, step, file) }

  /// For a known error number.
  public static func of(_ number: CInt, _ step: String, _ file: String) -> Diagnostic {
    let reason = String(cString: strerror(number))
    return Diagnostic(
      code: forbidding.contains(number) ? "cannot-write" : "input-output", at: SourcePlace(file: file),
      "Could not \(step): \(reason).", remedy: remedies[number])
  }

  private static let forbidding: Set<CInt> = [
    EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, EEXIST, ELOOP, ENAMETOOLONG, ENOTEMPTY,
  ]

  private static let remedies: [CInt: String] = [
    EACCES: "give yourself the right to write there and run the command again",
    EPERM: "give yourself the right to write there and run the command again",
    EROFS: "this file system is read-only; use a folder elsewhere",
    ENOSPC: "make room on the disk and run the command again",
    EDQUOT: "make room in your quota and run the command again",
    ELOOP: "a symbolic link stands in the way; replace it by a folder of its own",
  ]
}
