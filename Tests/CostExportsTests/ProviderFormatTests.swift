import CostExports
import ReportCore
import Testing

/// What holds for every format of OpenAI and Anthropic.
struct ProviderFormatTests {
  static let samples: [(format: any CostExportFormat.Type, text: String)] = [
    (OpenAIActivityCSV.self, Sample.openAIActivity), (OpenAIUsageAPI.self, Sample.openAIUsagePages),
    (OpenAICostsAPI.self, Sample.openAICostPages), (ChatGPTCreditsCSV.self, Sample.chatGPTCredits),
    (AnthropicTokensCSV.self, Sample.anthropicTokens), (AnthropicCostCSV.self, Sample.anthropicCost),
    (AnthropicUsageAPI.self, Sample.anthropicUsagePages), (AnthropicCostAPI.self, Sample.anthropicCostPages),
  ]

  @Test func `each is known by its content, with line ends of either kind`() throws {
    for (format, text) in Self.samples {
      for variant in [text, text.replacing("\n", with: "\r\n")] {
        #expect(try CostExportFormats.recognise(FileHead(Array(variant.utf8)), file: "x").name == format.name)
        let result = try reading(format, variant)
        #expect(result.problems.isEmpty && result.summary.rows == result.rows.count && result.rows.count > 1)
      }
    }
  }

  @Test func `every row lies in a scope the file speaks for, and in its coverage`() throws {
    for (format, text) in Self.samples {
      let result = try reading(format, text)
      for row in result.rows {
        #expect(result.summary.scopes.contains(row.scope))
        let day =
          switch row.time {
          case .moment(let moment): moment.utcDay
          case .days(let first, _): first
          }
        #expect(
          result.summary.coverage.contains {
            $0.provider == row.dimension.provider && $0.account == row.dimension.account && $0.days.contains(day)
          })
        #expect(row.dimension.source == format.name)
      }
      #expect(Set(result.summary.coverage.map(\.rank)) == [format.rank])
    }
  }

  @Test func `a chunk of any size gives the same rows`() throws {
    for (format, text) in Self.samples {
      let whole = try reading(format, text)
      for chunk in [1, 7, 64] {
        let cut = try reading(format, MemorySource(Array(text.utf8), chunk: chunk))
        #expect(cut.rows.map(\.scope) == whole.rows.map(\.scope) && cut.rows.map(\.line) == whole.rows.map(\.line))
        #expect(cut.rows.map(\.tokens) == whole.rows.map(\.tokens) && cut.rows.map(\.cost) == whole.rows.map(\.cost))
        #expect(cut.rows.map(\.meters) == whole.rows.map(\.meters) && cut.summary.scopes == whole.summary.scopes)
      }
    }
  }

  @Test func `a file cut short at any byte has no rows it did not have, and pages are refused`() throws {
    for (format, text) in Self.samples {
      let bytes = Array(text.utf8)
      let whole = try reading(format, text).rows.count
      let end = text.hasPrefix("{") ? bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0 : 0
      // The sample of usage has two pages: behind the first, it is one good page.
      let firstPage = Array((text.split(separator: "\n{").first ?? "").utf8).count
      for length in 0..<bytes.count {
        let result = try check(format, Array(bytes[..<length]), atMost: whole)
        guard length <= end, !(firstPage...firstPage + 1).contains(length) else { continue }
        #expect(!result.problems.isEmpty)
      }
    }
  }

  @Test func `bytes changed, taken out and put in at random`() throws {
    var generator = SeededGenerator(17)
    let nasty: [UInt8] = Array("\",\n\r{}[]:\\0-.eu;|9".utf8) + [0x00, 0xFF, 0xC3, 0xEF, 0x1F]
    for _ in 0..<3000 {
      let sample = Self.samples[Int.random(in: 0..<Self.samples.count, using: &generator)]
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
      try check(sample.format, bytes, atMost: 10)
    }
  }

  @discardableResult
  private func check(_ format: any CostExportFormat.Type, _ bytes: [UInt8], atMost: Int) throws -> Reading {
    if bytes.count % 8 == 0 { _ = try? CostExportFormats.recognise(FileHead(bytes), file: "a") }
    let result = try reading(format, MemorySource(bytes))
    #expect(result.summary.rows == result.rows.count && result.rows.count <= atMost)
    #expect(result.problems.count <= ProblemLog.limit + 1)
    for row in result.rows {
      #expect((row.cost == nil) == (row.priceStatus == .unpriced))
      #expect(row.line > 0 && row.id == nil && !row.scope.isEmpty && row.calls >= 0)
      let tokens = row.tokens
      #expect(tokens.inputUncached >= 0 && tokens.inputCacheRead >= 0 && tokens.inputCacheWrite >= 0)
      #expect(row.meters[.cacheWriteOneHour] <= tokens.inputCacheWrite)
      #expect(row.meters[.audioInput] + row.meters[.imageInput] <= tokens.inputUncached)
      #expect(row.meters[.audioOutput] + row.meters[.imageOutput] <= tokens.output)
      #expect(row.meters.all.allSatisfy { $0.quantity > 0 })
    }
    return result
  }

  @Test func `deep and endless JSON is refused, not followed`() throws {
    let deep = "{\"data\":" + String(repeating: "[", count: 100_000)
    for format in Self.samples.map(\.format) where format.name.hasSuffix("-api") {
      #expect(try reading(format, deep).codes == ["bad-json"])
      #expect(try reading(format, "{\"data\":[\(String(repeating: "{},", count: 100))").codes == ["bad-json"])
    }
  }
}
