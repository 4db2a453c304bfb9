import Foundation
public import ReportCore

/// What a command may know of the world: the only clock, current directory and console of the program. Tests hand in
/// their own.
public struct Surroundings: Sendable {
  /// Absolute; relative paths on the command line start here.
  public var currentDirectory: String
  /// The moment that is recorded for new imports.
  public var now: @Sendable () -> Instant
  /// Takes text for standard output as it is to be printed.
  public var output: @Sendable (String) -> Void
  /// Takes text for standard error.
  public var errors: @Sendable (String) -> Void
  /// Fills the buffer from standard input and gives the number of bytes, 0 only at the end. Throws a `Diagnostic`.
  public var input: @Sendable (UnsafeMutableRawBufferPointer) throws -> Int
  /// As many random bytes as asked for, for new keys.
  public var random: @Sendable (Int) -> [UInt8]
  /// How many processors may work at once.
  public var processors: Int
  /// True when somebody watches standard error: only then is progress shown.
  public var showsProgress: Bool
  /// The number of this process, so that whoever waits for it can find it.
  public var process: Int32
  /// What tells this program from every other build of it: pages are made again when it changes.
  public var program: @Sendable () -> String

  /// A world of one's own.
  public init(
    currentDirectory: String, now: @escaping @Sendable () -> Instant, output: @escaping @Sendable (String) -> Void,
    errors: @escaping @Sendable (String) -> Void,
    input: @escaping @Sendable (UnsafeMutableRawBufferPointer) throws -> Int = { _ in 0 },
    random: @escaping @Sendable (Int) -> [UInt8] = { _ in [] }, processors: Int = 1, showsProgress: Bool = false,
    process: Int32 = 0,
    program: @escaping @Sendable () -> String = { "" }
  ) {
    self.currentDirectory = currentDirectory
    self.now = now
    self.output = output
    self.errors = errors
    self.input = input
    self.random = random
    self.processors = processors
    self.showsProgress = showsProgress
    self.process = process
    self.program = program
  }

  /// This machine. The clock is read to the second: a journal is read by people.
  public static func machine() -> Surroundings {
    Surroundings(
      currentDirectory: FileManager.default.currentDirectoryPath,
      now: { Instant(seconds: Int64(Date().timeIntervalSince1970)) },
      output: { Surroundings.write($0, to: 1) }, errors: { Surroundings.write($0, to: 2) },
      input: Surroundings.read, random: Surroundings.randomBytes,
      processors: ProcessInfo.processInfo.activeProcessorCount, showsProgress: isatty(2) == 1, process: getpid(),
      program: Surroundings.executable)
  }

  /// The absolute path of what was given on the command line, `.` and `..` resolved.
  func path(_ given: String) -> String {
    let absolute = given.hasPrefix("/") ? given : "\(currentDirectory)/\(given)"
    return URL(fileURLWithPath: absolute).standardizedFileURL.path
  }

  /// A path as seen from the current folder, when it lies below it.
  func fromHere(_ path: String) -> String {
    let prefix = currentDirectory + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// The same complaint with its file named as seen from the current folder.
  func fromHere(_ diagnostic: Diagnostic) -> Diagnostic {
    guard let place = diagnostic.place else { return diagnostic }
    return Diagnostic(
      diagnostic.severity, code: diagnostic.code,
      at: SourcePlace(file: fromHere(place.file), line: place.line, field: place.field), diagnostic.summary,
      found: diagnostic.found, expected: diagnostic.expected, remedy: diagnostic.remedy)
  }

  /// One line of result.
  func say(_ line: String) { output(Surroundings.printable(line) + "\n") }

  /// One line for the person, not for the pipe.
  func warn(_ line: String) { errors(Surroundings.printable(line) + "\n") }

  /// Names come from files of others: whatever could steer a terminal or turn the direction of reading is shown as `�`.
  static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isHidden = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      result.unicodeScalars.append(isHidden && scalar != "\n" ? "\u{FFFD}" : scalar)
    }
    return result
  }

  @Sendable private static func randomBytes(_ count: Int) -> [UInt8] {
    var source = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &source) }
  }

  /// Size, moments and inode of the executable, which no two builds of it share: reading all of it takes longer than a
  /// build that has nothing to do.
  @Sendable private static func executable() -> String {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return "" }
    let moments = [status.st_mtim, status.st_ctim].map { "\($0.tv_sec).\($0.tv_nsec)" }
    return ([String(status.st_size), String(status.st_ino)] + moments).joined(separator: " ")
  }

  @Sendable private static func read(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = Foundation.read(0, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw Messages.cannotReadInput(String(cString: strerror(errno))) }
    }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
