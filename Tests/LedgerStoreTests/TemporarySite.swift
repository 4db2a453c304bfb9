import Glibc
import ReportCore
import Testing

@testable import LedgerStore

/// A site directory of its own, removed when the test ends.
final class TemporarySite {
  let path: String
  var place: LedgerFolder { LedgerFolder(site: path) }

  init() throws {
    var template = Array("/tmp/peil-ledger-test-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try FileSystem.makeFolder("\(path)/content/ledger")
  }

  deinit {
    for folder in ["content/ledger", "content/prices", "content/mappings", "content", "downloads", ""] {
      let full = "\(path)/\(folder)"
      for name in (try? FileSystem.names(in: full)) ?? [] { unlink("\(full)/\(name)") }
      rmdir(full)
    }
  }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ text: String, _ file: String) throws -> String {
    let full = "\(path)/\(file)"
    try FileSystem.makeFolder(String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)]))
    try FileSystem.replace(full, with: Array(text.utf8))
    return full
  }

  func bytes(_ file: String) throws -> [UInt8]? { try FileSystem.contents("\(path)/\(file)") }

  func text(_ file: String) throws -> String { String(decoding: try #require(try bytes(file)), as: UTF8.self) }

  /// What lies in `content/ledger`, hidden files included.
  func ledgerFiles() throws -> [String] { try FileSystem.names(in: place.folder) }

  @discardableResult
  func bringUpToDate(_ now: String = "2026-11-23T06:00:00Z") throws -> LedgerUpdate {
    try place.bringUpToDate(now: try #require(Instant(now)))
  }

  @discardableResult
  func importFiles(_ paths: [String], copy: Bool = true, _ now: String = "2026-11-23T06:00:00Z") throws -> LedgerUpdate
  {
    try place.importFiles(paths, copy: copy, now: try #require(Instant(now)))
  }

  @discardableResult
  func importFiles(_ sources: [ImportSource], _ now: String = "2026-11-23T06:00:00Z") throws -> LedgerUpdate {
    try place.importFiles(sources, now: try #require(Instant(now)))
  }
}

/// Small exports in the real formats.
enum Export {
  static let rates = """
    Date,USD,GBP,
    2026-11-13,1.1600,0.8400,
    2026-11-12,1.1500,0.8400,

    """

  static let nextRates = """
    Date,USD,GBP,
    2026-11-16,1.2000,0.8400,

    """

  /// A charge in dollars per day, all of one organisation.
  static func openAI(_ amounts: [(day: String, dollars: String)]) -> String {
    var lines = ["start_time,end_time,amount_value,amount_currency,line_item,project_id,organization_id"]
    for amount in amounts {
      let start = (CalendarDay(amount.day)?.number ?? 0) * 86_400
      lines.append("\(start),\(start + 86_400),\(amount.dollars),usd,\"gpt-5, input\",proj_marketing,org-1")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func requests(_ rows: [(id: String, time: String, dollars: String)]) -> String {
    var lines = [
      "request_id,call_type,spend,startTime,model,prompt_tokens,completion_tokens,custom_llm_provider,status"
    ]
    for row in rows {
      lines.append("\(row.id),acompletion,\(row.dollars),\(row.time),gpt-5,100,10,openai,success")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static let manual = """
    date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind
    2026-11-01,2026-12-01,Beeldmaker BV,Seats,145.00,EUR,campagnebeeld,,F-1,seat

    """
}
