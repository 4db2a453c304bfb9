import Foundation
import PackagePlugin

/// Puts everything below `templates/` into the program, so that the binary stands alone and the folder stays the one
/// source. SwiftPM's own `.embedInCode` names a resource by its last part only (the pages' `README.md` and the
/// starter's would collide) and writes byte arrays, which compile slowly. SwiftPM asks for the list of files when it
/// plans: after adding a template and before editing it again, touch `Package.swift`; a test tells when that was
/// forgotten.
@main struct EmbedTemplates: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "templates").resolvingSymlinksInPath()
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedTemplates.swift")
    return [
      .buildCommand(
        displayName: "Embedding templates", executable: try context.tool(named: "EmbedFiles").url,
        arguments: [folder.path, output.path], inputFiles: [folder] + files(below: folder), outputFiles: [output])
    ]
  }

  private func files(below folder: URL) -> [URL] {
    // Hidden files and what editors leave behind are not templates.
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    return (found ?? []).sorted { $0.path < $1.path }
  }
}
