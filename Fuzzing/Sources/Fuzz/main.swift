import CLibFuzzer
import Foundation

// `Fuzz list` names the targets, shared ones with a star; `Fuzz seeds FOLDER FROM…` writes seeds and a dictionary;
// with FUZZ_TARGET in the environment it fuzzes that target, with libFuzzer's own arguments.

let arguments = CommandLine.arguments
if arguments.count == 2, arguments[1] == "list" {
  for target in FuzzTarget.all { print(target.isShared ? "\(target.name) *" : target.name) }
} else if arguments.count > 3, arguments[1] == "seeds" {
  try Seeds(folders: Array(arguments.dropFirst(3))).write(to: arguments[2])
  try Data(Seeds.dictionary.utf8).write(to: URL(fileURLWithPath: "\(arguments[2])/dictionary"))
} else if let target = FuzzTarget.named(ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? "") {
  chosen = target.run
  var count = CommandLine.argc
  var values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
  exit(
    LLVMFuzzerRunDriver(&count, &values) { start, count in
      chosen(Array(UnsafeBufferPointer(start: start, count: count)))
      return 0
    })
} else {
  FileHandle.standardError.write(Data("error: FUZZ_TARGET names no target; see: Fuzz list\n".utf8))
  exit(64)
}
