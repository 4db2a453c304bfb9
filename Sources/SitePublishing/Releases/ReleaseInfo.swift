public import OutputTree
public import ReportCore

/// The edition a publication shows first.
public struct PublishedEdition: Sendable, Equatable {
  /// The newest week that had ended.
  public let week: ISOWeek
  /// What it was known as of.
  public let asOf: Instant

  /// An edition.
  public init(week: ISOWeek, asOf: Instant) {
    self.week = week
    self.asOf = asOf
  }
}

/// What is known of one publication: kept in the target, and recorded in `content/editions.csv`.
public struct Publication: Sendable, Equatable {
  /// Its name in the target.
  public let release: ReleaseID
  /// The edition it shows first.
  public let edition: PublishedEdition
  /// Of its `.peil-manifest`.
  public let manifest: ContentDigest
  /// What readers saw before; nil for the first.
  public let previous: ReleaseID?
  /// When readers were led to it; later than the release when somebody went back to it.
  public let moment: Instant
  /// True when readers were led back to it.
  public let isRollback: Bool

  static let kind = "peil-release/1"

  var text: KeyedText {
    let pairs: [(String, String?)] = [
      ("release", release.description), ("week", edition.week.description), ("as-of", edition.asOf.description),
      ("manifest", manifest.description), ("previous", previous?.description), ("moment", moment.description),
      ("back", isRollback ? "yes" : nil),
    ]
    return KeyedText(Publication.kind, pairs.compactMap { pair in pair.1.map { (pair.0, $0) } })
  }

  init(
    release: ReleaseID, edition: PublishedEdition, manifest: ContentDigest, previous: ReleaseID?, moment: Instant,
    isRollback: Bool = false
  ) {
    self.release = release
    self.edition = edition
    self.manifest = manifest
    self.previous = previous
    self.moment = moment
    self.isRollback = isRollback
  }

  /// Nil for anything that `text` does not write.
  init?(_ bytes: [UInt8]) {
    guard let text = KeyedText(bytes, kind: Publication.kind), let release = text["release"].flatMap({ ReleaseID($0) }),
      let week = text["week"].flatMap({ ISOWeek($0) }), let asOf = text["as-of"].flatMap({ Instant($0) }),
      let manifest = text["manifest"].flatMap({ ContentDigest($0) }),
      let moment = text["moment"].flatMap({ Instant($0) })
    else { return nil }
    self.init(
      release: release, edition: PublishedEdition(week: week, asOf: asOf), manifest: manifest,
      previous: text["previous"].flatMap { ReleaseID($0) }, moment: moment, isRollback: text["back"] == "yes")
  }
}
