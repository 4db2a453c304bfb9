import Foundation

/// Writes the sample company's files into a site directory: `SampleCompany DIR`.
@main
struct Main {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      FileHandle.standardError.write(Data("usage: SampleCompany SITE-DIRECTORY\n".utf8))
      exit(64)
    }
    let site = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
    let company = SampleCompany()
    for file in company.files {
      let url = site.appendingPathComponent(file.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url, options: .atomic)
    }
    for line in company.controlTotals { print(line) }
  }
}
