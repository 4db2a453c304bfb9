/// What stands under a name. Links are never followed.
public enum FolderEntry: Equatable, Sendable {
  /// Nothing.
  case absent
  /// A regular file: bytes, and the permission bits.
  case file(size: Int, mode: UInt32)
  /// A folder.
  case folder
  /// A symbolic link, wherever it leads.
  case link
  /// A pipe, device or socket.
  case other
}
