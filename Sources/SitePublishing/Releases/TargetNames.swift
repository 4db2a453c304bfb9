/// Names in a target that are not pages.
enum TargetNames {
  /// Says whose target this is.
  static let mark = ".peil-target"
  /// Held while somebody publishes.
  static let lock = ".peil-target.lock"
  /// The publication that still needs its line in `content/editions.csv`.
  static let record = ".peil-record"
  /// What the file system said of the files of the last publication; only spares reading them.
  static let index = ".peil-index"
  /// The folder of the releases.
  static let releases = "releases"
  /// The link that readers enter by.
  static let current = "current"
  /// The next `current`.
  static let nextCurrent = ".peil-current"
  static let stagingPrefix = ".staging-"
  static let removingPrefix = ".removing-"
  /// In a release or plain folder: what this publication is.
  static let release = ".peil-release"
  /// In a release: files of earlier releases that pages opened before may still ask for.
  static let carried = ".peil-carried"
  /// What a file system or an interrupted first publication may leave in a folder that is empty for us.
  static let harmless: Set<String> = [lock, ".peil-writing", "lost+found"]
}
