/// What the file system says of a regular file without reading it.
public struct FileStatus: Hashable, Sendable {
  /// In bytes.
  public let size: Int
  /// Which file it is; a file put in its place has another.
  public let inode: UInt64
  /// The time of the last change of content, in seconds since 1970.
  public let seconds: Int64
  /// And the nanoseconds after them.
  public let nanoseconds: Int64

  /// A status as it was noted earlier.
  public init(size: Int, inode: UInt64, seconds: Int64, nanoseconds: Int64) {
    self.size = size
    self.inode = inode
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }
}

/// Which time a copied file gets.
public enum FileTime: Sendable, Equatable {
  /// This second, and at least one second later than that of the file it replaces, where it replaces one: tools that
  /// compare size and time, such as `rsync -a`, must see that it changed.
  case later(than: Int64?, from: Int64)
  /// The same as another file's.
  case same(FileStatus)
}
