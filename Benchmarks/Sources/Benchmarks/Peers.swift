import Glibc
import SpendLogsData

/// The `sqlite3` shell, importing into one table with a text primary key.
struct SQLitePeer {
  let workshop: Workshop
  var database: String { workshop.path("peer.sqlite") }

  /// Imports the file into a new database. The later row of an id counts, as in the ledger.
  func importFile(_ data: DataFile) throws -> ToolRun {
    workshop.remove("peer.sqlite")
    let script = """
      CREATE TABLE logs (request_id TEXT PRIMARY KEY ON CONFLICT REPLACE, call_type TEXT, api_key TEXT, spend REAL,
        total_tokens INTEGER, prompt_tokens INTEGER, completion_tokens INTEGER, startTime TEXT, endTime TEXT, model TEXT,
        custom_llm_provider TEXT, cache_hit TEXT, request_tags TEXT, team_id TEXT, end_user TEXT, status TEXT,
        metadata TEXT);
      .mode csv
      .import --skip 1 \(data.path) logs
      """
    return try Tool.run(["sqlite3", database], input: script)
  }

  /// Rows, failures, tokens and nano-dollars of the table.
  func tally() throws -> SpendLogsTally {
    let answer = try Tool.run([
      "sqlite3", "-readonly", database,
      """
      SELECT count(*), sum(status = 'failure'), sum((cache_hit <> 'True') * (prompt_tokens + completion_tokens)),
        sum(CAST(round(spend * 1e9) AS INTEGER)) FROM logs
      """,
    ])
    let numbers = answer.output.split { $0 == "|" || $0 == "\n" }.compactMap { Int($0) }
    guard numbers.count == 4 else { throw BenchmarkFailure("the peer's sums cannot be read: \(answer.output)") }
    var tally = SpendLogsTally()
    (tally.distinct, tally.errors, tally.tokens, tally.nanos) = (numbers[0], numbers[1], numbers[2], numbers[3])
    return tally
  }

  /// Throws unless every day, model and key has the same calls, tokens and cost, to a hundredth of a cent, in the
  /// ledger as in the table.
  func compare(with ledger: String) throws {
    let script = """
      ATTACH '\(ledger)' AS ledger;
      CREATE TEMP TABLE theirs AS
        SELECT substr(startTime, 1, 10) AS day, model, json_extract(metadata, '$.user_api_key_alias') AS key,
          count(*) AS calls, sum((cache_hit <> 'True') * (prompt_tokens + completion_tokens)) AS tokens,
          sum(spend) / \(Site.rate) AS euros
        FROM logs GROUP BY 1, 2, 3;
      CREATE TEMP TABLE ours AS
        SELECT date(r.slot * 3600, 'unixepoch') AS day, d.model, d.key_alias AS key, sum(r.calls) AS calls,
          sum(r.input_uncached + r.input_cache_read + r.input_cache_write + r.output) AS tokens,
          sum(r.euro_cost) / 1e9 AS euros
        FROM ledger.rollup r JOIN ledger.dimension d ON d.id = r.dimension WHERE r.slot_kind = 0 GROUP BY 1, 2, 3;
      SELECT (SELECT count(*) FROM theirs), (SELECT count(*) FROM ours), count(*)
        FROM theirs JOIN ours USING (day, model, key)
        WHERE theirs.calls = ours.calls AND theirs.tokens = ours.tokens AND abs(theirs.euros - ours.euros) < 0.0001;
      """
    let answer = try Tool.run(["sqlite3", "-readonly", database], input: script)
    let numbers = answer.output.split { $0 == "|" || $0 == "\n" }.compactMap { Int($0) }
    guard numbers.count == 3, numbers[0] > 0, numbers[0] == numbers[1], numbers[0] == numbers[2] else {
      throw BenchmarkFailure("cells by day, model and key (theirs, ours, equal): \(answer.output)")
    }
  }
}

/// DuckDB, reading the file into a table and grouping it by day, model and key.
struct DuckDBPeer {
  let workshop: Workshop
  private let python: String

  /// Makes a virtual environment with the package `duckdb`.
  init(in workshop: Workshop) throws {
    self.workshop = workshop
    python = workshop.path("venv/bin/python")
    _ = try Tool.run(["python3", "-m", "venv", workshop.path("venv")])
    _ = try Tool.run([python, "-m", "pip", "install", "--quiet", "duckdb"], isQuiet: true)
  }

  /// The seconds of reading and grouping alone: starting Python is not DuckDB's doing. Checks rows and money.
  func group(_ data: DataFile) throws -> Double {
    let script = """
      import sys, time
      import duckdb
      begin = time.perf_counter()
      base = duckdb.connect()
      base.execute("SET enable_progress_bar = false")
      base.execute("CREATE TABLE logs AS SELECT * FROM read_csv(?, header = true)", [sys.argv[1]])
      cells = base.execute(
          "SELECT CAST(startTime AS DATE), model, api_key, count(*), sum(total_tokens), sum(spend) "
          "FROM logs GROUP BY ALL ORDER BY ALL").fetchall()
      seconds = time.perf_counter() - begin
      print(seconds, sum(cell[3] for cell in cells), len(cells))
      """
    let run = try Tool.run([python, "-c", script, data.path])
    let words = run.output.split { $0 == " " || $0 == "\n" }
    guard words.count == 3, let seconds = Double(words[0]), Int(words[1]) == data.tally.rows else {
      throw BenchmarkFailure("DuckDB read other rows: \(run.output)")
    }
    return seconds
  }
}
