import ReportCore

extension Recognition {
  func json(_ text: [UInt8]) throws(Diagnostic) -> RecognisedFormat {
    let outline = JSONOutline(text, isWhole: head.isWholeFile)
    let candidates = Recognition.candidates.filter(\.signature.isJSON)
    let isLines = text.first == UInt8(ascii: "{") && !outline.firstHasLineBreaks
    // Of two that ask for as much, the one whose shape the file has.
    func weight(_ candidate: Candidate) -> Int {
      candidate.signature.required.count * 2 + ((candidate.signature.shape == .jsonLines) == isLines ? 1 : 0)
    }
    let matching =
      candidates
      .filter { outline.paths.isSuperset(of: $0.signature.required) }
      .max { weight($0) < weight($1) }
    if let matching {
      if matching.signature.shape == .jsonLines { try refuseOtherThanLines(text, outline) }
      return matching.format
    }
    if let problem = outline.problem, outline.keys.isEmpty {
      throw refusal(
        "bad-json", "the first line is not JSON", line: 1, expected: problem.expected,
        remedy: "Download the export again.")
    }
    let nearest = candidates.map { candidate in
      (candidate: candidate, missing: candidate.signature.required.filter { !outline.paths.contains($0) })
    }
    .filter { $0.missing.count < $0.candidate.signature.required.count }
    .min { $0.missing.count < $1.missing.count }
    guard let nearest else {
      throw refusal(
        "unknown-format", "no format has these keys", line: 1, found: outline.shown, expected: Recognition.known,
        remedy: "Enter the amounts by hand as rows of a manual entries CSV.")
    }
    throw refusal(
      "unknown-format",
      "this looks like \(nearest.candidate.title), but the key \(nearest.missing.joined(separator: ", ")) is missing",
      line: 1, found: outline.shown, expected: nearest.candidate.signature.required.joined(separator: ", "),
      remedy: "Export the rows with all their fields.")
  }

  private func refuseOtherThanLines(_ text: [UInt8], _ outline: JSONOutline) throws(Diagnostic) {
    if text.first == UInt8(ascii: "[") {
      throw refusal(
        "json-array", "the file is one JSON array", found: "[", expected: "JSON Lines: one row a line, no brackets",
        remedy: "Rewrite it with `jq -c '.[]'`, or export the table itself.")
    }
    guard outline.firstHasLineBreaks else { return }
    throw refusal(
      "json-not-lines", "a row stands on several lines", expected: "JSON Lines: one row a line",
      remedy: "Rewrite it with `jq -c .`, or export the table itself.")
  }
}
