import GRDB
import ReportCore

/// Counts calls per end user of one file to find the busiest; only the height of the peak is stored, never whose.
struct UserPeaks {
  private struct Key: Hashable {
    var day: Int
    var dimension: Int64
    var user: Int
  }

  private struct Place: Hashable, Comparable {
    var day: Int
    var dimension: Int64

    static func < (left: Self, right: Self) -> Bool { (left.day, left.dimension) < (right.day, right.dimension) }
  }

  private var calls: [Key: Int] = [:]

  mutating func count(_ number: Int, user: Int, day: CalendarDay, dimension: Int64) {
    let key = Key(day: day.number, dimension: dimension, user: user)
    calls[key] = calls[key, default: 0].addingReportingOverflow(number).partialValue
  }

  func write(_ db: Database, importNumber: Int) throws {
    var peaks: [Place: Int] = [:]
    for (key, calls) in calls {
      peaks[Place(day: key.day, dimension: key.dimension), default: 0] =
        max(calls, peaks[Place(day: key.day, dimension: key.dimension)] ?? 0)
    }
    let statement = try db.cachedStatement(
      sql: "INSERT INTO user_peak (day, import, dimension, calls) VALUES (?, ?, ?, ?)")
    for (place, calls) in peaks.sorted(by: { $0.key < $1.key }) where calls > 0 {
      try statement.execute(arguments: [place.day, importNumber, place.dimension, calls])
    }
  }
}
