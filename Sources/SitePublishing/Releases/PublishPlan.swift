public import OutputTree

/// What a publication changes for its readers. Lists are by path.
public struct PublishPlan: Sendable, Equatable {
  /// One file.
  public struct Change: Sendable, Equatable {
    /// Below the site's root.
    public let path: OutputPath
    /// Its new size in bytes; 0 when it goes.
    public let bytes: Int
    /// Its size until now in bytes; 0 when it is new.
    public let was: Int
    /// The time of the file it replaces, in seconds since 1970.
    let earlier: Int64?
  }

  /// Files that were not there.
  public internal(set) var added: [Change] = []
  /// Files that had other content.
  public internal(set) var changed: [Change] = []
  /// Files that go.
  public internal(set) var removed: [Change] = []
  /// Files that stay as they are, with inode and time.
  public internal(set) var unchanged: [Change] = []
  /// Files of earlier publications that stay for pages opened before.
  public internal(set) var carried: [OutputPath] = []
  /// How many of the removed ones had only been carried along.
  var retired = 0
  /// Files in a plain folder that are not ours and stay.
  public internal(set) var foreign = 0

  /// What is copied to the target, in bytes.
  public var bytesToCopy: Int { (added + changed).reduce(0) { $0 + $1.bytes } }
  /// What the site will measure, in bytes.
  public var bytesInAll: Int { bytesToCopy + unchanged.reduce(0) { $0 + $1.bytes } }
  /// What readers had until now: number of files.
  public var filesUntilNow: Int { changed.count + removed.count + unchanged.count }
  /// True when readers would see no difference.
  public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }
  /// Files to copy, by path.
  var copies: [Change] { (added + changed).sorted { $0.path < $1.path } }
}
