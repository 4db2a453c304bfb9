import Foundation
import PeilCommand

@main enum Peil {
  static func main() {
    exit(PeilProgram.run(Array(CommandLine.arguments.dropFirst()), in: .machine()))
  }
}
