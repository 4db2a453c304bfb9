public import OutputTree
public import ReportCore

/// `content/editions.csv` on disk. It is never written in place, and two programs that append wait for each other.
public enum EditionsLogFile {
  /// Reads the log of the site at `site`; an absent file is a log without lines. Throws what `EditionsLog.read`
  /// complains of, `not-utf-8`, and the codes of `SystemFailure`.
  public static func read(site: String) throws(DiagnosticList) -> EditionsLog {
    let content: Folder?
    do throws(Diagnostic) {
      content = try Folder.existing("\(site)/content", shown: "content")
    } catch {
      throw DiagnosticList([error])
    }
    return try content.map(read) ?? EditionsLog()
  }

  /// Adds a line and returns the log with it. Another program's lines that came in the meantime stay. Throws, and
  /// writes nothing, when the new line does not fit behind them (`editions-chain`, `editions-twice`).
  @discardableResult public static func append(
    _ entry: EditionsLog.Entry, site: String
  ) throws(DiagnosticList) -> EditionsLog {
    let content: Folder
    do throws(Diagnostic) {
      content = try Folder.root("\(site)/content", shown: "content")
      try content.waitForLock()
    } catch {
      throw DiagnosticList([error])
    }
    let log = try read(content).appending(entry)
    let checked = EditionsLog.read(log.text, file: EditionsLog.path)
    guard checked.diagnostics.isEmpty else { throw DiagnosticList(checked.diagnostics) }
    do throws(Diagnostic) {
      try content.replace(name, with: Array(log.text.utf8))
      try content.sync()
    } catch {
      throw DiagnosticList([error])
    }
    return log
  }

  private static let name = "editions.csv"

  private static func read(_ content: Folder) throws(DiagnosticList) -> EditionsLog {
    let bytes: [UInt8]
    do throws(Diagnostic) {
      guard try content.entry(name) != .absent else { return EditionsLog() }
      bytes = try content.contents(name)
    } catch {
      throw DiagnosticList([error])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DiagnosticList([
        Diagnostic(code: "not-utf-8", at: SourcePlace(file: EditionsLog.path), "This is not UTF-8 text.")
      ])
    }
    let checked = EditionsLog.read(text, file: EditionsLog.path)
    guard checked.diagnostics.isEmpty else { throw DiagnosticList(checked.diagnostics) }
    return checked.value
  }
}
