import ArgumentParser
import Glibc
import SpendLogsData

/// `benchmarks`: every limit the program keeps to, measured and judged.
@main
struct BenchmarksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks", abstract: "Measures peil beside its peers on the same files, and judges the limits.",
    subcommands: [])

  enum Part: String, CaseIterable, ExpressibleByArgument {
    case speed, size, day, again, verify, site
  }

  @Flag(help: "A twentieth of the rows: a trial of the benchmark, not of the program.") var quick = false
  @Option(help: "Rows of the smaller files; the larger ones have ten times as many.") var rows = 1_000_000
  @Option(help: "Runs of which the median counts.") var runs = 5
  @Option(help: "The program to measure; built from the folder above when not given.") var peil: String?
  @Option(help: "Where data is written: some 12 GB for the full sizes.") var folder = "/tmp"
  @Option(help: "Only this part; may be repeated: speed, size, day, again, verify, site.") var only: [Part] = []
  @Option(help: "Only write a file of spend logs with --rows rows; .csv or .jsonl.") var write: String?

  func run() throws {
    let rows = quick ? self.rows / 20 : self.rows
    if let write { return try writeFile(write, rows: rows) }
    let workshop = try Workshop(in: folder, peil: try program())
    defer { workshop.remove() }
    var measurements = Measurements(workshop: workshop, rows: rows, runs: runs)
    for part in only.isEmpty ? Part.allCases : only {
      switch part {
      case .speed: try measurements.speed()
      case .size: try measurements.size()
      case .day: try measurements.oneMoreDay()
      case .again: try measurements.again()
      case .verify: try measurements.verify()
      case .site: try measurements.site(repository: Self.repository)
      }
    }
    if !measurements.report.isGood { throw ExitCode(1) }
  }

  private func writeFile(_ path: String, rows: Int) throws {
    guard let file = fopen(path, "w") else { throw BenchmarkFailure("\(path): \(String(cString: strerror(errno)))") }
    defer { fclose(file) }
    let tally = try SpendLogsFile.write(
      SpendLogsShape(rows: rows), as: path.hasSuffix(".jsonl") ? .jsonLines : .csv
    ) { bytes in
      guard fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count else {
        throw BenchmarkFailure("\(path): \(String(cString: strerror(errno)))")
      }
    }
    print(tally)
  }

  /// The folder above this package.
  private static var repository: String {
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
  }

  /// The release program of the folder above this package, built when need be.
  private func program() throws -> String {
    if let peil { return peil }
    let root = Self.repository
    _ = try Tool.run(["swift", "build", "-c", "release", "--product", "peil", "--package-path", root])
    return "\(root)/.build/release/peil"
  }
}
