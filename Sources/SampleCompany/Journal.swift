import Crypto
import ReportCore

/// A file of the sample company, by its path in the site.
struct SampleFile {
  var path: String
  var bytes: [UInt8]

  init(_ path: String, _ text: String) {
    self.path = path
    bytes = Array(text.utf8)
  }

  /// Lower-case hex.
  var sha256: String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
  }
}

/// The journal of the cost ledger: one act per file, in the order of import, at fixed moments.
struct Journal {
  private(set) var text = "number,moment,act,file,sha256,importer,note\n"
  private var number = 0

  /// The imports of one Monday, from 06:00 UTC on, a second apart.
  mutating func add(_ files: [(file: SampleFile, importer: String, note: String)], on monday: CalendarDay) {
    let start = Instant(startOf: monday).seconds + 6 * 3600
    for (index, act) in files.enumerated() {
      number += 1
      let name = act.file.path.split(separator: "/").last.map(String.init) ?? act.file.path
      text += "\(number),\(Instant(seconds: start + Int64(index))),import,\(name),\(act.file.sha256),"
      text += "\(act.importer),\(act.note)\n"
    }
  }
}
