import SpendLogsData

/// The measurements, each on data of its own, each with its results checked.
struct Measurements {
  let workshop: Workshop
  /// Rows of the smaller files; the larger ones have ten times as many.
  let rows: Int
  let runs: Int
  var report = Report()

  /// A month of requests into a ledger, beside the `sqlite3` shell and DuckDB on the same file.
  mutating func speed() throws {
    let data = try workshop.makeData("spend-logs.csv", SpendLogsShape(rows: rows), .csv)
    defer { workshop.remove(data.name) }
    report.heading("\(rows) rows of CSV, \(data.size / 1_000_000) MB")
    let sqlite = SQLitePeer(workshop: workshop)
    let duckdb = try DuckDBPeer(in: workshop)
    var seconds: (peil: [Double], sqlite: [Double], duckdb: [Double]) = ([], [], [])
    var processor: [Double] = []
    for run in 0..<runs {
      seconds.duckdb.append(try duckdb.group(data))
      seconds.sqlite.append(try sqlite.importFile(data).seconds)
      let site = try Site("speed", in: workshop)
      let imported = try site.importFile(try site.put(data))
      seconds.peil.append(imported.seconds)
      processor.append(imported.processorSeconds)
      try site.tally().check(against: data.tally, "speed")
      if run == 0 {
        try site.tally().check(against: sqlite.tally(), "speed, beside sqlite3")
        try sqlite.compare(with: site.ledger)
      }
      site.remove()
    }
    workshop.remove("peer.sqlite")
    report.seconds("sqlite3 .import, text primary key", seconds.sqlite)
    report.seconds("DuckDB, table and group by", seconds.duckdb)
    report.seconds("peil import", seconds.peil)
    report.seconds("peil import, processor time", processor)
    report.tell("peil import", "\(number(Double(data.size) / 1e6 / median(seconds.peil))) MB/s")
    report.judge("peil to sqlite3", median(seconds.peil) / median(seconds.sqlite), atMost: 0.5)
    report.judge("peil to DuckDB", median(seconds.peil) / median(seconds.duckdb), atMost: 1)
  }

  /// Memory, and time per row, when files are ten times as large.
  mutating func size() throws {
    for (format, name, title) in [(SpendLogsFile.Format.csv, "large.csv", "CSV"), (.jsonLines, "large.jsonl", "JSONL")]
    {
      var perRow: [[Double]] = [[], []]
      var memory: [Int] = [0, 0]
      report.heading("\(title), \(rows) and \(10 * rows) rows")
      let files = [
        try workshop.makeData("small-\(name)", SpendLogsShape(rows: rows), format),
        try workshop.makeData(name, SpendLogsShape(rows: 10 * rows), format),
      ]
      for _ in 0..<max(1, runs / 2) {
        for (index, data) in files.enumerated() {
          let site = try Site("size", in: workshop)
          let run = try site.importFile(try site.put(data))
          try site.tally().check(against: data.tally, name)
          perRow[index].append(run.seconds / Double(data.tally.rows) * 1e6)
          memory[index] = max(memory[index], run.peakMemory)
          site.remove()
        }
      }
      files.forEach { workshop.remove($0.name) }
      report.tell("microseconds per row", "\(number(median(perRow[0]))), then \(number(median(perRow[1])))")
      report.judge("\(title): time per row, ten times the rows", median(perRow[1]) / median(perRow[0]), atMost: 1.6)
      report.judge("\(title): memory, small", Double(memory[0]) / 1e6, atMost: 150, unit: " MB")
      report.judge("\(title): memory, large", Double(memory[1]) / 1e6, atMost: 150, unit: " MB")
    }
  }

  /// One more day, into an empty ledger and into a large one.
  mutating func oneMoreDay() throws {
    let month = try workshop.makeData("month.csv", SpendLogsShape(rows: 10 * rows), .csv)
    report.heading("One day of \(rows / 3) rows, into nothing and into \(10 * rows) rows")
    let large = try Site("large", in: workshop)
    _ = try large.importFile(try large.put(month))
    var total = month.tally
    var seconds: (empty: [Double], large: [Double]) = ([], [])
    for day in 0..<runs {
      let data = try workshop.makeData("day-\(day).csv", SpendLogsShape(day: day, rows: rows / 3), .csv)
      let empty = try Site("empty", in: workshop)
      seconds.empty.append(try empty.importFile(try empty.put(data)).seconds)
      try empty.tally().check(against: data.tally, "one day")
      empty.remove()
      seconds.large.append(try large.importFile(try large.put(data)).seconds)
      total = total + data.tally
      try large.tally().check(against: total, "one more day")
      workshop.remove(data.name)
    }
    large.remove()
    workshop.remove(month.name)
    report.seconds("into an empty ledger", seconds.empty)
    report.seconds("into the large one", seconds.large)
    report.judge("one more day", median(seconds.large) / median(seconds.empty), atMost: 1.5)
  }

  /// A file that is in the ledger already, beside `sha256sum` of it.
  mutating func again() throws {
    let data = try workshop.makeData("again.csv", SpendLogsShape(rows: rows), .csv)
    defer { workshop.remove(data.name) }
    report.heading("A file imported again, \(data.size / 1_000_000) MB")
    let site = try Site("again", in: workshop)
    defer { site.remove() }
    _ = try site.importFile(try site.put(data))
    var seconds: (sum: [Double], peil: [Double]) = ([], [])
    for _ in 0..<runs {
      seconds.sum.append(try Tool.run(["sha256sum", data.path]).seconds)
      // From where it was downloaded to: the program has never seen this path.
      seconds.peil.append(try site.importFile(data.path).seconds)
    }
    try site.tally().check(against: data.tally, "again")
    report.seconds("sha256sum", seconds.sum)
    report.seconds("peil import", seconds.peil)
    report.judge("peil to sha256sum", median(seconds.peil) / median(seconds.sum), atMost: 1.5)
  }
}
