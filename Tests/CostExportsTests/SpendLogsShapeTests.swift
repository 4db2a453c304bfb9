import Testing

@testable import CostExports

struct SpendLogsShapeTests {
  @Test func `an array and pages give the rows that lines give`() throws {
    let lines = Sample.spendLogsLines.split(separator: "\n")
    let expected = try reading(LiteLLMSpendLogs.self, Sample.spendLogsLines)
    let array = "[\(lines.joined(separator: ",\n"))]"
    let pages = "{\"total\":3,\"page\":1,\"data\":[\n\(lines[0])]}\n{\"data\":[\(lines[1]),\n\(lines[2])],\"page\":2}"
    let documents = lines.joined(separator: "\n").replacing("{\"request_id\"", with: "{ \n\"request_id\"")
    for (text, firstLines) in [(array, [1, 2, 3]), (pages, [2, 3, 4]), (documents, [1, 3, 5])] {
      let result = try reading(LiteLLMSpendLogs.self, text)
      #expect(result.problems.isEmpty && result.rows.map(\.line) == firstLines)
      #expect(result.rows.map(\.id) == expected.rows.map(\.id))
      #expect(result.rows.map(\.cost) == expected.rows.map(\.cost))
      #expect(result.rows.map(\.tokens) == expected.rows.map(\.tokens))
      #expect(result.rows.map(\.dimension) == expected.rows.map(\.dimension))
      #expect(result.summary.coverage == expected.summary.coverage)
    }
  }
}
