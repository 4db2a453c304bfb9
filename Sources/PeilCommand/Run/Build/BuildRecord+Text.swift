import OutputTree
import ReportCore
import SafeFiles

/// The record as text: a line per thing, its cells separated by tabs, and a digest of it all at the end.
extension BuildRecord {
  /// The first line; another version of the format is as no record.
  private static let header = "peil.build/1"

  var text: String {
    var lines = [Self.header]
    lines.append(
      Self.line(["build", moment.description, inputs, manifestDigest, hasWarnings ? "warnings" : "", verdict]))
    lines.append(Self.line(["journal", String(journal.size), journal.digest, String(journal.acts)]))
    lines += cards.map { Self.line(["card", $0]) }
    lines += ledgerStates.sorted { $0.key < $1.key }.map { Self.line(["ledger", $0.key.description, $0.value]) }
    lines += parts.sorted { $0.key < $1.key }.map { id, ingredients in
      Self.line(["part", id] + ingredients.flatMap { [$0.name, $0.state] })
    }
    for group in groups {
      lines.append(
        Self.line([
          "group", group.week?.description ?? "", group.kind, group.parts.joined(separator: " "),
          group.before.joined(separator: " "), group.made.description, group.cause.rawValue,
        ]))
      for file in group.files {
        let stamp = file.stamp.map {
          [Int64($0.size), Int64($0.mode), Int64(bitPattern: $0.inode), $0.modified, $0.changed]
        }
        lines.append(
          Self.line(
            ["file", file.path.description, file.digest.description] + (stamp ?? []).map { String($0) }))
      }
    }
    let body = lines.joined(separator: "\n") + "\n"
    return body + "end\t\(ContentDigest(of: Array(body.utf8)))\n"
  }

  /// Nil for anything that `text` did not write, to the last byte.
  init?(text bytes: [UInt8]) {
    let tail = 4 + 64 + 1
    guard bytes.count > tail, bytes.starts(with: Self.header.utf8) else { return nil }
    let body = Array(bytes.dropLast(tail))
    guard bytes.suffix(tail).elementsEqual("end\t\(ContentDigest(of: body))\n".utf8) else { return nil }
    self.init(
      moment: Instant(seconds: 0), inputs: "", manifestDigest: "", journal: JournalMark(size: 0, digest: "", acts: 0),
      cards: [],
      verdict: "", hasWarnings: false, ledgerStates: [:], groups: [], parts: [:])
    for line in body.split(separator: UInt8(ascii: "\n")).dropFirst() {
      guard take(line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map(Self.cell)) else {
        return nil
      }
    }
  }

  private mutating func take(_ cells: [String]) -> Bool {
    switch (cells[0], cells.count) {
    case ("build", 6):
      guard let moment = Instant(cells[1]) else { return false }
      self.moment = moment
      inputs = cells[2]
      manifestDigest = cells[3]
      hasWarnings = !cells[4].isEmpty
      verdict = cells[5]
    case ("journal", 4):
      guard let size = Int(cells[1]), let acts = Int(cells[3]) else { return false }
      journal = JournalMark(size: size, digest: cells[2], acts: acts)
    case ("card", 2): cards.append(cells[1])
    case ("ledger", 3):
      guard let week = ISOWeek(cells[1]) else { return false }
      ledgerStates[week] = cells[2]
    case ("part", 2...):
      guard cells.count % 2 == 0 else { return false }
      parts[cells[1]] = stride(from: 2, to: cells.count, by: 2).map {
        Ingredient(name: cells[$0], state: cells[$0 + 1])
      }
    case ("group", 7): return takeGroup(cells)
    case ("file", 3), ("file", 8): return takeFile(cells)
    default: return false
    }
    return true
  }

  private mutating func takeGroup(_ cells: [String]) -> Bool {
    let week = ISOWeek(cells[1])
    guard week != nil || cells[1].isEmpty, let made = Instant(cells[5]), let cause = FileGroup.Cause(rawValue: cells[6])
    else { return false }
    let lists = [cells[3], cells[4]].map { $0.split(separator: " ").map(String.init) }
    groups.append(
      FileGroup(
        week: week, kind: cells[2], parts: lists[0], before: lists[1], made: made, cause: cause, files: []))
    return true
  }

  private mutating func takeFile(_ cells: [String]) -> Bool {
    guard !groups.isEmpty, let path = try? OutputPath(cells[1]), let digest = ContentDigest(cells[2]) else {
      return false
    }
    let numbers = cells.dropFirst(3).compactMap { Int64($0) }
    guard numbers.count == cells.count - 3 else { return false }
    let stamp =
      numbers.isEmpty
      ? nil
      : FileStamp(
        size: Int(numbers[0]), mode: UInt32(truncatingIfNeeded: numbers[1]), inode: UInt64(bitPattern: numbers[2]),
        modified: numbers[3], changed: numbers[4])
    groups[groups.count - 1].files.append(MadeFile(path: path, digest: digest, stamp: stamp))
    return true
  }

  private static func line(_ cells: [String]) -> String { cells.map(escaped).joined(separator: "\t") }

  /// Tabs and line breaks cannot stand in a cell.
  private static func escaped(_ cell: String) -> String {
    guard cell.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "%") }) else { return cell }
    var result = ""
    for scalar in cell.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\t": result += "%09"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func cell(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(UInt8(ascii: "%")) else { return text }
    return text.replacing("%0A", with: "\n").replacing("%09", with: "\t").replacing("%25", with: "%")
  }
}
