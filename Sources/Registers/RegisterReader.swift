public import ReportCore
import YAMLDocuments

/// Reads everything people keep in `content/`. Files are handed in as text; nothing is looked up on disk.
public enum RegisterReader {
  /// The registers, and all complaints of all files together, by file and line.
  ///
  /// - Parameters:
  ///   - files: text by path relative to the site, such as `content/site.yml`. Files that are no register (pages,
  ///     the ledger, `editions.csv`) are passed over. A register that is absent, or holds only comments, stays
  ///     nil: what it would have said is unknown. Entries with errors are left out.
  ///   - formats: the registry names that `sources.yml` may use; nil leaves them unchecked.
  public static func read(files: [String: String], formats: [String]? = nil) -> Checked<Registers> {
    let problems = DocumentProblems()
    var names = KnownNames()
    names.formats = formats
    var registers = Registers()
    if let text = files[SiteReading.file] {
      registers.site = SiteReading.read(text, names: &names, problems: problems)
    } else {
      problems.error(
        "missing-file", at: SourcePlace(file: SiteReading.file), "the site has no site.yml",
        expected: "a file with at least company and owners",
        remedy: "run the command in the site's folder, or name it with --site")
    }
    // Use cases come first: the others refer to them.
    registers.useCases = files[UseCasesReading.file].flatMap {
      UseCasesReading.read($0, names: &names, problems: problems)
    }
    registers.sources = files[SourcesReading.file].flatMap {
      SourcesReading.read($0, names: names, problems: problems)
    }
    registers.attribution = files[AttributionReading.file].flatMap {
      AttributionReading.read($0, names: names, problems: problems)
    }
    registers.budgets = files[BudgetsReading.file].flatMap { BudgetsReading.read($0, names: names, problems: problems) }
    registers.modelClasses = files[ModelClassesReading.file].flatMap {
      ModelClassesReading.read($0, problems: problems)
    }
    registers.selfHosted = files[SelfHostedReading.file].flatMap { SelfHostedReading.read($0, problems: problems) }
    registers.controls = files[ControlsReading.file].flatMap {
      ControlsReading.read($0, names: names, problems: problems)
    }
    registers.returns = files[ReturnsReading.file].flatMap { ReturnsReading.read($0, names: names, problems: problems) }
    registers.outcomes = files[OutcomesReading.file].flatMap {
      OutcomesReading.read($0, names: names, problems: problems)
    }
    registers.invoices = files[InvoicesReading.file].flatMap { InvoicesReading.read($0, problems: problems) }
    registers.waivers = files[WaiversReading.file].flatMap { WaiversReading.read($0, names: names, problems: problems) }
    warnAboutStrangers(files.keys.sorted(), problems)
    return Checked(registers, problems.sorted)
  }

  /// The paths of all registers, relative to the site, sorted.
  public static let paths = [
    AttributionReading.file, BudgetsReading.file, ControlsReading.file, InvoicesReading.file, ModelClassesReading.file,
    OutcomesReading.file, ReturnsReading.file, SelfHostedReading.file, SiteReading.file, SourcesReading.file,
    UseCasesReading.file, WaiversReading.file,
  ]

  /// A misspelt register would be passed over in silence, and everything it says would be missing.
  private static func warnAboutStrangers(_ files: [String], _ problems: DocumentProblems) {
    for file in files where file.hasPrefix("content/") && !file.dropFirst(8).contains("/") {
      let isRegister = [".yml", ".yaml", ".csv"].contains { file.hasSuffix($0) }
      // Those two have readers of their own.
      let others = ["content/editions.csv", "content/keys.csv"]
      guard isRegister, !paths.contains(file), !others.contains(file) else { continue }
      problems.add(
        Diagnostic(
          .warning, code: "unknown-register", at: SourcePlace(file: file),
          "no register has this name; the file is not read",
          remedy: nearestPath(to: file).map { "did you mean \($0)?" }))
    }
  }

  /// By the name alone: folder and extension are alike for all.
  private static func nearestPath(to file: String) -> String? {
    func stem(_ path: String) -> String { String(path.dropFirst(8).prefix { $0 != "." }) }
    let nearest = NearestName.of(String(stem(file).prefix(80)), among: paths.map(stem))
    return paths.first { stem($0) == nearest }
  }
}
