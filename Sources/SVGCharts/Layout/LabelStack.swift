/// Moves end labels apart (look.md 5.0): as little as possible, in order, never overlapping.
enum LabelStack {
  static let spacing = 14.0

  /// The middles at which labels stand that would like to stand at `wanted`. Same order in as out; equal wishes keep
  /// their order. If there is no room for all, they run over the lower end rather than over each other.
  static func places(_ wanted: [Double], spacing: Double = LabelStack.spacing, within: ClosedRange<Double>) -> [Double]
  {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    // Labels that touch form a cluster, which stands at the mean of its members' wishes.
    var clusters: [(first: Double, count: Int)] = []
    for index in order {
      var cluster = (first: wanted[index], count: 1)
      while let last = clusters.last, last.first + Double(last.count) * spacing > cluster.first {
        clusters.removeLast()
        let total = last.count + cluster.count
        let shifted = cluster.first - Double(last.count) * spacing
        cluster = (
          (last.first * Double(last.count) + shifted * Double(cluster.count)) / Double(total), total
        )
      }
      clusters.append(cluster)
    }
    var places = clusters.flatMap { cluster in (0..<cluster.count).map { cluster.first + Double($0) * spacing } }
    var limit = within.upperBound
    for index in places.indices.reversed() {
      places[index] = min(places[index], limit)
      limit = places[index] - spacing
    }
    limit = within.lowerBound
    for index in places.indices {
      places[index] = max(places[index], limit)
      limit = places[index] + spacing
    }
    var result = wanted
    for (place, index) in zip(places, order) { result[index] = place }
    return result
  }
}
