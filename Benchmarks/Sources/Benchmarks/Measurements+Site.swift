extension Measurements {
  /// Building the sample company's site, ten times its requests: anew beside Hugo, with nothing changed, and after one
  /// more day, over 52 and over 416 weeks.
  mutating func site(repository: String) throws {
    let times = rows >= 1_000_000 ? 10 : 1
    var year = try CompanySite("year", in: workshop, repository: repository, weeks: 52, times: times)
    report.heading("A site of 52 weeks in two languages, the sample company times \(times)")
    _ = try year.build()
    let hugo = try HugoPeer(in: workshop)
    try hugo.prepare(like: year)
    try clean(year, hugo)
    try small(&year)
    year.remove()
    var years = try CompanySite("years", in: workshop, repository: repository, weeks: 416, times: 1)
    report.heading("A site of 416 weeks")
    let first = try years.build()
    report.tell("peil build, first, with the ledger", "\(number(first.seconds)) s")
    report.judge("memory", Double(first.peakMemory) / 1e6, atMost: 200, unit: " MB")
    try small(&years)
    years.remove()
  }

  private mutating func clean(_ site: CompanySite, _ hugo: HugoPeer) throws {
    var seconds: (peil: [Double], hugo: [Double]) = ([], [])
    var processor: (peil: [Double], hugo: [Double]) = ([], [])
    var memory = 0
    let expected = try site.manifest()
    let pages = expected.split(separator: "\n").count { $0.hasSuffix(".html") }
    let bytes = try site.pageBytes()
    for _ in 0..<runs {
      let theirs = try hugo.build()
      guard theirs.pages == pages, 0.8...1.25 ~= Double(theirs.bytes) / Double(bytes) else {
        throw BenchmarkFailure("Hugo wrote \(theirs.pages) pages, \(theirs.bytes) bytes; peil \(pages), \(bytes)")
      }
      seconds.hugo.append(theirs.run.seconds)
      processor.hugo.append(theirs.run.processorSeconds)
      try site.forget()
      let ours = try site.build()
      guard try site.manifest() == expected else { throw BenchmarkFailure("a clean build wrote other files") }
      seconds.peil.append(ours.seconds)
      processor.peil.append(ours.processorSeconds)
      memory = max(memory, ours.peakMemory)
    }
    report.tell("pages", "\(pages), \(bytes / 1_000_000) MB")
    report.seconds("hugo", seconds.hugo)
    report.seconds("peil build, anew", seconds.peil)
    report.seconds("hugo, processor time", processor.hugo)
    report.seconds("peil build, processor time", processor.peil)
    report.judge("peil to Hugo", median(seconds.peil) / median(seconds.hugo), atMost: 1)
    report.judge("memory", Double(memory) / 1e6, atMost: 200, unit: " MB")
  }

  /// Nothing changed, and one more day.
  private mutating func small(_ site: inout CompanySite) throws {
    var seconds: (nothing: [Double], day: [Double]) = ([], [])
    for run in 0..<runs {
      let before = try site.manifest()
      seconds.nothing.append(try site.build().seconds)
      guard try site.manifest() == before else { throw BenchmarkFailure("a build without a change wrote files") }
      try site.addDay(run)
      try site.bookActs()
      seconds.day.append(try site.build().seconds)
      guard try site.manifest() != before else { throw BenchmarkFailure("one more day changed no page") }
    }
    let after = try site.manifest()
    try site.forget()
    _ = try site.build()
    guard try site.manifest() == after else { throw BenchmarkFailure("built anew, the site is another") }
    report.seconds("peil build, nothing changed", seconds.nothing)
    report.seconds("peil build, one more day", seconds.day)
    report.judge("nothing changed", median(seconds.nothing) * 1000, atMost: 100, unit: " ms")
    report.judge("one more day", median(seconds.day) * 1000, atMost: 300, unit: " ms")
  }
}

extension CompanySite {
  /// Of all pages.
  func pageBytes() throws -> Int {
    try Tool.run(["find", "\(folder)/public", "-name", "*.html", "-printf", "%s\n"]).output.split(separator: "\n")
      .compactMap { Int($0) }.reduce(0, +)
  }

  func remove() { workshop.remove(name) }
}
