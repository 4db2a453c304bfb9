/// Finds the place of an element in a list by the element's hash: what a dictionary does, for hashes that cost next to
/// nothing and elements that are never removed one by one.
struct PlaceTable {
  /// Places, −1 where there is none; at least twice as many as there are elements, and a power of two.
  private var places: [Int32] = Array(repeating: -1, count: 256)

  /// The place of the element with that hash for which `isSame` says so.
  @inline(__always)
  func find(_ hash: UInt, _ isSame: (Int) -> Bool) -> Int? {
    places.withUnsafeBufferPointer { places in
      let mask = places.count - 1
      var index = Int(truncatingIfNeeded: hash) & mask
      while places[index] >= 0 {
        let place = Int(places[index])
        if isSame(place) { return place }
        index = (index + 1) & mask
      }
      return nil
    }
  }

  /// Notes the element that was just added as the last of `count`. `hash(of:)` tells the others' hashes, should the
  /// table have to grow.
  mutating func insert(_ hash: UInt, count: Int, hash hashOf: (Int) -> UInt) {
    if count * 2 > places.count {
      places = Array(repeating: -1, count: places.count * 2)
      for place in 0..<count { put(place, hashOf(place)) }
    } else {
      put(count - 1, hash)
    }
  }

  private mutating func put(_ place: Int, _ hash: UInt) {
    let mask = places.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while places[index] >= 0 { index = (index + 1) & mask }
    places[index] = Int32(place)
  }

  /// Forgets all; the room stays.
  mutating func clear() {
    for index in places.indices { places[index] = -1 }
  }
}
