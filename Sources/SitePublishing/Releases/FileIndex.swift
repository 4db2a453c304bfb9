import OutputTree
import SafeFiles

/// What the file system said of each file when its content was last known. A file that looks the same need not be read
/// again, as in git's index: each has a time of its own publication, so that whoever writes it later changes its time.
struct FileIndex {
  private static let kind = "peil-index/1"
  private(set) var files: [OutputPath: (digest: ContentDigest, status: FileStatus)] = [:]

  init() {}

  /// A damaged index, or one of another release, is an empty one.
  init(_ bytes: [UInt8], release: ReleaseID) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first, first.elementsEqual("\(FileIndex.kind) \(release)".utf8) else { return }
    for line in lines.dropFirst() {
      let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 5).map { String(decoding: $0, as: UTF8.self) }
      guard parts.count == 6, let digest = ContentDigest(parts[0]), let size = Int(parts[1]),
        let inode = UInt64(parts[2]), let seconds = Int64(parts[3]), let nanoseconds = Int64(parts[4]),
        let path = try? OutputPath(parts[5])
      else { continue }
      files[path] = (digest, FileStatus(size: size, inode: inode, seconds: seconds, nanoseconds: nanoseconds))
    }
  }

  mutating func note(_ path: OutputPath, _ digest: ContentDigest, _ status: FileStatus) {
    files[path] = (digest, status)
  }

  /// The content of the file, if it still looks as it did.
  func digest(of path: OutputPath, _ status: FileStatus) -> ContentDigest? {
    guard let noted = files[path], noted.status == status else { return nil }
    return noted.digest
  }

  func bytes(release: ReleaseID) -> [UInt8] {
    let lines = files.sorted { $0.key < $1.key }.map { path, noted in
      let status = noted.status
      return "\(noted.digest) \(status.size) \(status.inode) \(status.seconds) \(status.nanoseconds) \(path)\n"
    }
    return Array("\(FileIndex.kind) \(release)\n\(lines.joined())".utf8)
  }
}
