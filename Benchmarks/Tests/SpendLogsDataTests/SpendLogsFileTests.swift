import SpendLogsData
import Testing

private func file(_ shape: SpendLogsShape, _ format: SpendLogsFile.Format) throws -> (
  text: String, tally: SpendLogsTally
) {
  var bytes: [UInt8] = []
  let tally = try SpendLogsFile.write(shape, as: format) { bytes += $0 }
  return (String(decoding: bytes, as: UTF8.self), tally)
}

struct SpendLogsFileTests {
  @Test func `the same shape gives the same bytes`() throws {
    let shape = SpendLogsShape(rows: 5000)
    #expect(try file(shape, .csv).text == file(shape, .csv).text)
    var other = shape
    other.seed = 7
    #expect(try file(shape, .csv).text != file(other, .csv).text)
  }

  @Test func `rows stand in the order of their days, and the last of an id counts`() throws {
    for format in [SpendLogsFile.Format.csv, .jsonLines] {
      let (text, tally) = try file(SpendLogsShape(rows: 20_000), format)
      var lines = text.split(separator: "\n")
      if format == .csv { lines.removeFirst() }
      #expect(lines.count == 20_000 && tally.rows == 20_000)
      let ids = lines.compactMap { line in line.firstRange(of: "chatcmpl-").map { line[$0.lowerBound...].prefix(33) } }
      #expect(Set(ids).count == tally.distinct)
      #expect((19_800...19_990).contains(tally.distinct))
      let days = lines.compactMap { line in line.firstRange(of: "2026-").map { line[$0.lowerBound...].prefix(10) } }
      #expect(days == days.sorted() && Set(days).count == 30)
    }
  }

  @Test func `a million rows are about 330 MB`() throws {
    let size = try file(SpendLogsShape(rows: 10_000), .csv).text.utf8.count
    #expect((320...345).contains(size / 10_000))
  }

  @Test func `another day shares no id with the month`() throws {
    func ids(_ shape: SpendLogsShape) throws -> Set<Substring> {
      Set(try file(shape, .csv).text.split(separator: "\n").map { $0.prefix(33) })
    }
    #expect(try ids(SpendLogsShape(rows: 3000)).intersection(ids(SpendLogsShape(day: 0, rows: 3000))).count == 1)
  }
}
