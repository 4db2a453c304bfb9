import ReportCore

/// `fetch.txt`: files that a bag leaves to be fetched (RFC 8493 2.2.3). Nothing is ever fetched: what is not there
/// is missing.
struct FetchList: Sendable {
  static let name = "fetch.txt"
  private(set) var lines: [BagPath: Int] = [:]

  static func read(_ text: String, file: String) -> Checked<FetchList> {
    var list = FetchList()
    var diagnostics: [Diagnostic] = []
    for (index, line) in TagText.lines(text).enumerated() where !line.isEmpty {
      let place = SourcePlace(file: file, line: index + 1)
      let parts = line.utf8.split(maxSplits: 2) { $0.isBlank }
      guard parts.count == 3, parts[0].contains(UInt8(ascii: ":")),
        parts[1].elementsEqual("-".utf8) || parts[1].allSatisfy(\.isDecimalDigit)
      else {
        diagnostics.append(
          Diagnostic(
            code: "fetch-line", at: place, "This line is not an address, a length and a path.", found: String(line),
            expected: "https://… 120 data/…"))
        continue
      }
      let path = BagPath(String(Substring(parts[2])))
      if let complaint = path.isPayload ? path.complaint : "it does not lie below data/" {
        diagnostics.append(
          Diagnostic(
            code: "outside", at: place, "No file of a bag can have this path: \(complaint).", found: path.description,
            expected: "data/…"))
        continue
      }
      list.lines[path] = index + 1
    }
    return Checked(list, diagnostics)
  }
}
