import ReportCore

/// About `peil new`.
extension Messages {
  static let newAbstract = "Make a first site in an empty folder."
  static let newFolderHelp = "A folder that is empty or does not exist."

  static func newDone(_ folder: String, files: Int) -> String {
    """
    Made a site in \(folder) (\(counted(files, "file"))).

    Next:
      1. cd \(folder) and fill in content/site.yml; the other files in content/ explain themselves.
      2. peil import FILE…   for each export of a provider, and for the exchange rates of the ECB.
      3. peil build          and open public/index.html.
    """
  }

  static func folderNotEmpty(_ folder: String) -> Diagnostic {
    Diagnostic(
      code: "folder-not-empty", at: SourcePlace(file: folder), "There is something in this folder already.",
      remedy: "name an empty folder, or one that does not exist yet")
  }

  static func notAFolder(_ folder: String) -> Diagnostic {
    Diagnostic(
      code: "cannot-write", at: SourcePlace(file: folder), "A file has this name.",
      remedy: "name an empty folder, or one that does not exist yet")
  }

  static func cannotMake(_ file: String, _ error: any Error) -> Diagnostic {
    Diagnostic(
      code: "cannot-write", at: SourcePlace(file: file), "This file could not be made.",
      found: String(describing: error), remedy: "check that you may write there and that there is room")
  }
}
