import CostExports
import GRDB
import ReportCore

/// Reads a file of costs on a thread of its own and books it on this one. What comes of it does not depend on who is
/// faster: batches are booked in order, and what goes wrong is told as if one had done both.
struct EntryImport {
  typealias Read = (_ problems: inout ProblemLog, _ row: (ExportRow) throws -> Void) throws -> ExportSummary

  /// What the reader leaves behind.
  private final class Reading {
    var outcome: Result<ExportSummary, any Error> = .success(ExportSummary())
    /// What is wrong with the file, as its format sees it, and as the ledger does.
    var problems: [ProblemLog] = []
  }

  let db: Database
  let act: JournalAct
  let format: String
  let basis: CostBasis
  let file: String

  /// Books all rows. Throws a `DiagnosticList` when the file has errors.
  func run(_ read: @escaping Read) throws -> (Booking, ExportSummary) {
    var booking = try Booking(db, number: act.number, format: format, moment: act.moment)
    let channel = BatchChannel()
    let reading = Reading()
    let intake = RowIntake(
      file: file, basis: basis, dimensions: DimensionNames(format: format, known: booking.knownDimensions),
      rates: booking.rates, emit: channel.send)
    let thread = try WorkerThread { [file] in
      EntryImport.read(file, read, intake, into: reading)
      channel.finish()
    }
    do {
      while let batch = channel.receive() {
        try booking.book(batch)
        channel.recycle(batch)
      }
      thread.join()
    } catch {
      channel.cancel()
      thread.join()
      throw error is SumOutOfRange ? DiagnosticList([EntryImport.sumOutOfRange(file)]) : error
    }
    let summary = try finish(reading)
    do {
      try booking.finish(summary)
    } catch is SumOutOfRange {
      throw DiagnosticList([EntryImport.sumOutOfRange(file)])
    }
    return (booking, summary)
  }

  private static func read(_ file: String, _ read: Read, _ intake: RowIntake, into reading: Reading) {
    var intake = intake
    var log = ProblemLog(file: file)
    do {
      let summary = try read(&log) { try intake.take($0) }
      try intake.finish()
      reading.outcome = .success(summary)
    } catch {
      // What was read before counts: a sum may have gone out of range in it.
      try? intake.finish()
      reading.outcome = .failure(error)
    }
    reading.problems = [log, intake.problems]
  }

  private func finish(_ reading: Reading) throws -> ExportSummary {
    do {
      let summary = try reading.outcome.get()
      guard reading.problems.allSatisfy(\.isEmpty) else { throw DiagnosticList(inOrder(reading.problems)) }
      return summary
    } catch let error as DimensionNames.TooMany {
      throw DiagnosticList(inOrder(reading.problems) + [tooMany(error)])
    }
  }

  private func inOrder(_ logs: [ProblemLog]) -> [Diagnostic] {
    let all = logs.flatMap(\.diagnostics).enumerated()
    // A complaint without a line ("and 212 more") stays behind those with one.
    return all.sorted { ($0.element.place?.line ?? .max, $0.offset) < ($1.element.place?.line ?? .max, $1.offset) }
      .map(\.element)
  }

  private func tooMany(_ error: DimensionNames.TooMany) -> Diagnostic {
    Diagnostic(
      code: "too-many-dimensions", at: SourcePlace(file: file, field: error.field),
      "the file brings more than \(DimensionNames.maximumNew) new combinations of key, team, model and so on",
      found: "\(error.values) different values of \(error.field)",
      expected: "names that repeat from day to day",
      remedy:
        "Find out why \(error.field) differs from call to call (an id inside a name or tag?) and export without it.")
  }

  static func sumOutOfRange(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "sum-out-of-range", at: SourcePlace(file: file), "the sum of the amounts or counts is too large to be true",
      expected: "sums below 9.2 billion euro",
      remedy: "Look for rows with absurd amounts, and download the export again.")
  }
}
