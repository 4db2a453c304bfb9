import Glibc
import SpendLogsData

/// A folder for data and sites that goes when the benchmark is done.
struct Workshop {
  let folder: String
  /// The program that is measured.
  let peil: String

  /// Makes the folder inside `parent`.
  init(in parent: String, peil: String) throws {
    var template = Array("\(parent)/peil-benchmark-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw BenchmarkFailure("no folder in \(parent): \(String(cString: strerror(errno)))")
    }
    folder = String(cString: made)
    self.peil = peil
  }

  /// Removes everything.
  func remove() { _ = try? Tool.run(["rm", "-rf", folder]) }

  /// Removes one file or folder in it.
  func remove(_ name: String) { _ = try? Tool.run(["rm", "-rf", path(name)]) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Writes an export and tells what a ledger must make of it.
  func makeData(_ name: String, _ shape: SpendLogsShape, _ format: SpendLogsFile.Format) throws -> DataFile {
    let target = path(name)
    let file = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw BenchmarkFailure("\(target): \(String(cString: strerror(errno)))") }
    defer { close(file) }
    var size = 0
    let tally = try SpendLogsFile.write(shape, as: format) { bytes in
      var rest = bytes
      while !rest.isEmpty {
        let count = write(file, rest.baseAddress, rest.count)
        guard count > 0 else { throw BenchmarkFailure("\(target): \(String(cString: strerror(errno)))") }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      size += bytes.count
    }
    // On disk now, so that nobody who is measured waits for it.
    fsync(file)
    return DataFile(path: target, name: name, size: size, tally: tally)
  }
}

/// An export and what is in it.
struct DataFile {
  let path: String
  let name: String
  let size: Int
  let tally: SpendLogsTally
}

/// A site with exchange rates and an empty ledger.
struct Site {
  /// Dollars per euro, every day of the benchmark.
  static let rate = 1.25

  let workshop: Workshop
  let name: String

  init(_ name: String, in workshop: Workshop) throws {
    self.name = name
    self.workshop = workshop
    _ = try Tool.run([workshop.peil, "new", workshop.path(name)])
    let rates = workshop.path("\(name)/content/ledger/rates.csv")
    // 26 August to the end of October 2026, weekends left out as the ECB does.
    let days = (20_691...20_757).filter { ($0 + 3) % 7 < 5 }
    let text = days.reversed().map { "\(CivilDate.text($0)),\(Site.rate)" }
    _ = try Tool.run(["tee", rates], input: (["Date,USD"] + text).joined(separator: "\n") + "\n")
    _ = try Tool.run([workshop.peil, "import", "--site", workshop.path(name), rates], isQuiet: true)
  }

  var ledger: String { workshop.path("\(name)/ledger.sqlite") }

  /// Puts the export among the site's own, where a person would have dropped it: another name for the same bytes.
  func put(_ data: DataFile) throws -> String {
    let target = workshop.path("\(name)/content/ledger/\(data.name)")
    guard link(data.path, target) == 0 else { throw BenchmarkFailure("\(target) cannot be linked") }
    return target
  }

  /// Imports a file.
  func importFile(_ path: String) throws -> ToolRun {
    try Tool.run([workshop.peil, "import", "--site", workshop.path(name), path], isQuiet: true)
  }

  /// The ledger's own sums, asked of its roll-ups with the `sqlite3` shell.
  func tally() throws -> LedgerTally {
    let answer = try Tool.run([
      "sqlite3", "-readonly", ledger,
      """
      SELECT coalesce(sum(rows), 0), coalesce(sum(errors), 0),
        coalesce(sum(input_uncached + input_cache_read + input_cache_write + output), 0),
        coalesce(sum(euro_cost), 0) FROM rollup
      """,
    ])
    let numbers = answer.output.split { $0 == "|" || $0 == "\n" }.compactMap { Int($0) }
    guard numbers.count == 4 else { throw BenchmarkFailure("the ledger's sums cannot be read: \(answer.output)") }
    return LedgerTally(rows: numbers[0], errors: numbers[1], tokens: numbers[2], nanoEuros: numbers[3])
  }

  func remove() { workshop.remove(name) }
}

/// What a ledger says it holds.
struct LedgerTally {
  var rows: Int
  var errors: Int
  var tokens: Int
  var nanoEuros: Int

  /// Throws unless the ledger holds what was written: counts exactly, money to the cent.
  func check(against tally: SpendLogsTally, _ what: String) throws {
    let euros = Double(tally.nanos) / Site.rate
    guard rows == tally.distinct, errors == tally.errors, tokens == tally.tokens,
      abs(Double(nanoEuros) - euros) < 5_000_000
    else { throw BenchmarkFailure("\(what): the ledger has \(self), it should have \(tally)") }
  }
}

/// Dates as text.
enum CivilDate {
  /// `2026-09-01` for 20,697.
  static func text(_ day: Int) -> String {
    var time = time_t(day * 86_400)
    var parts = tm()
    gmtime_r(&time, &parts)
    var buffer = [CChar](repeating: 0, count: 11)
    strftime(&buffer, buffer.count, "%Y-%m-%d", &parts)
    return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }
}
