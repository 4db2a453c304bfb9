public import ReportCore

/// What is to be published where, and how careful to be.
public struct PublishRequest: Sendable {
  /// Absolute path of the site's folder; the target may not lie in it.
  public var site: String
  /// The company, as in `site.yml`: a target belongs to one. Nil is any.
  public var siteName: String?
  /// Absolute path of the folder with the built site.
  public var source: String
  /// As the person knows it.
  public var sourceShown = "public"
  /// Absolute path of the target.
  public var target: String
  /// As the person knows it.
  public var targetShown: String
  /// Releases with a link, or one plain folder.
  public var layout = TargetLayout.releases
  /// Now.
  public var moment: Instant
  /// Who holds the lock, for whoever finds it held: `process 4711 since 2026-11-23T06:00:00Z`.
  public var holder: String
  /// How many releases stay, the new one included; at least 2, so that one can go back.
  public var keep = 3
  /// The largest share of the files, in percent, that may disappear without `force`.
  public var maximumRemovals = 20
  /// Allows more removals, a site without a front page, and a target of another site.
  public var force = false

  /// A request with the usual care.
  public init(
    site: String, siteName: String?, source: String, target: String, targetShown: String, moment: Instant,
    holder: String
  ) {
    self.site = site
    self.siteName = siteName
    self.source = source
    self.target = target
    self.targetShown = targetShown
    self.moment = moment
    self.holder = holder
  }
}
