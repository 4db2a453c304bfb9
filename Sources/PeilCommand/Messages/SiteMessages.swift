import ReportCore

/// About the files of a site.
extension Messages {
  static func noSite(_ shown: String) -> Diagnostic {
    Diagnostic(
      code: "no-site", at: SourcePlace(file: shown), "There is no site in this folder.", expected: "content/site.yml",
      remedy: "go to the site's folder, name it with --site, or make one with: peil new DIR")
  }

  static func cannotRead(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "input-output", at: SourcePlace(file: file), "This cannot be read.",
      remedy: "check that it is there, that it is an ordinary file or folder, and that you may read it")
  }

  static func tooLarge(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "too-large", at: SourcePlace(file: file), "This is too large for something a person writes.",
      expected: "at most 16 MB", remedy: "exports belong in content/ledger/; import them with: peil import FILE")
  }

  static func notText(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "not-utf-8", at: SourcePlace(file: file), "This is not UTF-8 text.",
      remedy: "save it again with the encoding UTF-8")
  }
}
