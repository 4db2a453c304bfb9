/// Finds the known name a person probably meant.
public enum NearestName {
  /// The candidate with the smallest edit distance, at most a third of its length; ties by name.
  public static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    candidates.sorted()
      .map { (name: $0, distance: distance(Array(name.lowercased().utf8), Array($0.lowercased().utf8))) }
      .filter { $0.distance <= max(1, max($0.name.utf8.count, name.utf8.count) / 3) }
      .min { $0.distance < $1.distance }?.name
  }

  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        current.append(min(previous[column] + (byte == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
