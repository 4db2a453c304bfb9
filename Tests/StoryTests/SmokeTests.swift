import Foundation
import Testing

/// The real program, once: everything else runs in this process.
struct SmokeTests {
  /// Beside the test bundle, where `swift build --build-tests` puts it.
  private var program: URL? {
    let places = [
      Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent(),
      CommandLine.arguments.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent() },
    ].compactMap { $0 }
    return places.map { $0.appendingPathComponent("peil") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }

  private func run(_ arguments: [String], in folder: URL) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    let executable: URL = try #require(program, "the program peil was not built beside the tests")
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: printed, as: UTF8.self), String(decoding: complained, as: UTF8.self)
    )
  }

  @Test func `the program keeps results and complaints apart and tells its status`() throws {
    let world = try StoryWorld()
    let version = try run(["--version"], in: world.root)
    #expect(version == (0, "0.1.0\n", ""))
    let made = try run(["new", "winkel"], in: world.root)
    #expect(made.status == 0)
    #expect(made.output.hasPrefix("Made a site in winkel"))
    let empty = try run(["build", "--site", "winkel"], in: world.root)
    #expect(empty.status == 65)
    #expect(empty.output.isEmpty)
    #expect(empty.errors.hasPrefix("content/ledger: error: There is no week to report on yet. [no-week]\n"))
  }
}
