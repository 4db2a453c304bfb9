import ReportCore

@testable import CostExports

extension FuzzTarget {
  static let formats: [FuzzTarget] =
    CostExportFormats.all.map { format in
      FuzzTarget(name: format.name) { bytes in
        FormatReading(bytes) { source, problems, row in
          try format.read(source, file: "f", problems: &problems, row: row)
        }.check()
      }
    }
    + RateFormats.all.map { format in
      FuzzTarget(name: format.name) { bytes in
        var problems = ProblemLog(file: "f")
        _ = try? format.read(MemorySource(bytes, chunk: chunk(bytes)), file: "f", problems: &problems) { rate in
          must(rate.rate.mantissa > 0 && rate.line > 0, "a rate that is none")
        }
      }
    }
    + [
      FuzzTarget(name: PriceBookJSON.name) { bytes in
        var problems = ProblemLog(file: "f")
        try? PriceBookJSON.read(MemorySource(bytes, chunk: chunk(bytes)), file: "f", problems: &problems) { entry in
          must(!entry.model.isEmpty || entry.line > 0, "a model from nowhere")
          for field in entry.fields { must((field.number?.mantissa ?? 0) >= 0, "a price below zero") }
        }
      }
    ]
}

/// One file read twice, in small pieces and whole: the same rows, and rows that can be booked.
struct FormatReading {
  typealias Read = (any ByteSource, inout ProblemLog, (ExportRow) throws -> Void) throws -> ExportSummary

  private let small: [String]
  private let large: [String]

  init(_ bytes: [UInt8], _ read: Read) {
    small = FormatReading.lines(MemorySource(bytes, chunk: chunk(bytes)), read)
    large = FormatReading.lines(MemorySource(bytes), read)
  }

  func check() { must(small == large, "the pieces decide what a row is") }

  private static func lines(_ source: MemorySource, _ read: Read) -> [String] {
    var problems = ProblemLog(file: "f")
    var lines: [String] = []
    do {
      let summary = try read(source, &problems) { row in
        must(row.line > 0, "a row from nowhere")
        let counts = [
          row.calls, row.errors, row.tokens.inputUncached, row.tokens.inputCacheRead, row.tokens.inputCacheWrite,
          row.tokens.output, row.tokens.outputReasoning,
        ]
        must(counts.allSatisfy { abs($0) <= 10_000_000_000_000 }, "counts that no sum can hold")
        must(row.cost == nil || row.priceStatus != .unpriced, "an amount of a row without a price")
        if case .days(let first, let last) = row.time {
          must(first <= last && first.distance(to: last) <= 3660, "a period of more than ten years")
          must(PlausibleDays.range.contains(first), "a day of another century")
        } else if case .moment(let moment) = row.time {
          must(PlausibleDays.range.contains(moment.utcDay), "a moment of another century")
        }
        lines.append("\(row.line) \(row.id ?? "-") \(row.scope) \(row.time) \(row.dimension) \(counts) \(amounts(row))")
      }
      must(summary.rows == lines.count, "a file that counts rows it did not give")
      lines += summary.warnings.map(\.description)
      for item in summary.coverage { lines.append("\(item)") }
    } catch let problem as Diagnostic {
      lines.append(problem.description)
    } catch {
      lines.append("\(error)")
    }
    return lines + problems.diagnostics.map(\.description)
  }

  private static func amounts(_ row: ExportRow) -> String {
    "\(row.cost?.nanos ?? -1) \(row.billed?.nanos ?? -1) \(row.charge) \(row.priceStatus) \(row.endUser ?? -1)"
  }
}
