import Glibc

/// The sample company's site over many weeks, with many times its requests: its own exports of eleven weeks, moved in
/// time, and a journal with fixed moments. The same bytes on every machine.
struct CompanySite {
  let workshop: Workshop
  let name: String
  /// The repository, whose `content/` is the source.
  let repository: String
  let weeks: Int
  private(set) var acts: [(moment: String, file: String, importer: String)] = []

  /// 16 November 2026, the Monday of the last week.
  static let lastMonday = 20_773
  /// 7 September 2026: the exports that are copied begin here.
  private static let firstSource = 20_703

  var folder: String { workshop.path(name) }

  /// Writes the site: `weeks` weeks, every request `times` times.
  init(_ name: String, in workshop: Workshop, repository: String, weeks: Int, times: Int) throws {
    self.workshop = workshop
    self.name = name
    self.repository = repository
    self.weeks = weeks
    _ = try Tool.run(["mkdir", "-p", "\(folder)/content/ledger"])
    let first = Self.lastMonday - 7 * (weeks - 1)
    _ = try Tool.run([
      "sh", "-c", "cd \"$1\"/content && cp *.md *.yml *.csv \"$2\"/content/", "sh", repository, folder,
    ])
    _ = try Tool.run([
      "sed", "-i", "s/2026-08-31/\(CivilDate.text(first))/", "\(folder)/content/budgets.yml",
      "\(folder)/content/sources.yml",
    ])
    for week in 0..<weeks { try addWeek(first + 7 * week, source: Self.firstSource + 7 * (week % 11), week, times) }
    try repeatCounts("outcomes.csv", first)
    try repeatCounts("returns.csv", first)
    try writeJournal()
  }

  private mutating func addWeek(_ monday: Int, source: Int, _ week: Int, _ times: Int) throws {
    let shift = monday - source
    let moment = "\(CivilDate.text(monday + 7))T06:00:0"
    let rates = (0..<5).reversed().map { "\(CivilDate.text(monday + $0)),1.17\((week + $0) % 10)5,0.865,0.929,\n" }
    try put(
      "Date,USD,GBP,CHF,\n" + rates.joined(), "rates-\(CivilDate.text(monday)).csv", "ecb-history-csv/1", "\(moment)0Z")
    let month = CivilDate.text(monday).prefix(7)
    if week == 0 || CivilDate.text(monday - 7).prefix(7) != month {
      let bill = { (vendor: String, amount: String, team: String) in
        "\(month)-01,\(month)-28,\(vendor),Licenties,\(amount),EUR,\(team),,\(team)-\(month),seat\n"
      }
      let header = "date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind\n"
      try put(
        header + bill("Beeldmaker BV", "145.00", "campagnebeeld") + bill("Schrijfhulp BV", "180.00", "content"),
        "manual-\(month).csv", "manual-entries-csv/1", "\(moment)1Z")
    }
    let tag = CivilDate.week(source)
    let bill = try text("openai-cost-\(tag).csv")
    try put(Self.bill(bill, shift, times), "openai-cost-\(week).csv", "openai-cost-csv/1", "\(moment)2Z")
    let log = try text("litellm-\(tag).csv")
    try put(Self.log(log, shift, times, mark: "\(week)"), "litellm-\(week).csv", "litellm-spend-logs/1", "\(moment)3Z")
  }

  /// Requests that came late, of the last Sunday, and the act that books them. Call `bookActs` afterwards.
  mutating func addDay(_ number: Int) throws {
    let sunday = Self.firstSource + 6
    let log = try text("litellm-\(CivilDate.week(Self.firstSource)).csv").split(separator: "\n")
    let day = CivilDate.text(sunday)
    let lines = log.prefix(1) + log.filter { $0.contains(",\(day) ") }
    let text = Self.log(lines.joined(separator: "\n"), Self.lastMonday + 6 - sunday, 1, mark: "late-\(number)")
    try put(
      text, "late-\(number).csv", "litellm-spend-logs/1", "\(CivilDate.text(Self.lastMonday + 7))T07:00:0\(number)Z")
    try writeJournal()
  }

  /// Brings the ledger in step with the journal.
  func bookActs() throws { _ = try Tool.run([workshop.peil, "ledger", "list", "--site", folder]) }

  func build() throws -> ToolRun { try Tool.run([workshop.peil, "build", "--site", folder], isQuiet: true) }

  /// The next build makes everything but the ledger.
  func forget() throws { _ = try Tool.run(["rm", "-rf", "\(folder)/public", "\(folder)/.peil"]) }

  /// The list of files with their digests, as the program wrote it.
  func manifest() throws -> String { try Tool.run(["cat", "\(folder)/public/.peil-manifest"]).output }

  private func text(_ file: String) throws -> String {
    try Tool.run(["cat", "\(repository)/content/ledger/\(file)"]).output
  }

