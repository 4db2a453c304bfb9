import CostExports

/// How extras stand in a block: their number, then for each its entry's place as a number more than the one before,
/// the context's tokens plus one (0 for none), the region as text, the number of meters, and meter and quantity of each.
extension BlockWriter {
  mutating func write(extras: [(index: Int, extras: EntryExtras)]) {
    write(number: extras.count)
    var last = 0
    for (index, extras) in extras {
      write(number: index - last)
      last = index
      write(number: extras.contextTokens.map { $0 &+ 1 } ?? 0)
      write(text: extras.region)
      let meters = extras.meters.all
      write(number: meters.count)
      for (meter, quantity) in meters {
        write(number: meter.rawValue)
        write(signed: quantity)
      }
    }
  }
}

extension BlockReader {
  mutating func extras(_ count: Int) throws(DamagedBlock) -> [Int: EntryExtras] {
    var all: [Int: EntryExtras] = [:]
    var index = 0
    for _ in 0..<(try self.count(atMost: count)) {
      index += try self.count(atMost: count)
      guard index < count else { throw DamagedBlock() }
      var extras = EntryExtras()
      let context = try number()
      if context != 0 { extras.contextTokens = context &- 1 }
      extras.region = try text()
      for _ in 0..<(try self.count(atMost: Meter.allCases.count)) {
        guard let meter = Meter(rawValue: try number()) else { throw DamagedBlock() }
        extras.meters[meter] = try signed()
      }
      all[index] = extras
    }
    return all
  }
}
