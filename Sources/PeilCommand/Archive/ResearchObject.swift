import AuditArchive
import Editions
import OutputTree
import Registers
import ReportCore

/// `ro-crate-metadata.json` (RO-Crate 1.1): what lies in the payload, from which inputs and by which program it was
/// made. The payload folder is the crate's root.
struct ResearchObject {
  let edition: Edition
  let label: BagLabel
  let payload: OutputTree

  static let name = "ro-crate-metadata.json"

  func bytes() throws -> [UInt8] { Array((try JSONText.of(document) + "\n").utf8) }

  private var document: JSONValue {
    .object([
      "@context": "https://w3id.org/ro/crate/1.1/context",
      "@graph": .list([descriptor, root, program, action] + inputs + files),
    ])
  }

  private var descriptor: JSONValue {
    [
      "@id": .text(ResearchObject.name), "@type": "CreativeWork", "about": ["@id": "./"],
      "conformsTo": ["@id": "https://w3id.org/ro/crate/1.1"],
    ]
  }

  private var root: JSONValue {
    [
      "@id": "./", "@type": "Dataset", "name": .text("\(edition.registers.site.company), \(label.name.week)"),
      "description": .text(
        "The weekly edition \(label.name.week), revision \(label.name.revision): pages, figures, and what they rest on."
      ),
      "identifier": .text(label.name.identifier), "datePublished": .text(label.asOf.description),
      "license": .text("For internal use. Retention: \(label.basis), until \(label.retainUntil)."),
      "hasPart": .list(payload.files.map { ["@id": .text($0.path.description)] }),
    ]
  }

  private var program: JSONValue {
    [
      "@id": "#peil", "@type": "SoftwareApplication", "name": "peil", "softwareVersion": .text(PeilVersion.current),
    ]
  }

  private var action: JSONValue {
    [
      "@id": "#edition", "@type": "CreateAction", "endTime": .text(label.asOf.description),
      "instrument": ["@id": "#peil"], "name": .text("Edition \(label.name.week)"),
      "object": .list(inputLines.map { ["@id": .text(ResearchObject.id($0))] }), "result": [["@id": "./"]],
    ]
  }

  /// What was imported, in the journal's order; the exports themselves stay in the site.
  private var inputs: [JSONValue] {
    inputLines.map { line in
      [
        "@id": .text(ResearchObject.id(line)), "@type": "CreativeWork", "name": .text("content/ledger/\(line.file)"),
        "encodingFormat": .text(line.format), "dateCreated": .text(line.moment.description),
        "sha256": .text(line.sha256),
      ]
    }
  }

  private var inputLines: [ImportLine] {
    edition.quality.imports.filter { $0.act == "import" }.sorted { $0.number < $1.number }
  }

  private static func id(_ line: ImportLine) -> String { "#import-\(line.number)" }

  private var files: [JSONValue] {
    payload.files.map { file in
      [
        "@id": .text(file.path.description), "@type": "File", "contentSize": .number(file.bytes.count),
        "encodingFormat": .text(ResearchObject.format(file.path.name)), "sha256": .text(file.digest.description),
      ]
    }
  }

  private static func format(_ name: String) -> String {
    let ending = name.split(separator: ".").last.map(String.init) ?? ""
    let formats = [
      "html": "text/html", "css": "text/css", "csv": "text/csv", "json": "application/json", "md": "text/markdown",
      "yml": "application/yaml", "yaml": "application/yaml", "svg": "image/svg+xml", "xml": "application/xml",
    ]
    return formats[ending] ?? "text/plain"
  }
}
