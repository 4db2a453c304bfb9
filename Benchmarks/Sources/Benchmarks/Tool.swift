import Glibc

/// What a run of another program cost and said.
struct ToolRun {
  var seconds: Double
  /// Seconds of processor time, of all its threads.
  var processorSeconds: Double
  /// The most memory it held at once, in bytes, as the kernel counted it.
  var peakMemory: Int
  var output: String
}

/// Why a measurement has no result.
struct BenchmarkFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Runs programs and measures them from outside.
enum Tool {
  /// Runs `command` to its end. What it says on standard output is kept, what it complains of is passed on unless
  /// `isQuiet`. Throws when it does not end with status 0.
  static func run(_ command: [String], input: String? = nil, isQuiet: Bool = false) throws -> ToolRun {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let output = try temporaryFile()
    let entrance = try temporaryFile(holding: input ?? "")
    defer {
      close(output)
      close(entrance)
    }
    posix_spawn_file_actions_adddup2(&actions, entrance, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    if isQuiet { posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) }

    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var process = pid_t()
    let begin = now()
    let code = posix_spawnp(&process, command[0], &actions, nil, &arguments, environ)
    guard code == 0 else { throw BenchmarkFailure("\(command[0]): \(String(cString: strerror(code)))") }
    var status: CInt = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    let seconds = now() - begin
    let text = try contents(output)
    guard status == 0 else {
      throw BenchmarkFailure("\(command.joined(separator: " ")) ended with status \(status)\n\(text)")
    }
    let processor = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    return ToolRun(seconds: seconds, processorSeconds: processor, peakMemory: usage.ru_maxrss * 1024, output: text)
  }

  /// A clock that only goes forward, in seconds.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// A file without a name, at its beginning.
  private static func temporaryFile(holding text: String = "") throws -> CInt {
    var template = Array("/tmp/benchmark-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw BenchmarkFailure("no temporary file: \(String(cString: strerror(errno)))") }
    unlink(template)
    var bytes = Array(text.utf8)
    guard write(file, &bytes, bytes.count) == bytes.count, lseek(file, 0, SEEK_SET) == 0 else {
      throw BenchmarkFailure("a temporary file cannot be written")
    }
    return file
  }

  private static func contents(_ file: CInt) throws -> String {
    lseek(file, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
