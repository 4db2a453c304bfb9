import ReportCore

/// The terms of money one file's amounts are booked on: few, each looked up once.
struct BookedTerms {
  private struct Key: Hashable {
    var currency: Int
    var day: Int
  }

  private let rates: RateBook
  private(set) var all: [MoneyTerms] = []
  private var euroRates: [EuroRate?] = []
  private var places: [Key: Int] = [:]
  private var placesOfTerms: [MoneyTerms: Int] = [:]
  // Rows of one file tend to be of one day.
  private var last: (key: Key, place: Int)?

  init(_ rates: RateBook) { self.rates = rates }

  /// Puts the euro amounts into a record whose `terms` is its currency's packed code, and its place among the terms.
  mutating func convert(_ record: inout EntryRecord) throws {
    let place = place(of: Key(currency: record.terms, day: record.firstDay))
    record.terms = place
    if let rate = euroRates[place] { try record.convert(at: rate) }
  }

  private mutating func place(of key: Key) -> Int {
    if let last, last.key == key { return last.place }
    let place = places[key] ?? add(key)
    last = (key, place)
    return place
  }

  private mutating func add(_ key: Key) -> Int {
    let currency = Currency(packed: key.currency) ?? .euro
    let answer = rates.answer(currency, on: CalendarDay(number: key.day))
    // The days until the next business day share their terms.
    let place = placesOfTerms[answer.terms] ?? all.count
    if place == all.count {
      placesOfTerms[answer.terms] = place
      all.append(answer.terms)
      euroRates.append(answer.rate)
    }
    places[key] = place
    return place
  }
}
