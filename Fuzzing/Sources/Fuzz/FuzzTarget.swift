import CostExports

/// Something that reads bytes of others. Whatever they are, it must come back: a trap, a wrong memory access, ten
/// seconds or half a gigabyte is a finding.
struct FuzzTarget: Sendable {
  var name: String
  /// True for the parsers that all formats share: they are fuzzed for longer.
  var isShared = false
  var run: @Sendable ([UInt8]) -> Void

  /// All there are: shared parsers first, then each format by its registry name.
  static var all: [FuzzTarget] { shared + formats }

  static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// Stops the fuzzer with a finding when `condition` does not hold; unlike an assertion, in release builds too.
func must(_ condition: Bool, _ what: @autoclosure () -> String) {
  if !condition { fatalError(what()) }
}

/// The sizes in which a source may hand out its bytes: the length decides, so that an input always means the same.
func chunk(_ bytes: [UInt8]) -> Int { [1, 7, 64, 4096][bytes.count % 4] }
