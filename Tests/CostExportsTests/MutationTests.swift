import CostExports
import ReportCore
import Testing

/// Bent files: whatever comes, a reader ends, keeps to its limits and never hands over nonsense.
struct MutationTests {
  private let samples: [(format: (any CostExportFormat.Type)?, text: String)] = [
    (LiteLLMSpendLogs.self, Sample.spendLogsLines), (LiteLLMSpendLogs.self, Sample.spendLogsTable),
    (OpenAICostCSV.self, Sample.openAICost), (ManualEntriesCSV.self, Sample.manual), (nil, Sample.rates),
    (FocusExport.self, Sample.focus), (LiteLLMFocusExport.self, Sample.liteLLMFocus),
    (AzureActualCost.self, Sample.azure), (AWSCostAndUsage2.self, Sample.aws),
    (GoogleBillingExport.self, Sample.google),
  ]

  private func check(_ format: (any CostExportFormat.Type)?, _ bytes: [UInt8]) throws {
    _ = try? CostExportFormats.recognise(FileHead(bytes), file: "a")
    guard let format else {
      var problems = ProblemLog(file: "a")
      _ = try ECBRates.read(MemorySource(bytes), file: "a", problems: &problems) { rate in
        #expect(rate.rate.mantissa > 0 && rate.line > 0)
      }
      return
    }
    let result = try reading(format, MemorySource(bytes))
    #expect(result.summary.rows == result.rows.count)
    #expect(result.problems.count <= ProblemLog.limit + 1)
    for row in result.rows {
      #expect((row.cost == nil) == (row.priceStatus == .unpriced))
      #expect(row.line > 0 && row.errors <= row.calls)
      // A bill takes back what it has charged.
      #expect(row.tokens.inputUncached >= 0 || row.dimension.source == FocusExport.name || row.charge == .usage)
      #expect(row.id != nil || !row.scope.isEmpty)
    }
  }

  @Test func `a file cut short at any byte`() throws {
    for sample in samples {
      let bytes = Array(sample.text.utf8)
      for length in 0..<bytes.count { try check(sample.format, Array(bytes[..<length])) }
    }
  }

  @Test func `bytes changed, taken out and put in at random`() throws {
    var generator = SeededGenerator(2026)
    let nasty: [UInt8] = Array("\",\n\r{}[]:\\0-.eu;|".utf8) + [0x00, 0xFF, 0xC3, 0xEF, 0x1F]
    for _ in 0..<4000 {
      let sample = samples[Int.random(in: 0..<samples.count, using: &generator)]
      var bytes = Array(sample.text.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let byte = nasty[Int.random(in: 0..<nasty.count, using: &generator)]
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = byte
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(byte, at: place)
        default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        }
      }
      try check(sample.format, bytes)
    }
  }
}
