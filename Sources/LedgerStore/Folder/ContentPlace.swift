/// Where a file of the ledger lies. The journal names a file of the exports' folder by its name alone, any other with
/// its folder in front: `prices/litellm-2026-11-01.json`.
enum ContentPlace: String, CaseIterable {
  /// `content/ledger/`: exports and exchange rates.
  case ledger
  /// `content/prices/`: price books and agreements.
  case prices
  /// `content/mappings/`: descriptions of exports that no format knows.
  case mappings

  /// The folder's path relative to the site.
  var folder: String { "content/\(rawValue)" }

  /// What stands before the name in the journal.
  private var prefix: String { self == .ledger ? "" : "\(rawValue)/" }

  /// A file as the journal names it.
  func journaled(_ name: String) -> String { prefix + name }

  /// Place and plain name of a file that the journal names; nil when it is none of a place.
  static func parse(_ file: String) -> (place: ContentPlace, name: String)? {
    let place = allCases.first { $0 != .ledger && file.hasPrefix($0.prefix) } ?? .ledger
    let name = String(file.dropFirst(place.prefix.count))
    return isFileName(name) ? (place, name) : nil
  }

  /// True for a plain visible name that is not one of the folder's own files.
  static func isFileName(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 200 && !reserved.contains(name)
      && name.unicodeScalars.allSatisfy { $0 != "/" && $0.properties.generalCategory != .control }
  }

  /// Never to be imported: the journal itself and a folder's explanation.
  static let reserved = ["journal.csv", "README.md"]
}

/// What a file brings, in the order in which the files of one run are booked: what others rest on comes first.
enum ContentKind: Int, Comparable {
  /// Exchange rates.
  case rates
  /// A price book.
  case priceBook
  /// The company's own prices.
  case agreements
  /// A description of exports.
  case mapping
  /// An export.
  case costs

  /// Where such a file lies.
  var place: ContentPlace {
    switch self {
    case .rates, .costs: .ledger
    case .priceBook, .agreements: .prices
    case .mapping: .mappings
    }
  }

  /// In words, for complaints.
  var title: String {
    switch self {
    case .rates: "exchange rates"
    case .priceBook: "a price book"
    case .agreements: "an agreement on prices"
    case .mapping: "a mapping"
    case .costs: "a cost export"
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
