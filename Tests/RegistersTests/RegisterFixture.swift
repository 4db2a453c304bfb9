import Registers
import ReportCore
import Testing

/// A small company, and the way tests write down complaints.
enum RegisterFixture {
  static let site = """
    company: Voorbeeld BV
    owners:
      - id: it
        name: {nl: lead IT, en: IT lead}
      - id: finance
        name: {nl: Finance, en: Finance}
    """

  static let useCases = """
    use_cases:
      - id: chat
        name: {nl: Chatbot, en: Chatbot}
        category: service
        customer_facing: true
        owner: it
      - id: copy
        name: {nl: Teksten, en: Copy}
        category: content
        customer_facing: false
        owner: it
    """

  /// The fixture with `files` in its place or beside it.
  static func read(_ files: [String: String], formats: [String]? = nil) -> Checked<Registers> {
    var all = ["content/site.yml": site, "content/use-cases.yml": useCases]
    for (name, text) in files { all["content/\(name)"] = text }
    return RegisterReader.read(files: all, formats: formats)
  }

  /// `line field code: found → remedy`, the parts that are there.
  static func short(_ diagnostic: Diagnostic) -> String {
    var text = diagnostic.place?.line.map { "\($0) " } ?? ""
    if diagnostic.severity == .warning { text += "warning " }
    text += diagnostic.place?.field.map { "\($0) " } ?? ""
    text += diagnostic.code
    if let found = diagnostic.found { text += ": \(found)" }
    if let remedy = diagnostic.remedy { text += " → \(remedy)" }
    return text
  }
}

/// A register's text and the complaints it must give, exactly.
struct RegisterCase: CustomTestStringConvertible, Sendable {
  let name: String
  let file: String
  let text: String
  let complaints: [String]

  init(_ name: String, _ file: String, _ text: String, _ complaints: [String]) {
    self.name = name
    self.file = file
    self.text = text
    self.complaints = complaints
  }

  var testDescription: String { "\(file): \(name)" }

  func check(formats: [String]? = nil) {
    let diagnostics = RegisterFixture.read([file: text], formats: formats).diagnostics
    #expect(diagnostics.map(RegisterFixture.short) == complaints)
    #expect(diagnostics.allSatisfy { $0.place?.file == "content/\(file)" })
  }
}