  private mutating func put(_ text: String, _ file: String, _ importer: String, _ moment: String) throws {
    try write(text, "ledger/\(file)")
    acts.append((moment, file, importer))
  }

  private func write(_ text: String, _ file: String) throws {
    _ = try Tool.run(["sh", "-c", "cat > \"$1\"", "sh", "\(folder)/content/\(file)"], input: text)
  }

  private func writeJournal() throws {
    let sums = try Tool.run(["sh", "-c", "cd \"$1\" && sha256sum *.csv", "sh", "\(folder)/content/ledger"]).output
    var digests: [Substring: Substring] = [:]
    for line in sums.split(separator: "\n") { digests[line.dropFirst(66)] = line.prefix(64) }
    var lines = ["number,moment,act,file,sha256,importer,note"]
    for act in acts.sorted(by: { ($0.moment, $0.file) < ($1.moment, $1.file) }) {
      lines.append("\(lines.count),\(act.moment),import,\(act.file),\(digests[act.file[...]] ?? ""),\(act.importer),")
    }
    try write(lines.joined(separator: "\n") + "\n", "ledger/journal.csv")
  }

  /// The counts of the sample's weeks, over and over.
  private func repeatCounts(_ file: String, _ first: Int) throws {
    let lines = try Tool.run(["cat", "\(repository)/content/\(file)"]).output.split(separator: "\n")
    var byWeek: [[Substring]] = []
    for line in lines.dropFirst() {
      let week = line.split(separator: ",", omittingEmptySubsequences: false)[1]
      if byWeek.last?.first?.contains(",\(week),") != true { byWeek.append([]) }
      byWeek[byWeek.count - 1].append(line)
    }
    var result = [String(lines[0])]
    for week in 0..<weeks {
      for line in byWeek[week % byWeek.count] {
        var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        cells[1] = CivilDate.week(first + 7 * week).uppercased()
        result.append(cells.joined(separator: ","))
      }
    }
    try write(result.joined(separator: "\n") + "\n", file)
  }

  private static func log(_ text: String, _ shift: Int, _ times: Int, mark: String) -> String {
    let moved = DateShift.moved(text, by: shift).split(separator: "\n")
    var result = moved[0] + "\n"
    for time in 0..<times {
      for line in moved.dropFirst() {
        let comma = line.firstIndex(of: ",") ?? line.endIndex
        result += "\(line[..<comma])-\(mark)-\(time)\(line[comma...])\n"
      }
    }
    return String(result)
  }

  /// The provider's bill for the same requests: amounts and quantities times as large.
  private static func bill(_ text: String, _ shift: Int, _ times: Int) -> String {
    let lines = DateShift.moved(text, by: shift).split(separator: "\n")
    var result = lines[0] + "\n"
    for line in lines.dropFirst() {
      var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count > 10 else { continue }
      for index in 0..<2 { cells[index] = String((Int(cells[index]) ?? 0) + shift * 86_400) }
      cells[4] = "\(Double(Int(((Double(cells[4]) ?? 0) * 1e6).rounded()) * times) / 1e6)"
      cells[6] = String((Int(cells[6]) ?? 0) * times)
      result += cells.joined(separator: ",") + "\n"
    }
    return String(result)
  }
}

/// Dates inside text.
enum DateShift {
  /// Every `20dd-dd-dd` moved by a number of days.
  static func moved(_ text: String, by days: Int) -> String {
    var bytes = Array(text.utf8)
    var known: [[UInt8]: [UInt8]] = [:]
    var index = 0
    while index + 10 <= bytes.count {
      let isDate =
        bytes[index] == 0x32 && bytes[index + 1] == 0x30 && bytes[index + 4] == 0x2D && bytes[index + 7] == 0x2D
      guard isDate, let day = CivilDate.day(bytes[index..<(index + 10)]) else {
        index += 1
        continue
      }
      let old = Array(bytes[index..<(index + 10)])
      let new = known[old] ?? Array(CivilDate.text(day + days).utf8)
      known[old] = new
      bytes.replaceSubrange(index..<(index + 10), with: new)
      index += 10
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension CivilDate {
  /// 20,697 for `2026-09-01`.
  static func day(_ text: some Collection<UInt8>) -> Int? {
    let parts = String(decoding: text, as: UTF8.self).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, 1...12 ~= parts[1], 1...31 ~= parts[2] else { return nil }
    var time = tm()
    time.tm_year = Int32(parts[0] - 1900)
    time.tm_mon = Int32(parts[1] - 1)
    time.tm_mday = Int32(parts[2])
    return timegm(&time) / 86_400
  }

  /// `2026-w47` for a Monday.
  static func week(_ monday: Int) -> String {
    var time = time_t(monday * 86_400)
    var parts = tm()
    gmtime_r(&time, &parts)
    var buffer = [CChar](repeating: 0, count: 9)
    strftime(&buffer, buffer.count, "%G-w%V", &parts)
    return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }
}
