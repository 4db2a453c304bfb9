import CostExports
import ReportCore
import Testing

/// Whatever comes, a reader ends, keeps to its limits and never hands over nonsense.
struct GatewayHostilityTests {
  private func check(_ format: any CostExportFormat.Type, _ bytes: [UInt8]) throws {
    _ = try? CostExportFormats.recognise(FileHead(bytes), file: "a")
    let result = try reading(format, MemorySource(bytes))
    #expect(result.summary.rows == result.rows.count)
    #expect(result.problems.count <= ProblemLog.limit + 1)
    for row in result.rows {
      // A reference owes no amount; all others say that they know none.
      #expect(row.cost != nil || row.priceStatus == .unpriced || format.rank == .reference)
      #expect(row.cost == nil || row.priceStatus != .unpriced)
      #expect(row.line > 0 && row.errors <= row.calls && (row.id != nil || !row.scope.isEmpty))
      let tokens = row.tokens
      #expect(min(tokens.inputUncached, tokens.inputCacheRead, tokens.inputCacheWrite, tokens.output) >= 0)
      #expect(tokens.outputReasoning <= tokens.output)
    }
  }

  @Test func `every sample is what it is, without a complaint`() throws {
    for sample in GatewaySample.all {
      let head = FileHead(Array(sample.text.utf8))
      #expect(try CostExportFormats.recognise(head, file: "x").name == sample.format.name)
      let result = try reading(sample.format, sample.text)
      #expect(result.problems.isEmpty && !result.rows.isEmpty)
      #expect(result.rows.allSatisfy { $0.dimension.source == sample.format.name })
    }
  }

  @Test func `the same rows come with a byte order mark, and with CRLF`() throws {
    func shown(_ format: any CostExportFormat.Type, _ text: String) throws -> [String] {
      try reading(format, text).rows.map { "\($0.line) \($0.time) \($0.dimension) \($0.tokens) \($0.cost as Any)" }
    }
    for sample in GatewaySample.all {
      let expected = try shown(sample.format, sample.text)
      #expect(try shown(sample.format, "\u{FEFF}" + sample.text) == expected, "\(sample.format.name)")
      let other = sample.text.replacing("\n", with: "\r\n")
      #expect(try shown(sample.format, other) == expected, "\(sample.format.name)")
      let head = FileHead(Array("\u{FEFF}\(other)".utf8))
      #expect(try CostExportFormats.recognise(head, file: "x").name == sample.format.name)
    }
  }

  @Test func `nothing of a person, a session or a prompt is kept`() throws {
    let secrets = ["u-17", "u-1\"", "klant-7", "geheim", "s-1\"", "s-77", "tr-1", "t-1\"", "ds-1", "sk-***"]
    for sample in GatewaySample.all {
      let result = try reading(sample.format, sample.text)
      let shown = "\(result.rows) \(result.summary.warnings)"
      for secret in secrets { #expect(!shown.contains(secret), "\(sample.format.name) keeps \(secret)") }
    }
  }

  @Test func `a file cut short at any byte`() throws {
    for sample in GatewaySample.all {
      let bytes = Array(sample.text.utf8)
      for length in stride(from: 0, to: bytes.count, by: 3) { try check(sample.format, Array(bytes[..<length])) }
    }
  }

  @Test func `bytes changed, taken out and put in at random`() throws {
    var generator = SeededGenerator(2027)
    let nasty: [UInt8] = Array("\",\n\r{}[]:\\0-.eu;|9".utf8) + [0x00, 0xFF, 0xC3, 0xEF, 0x1F]
    for round in 0..<3000 {
      let sample = GatewaySample.all[round % GatewaySample.all.count]
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
