import ArgumentParser
import Editions
import ReportCore

/// Which site, which ledger.
struct SiteOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Messages.siteHelp, valueName: "dir")) var site = "."
  @Option(help: ArgumentHelp(Messages.ledgerHelp, valueName: "path")) var ledger: String?

  func folder(in surroundings: Surroundings) -> SiteFolder {
    let root = surroundings.path(site)
    return SiteFolder(root: root, shown: site, ledger: ledger.map(surroundings.path) ?? "\(root)/ledger.sqlite")
  }
}

/// What to look at, and as known when.
struct MomentOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"), help: ArgumentHelp(Messages.asOfHelp, valueName: "instant"), transform: Self.instant)
  var asOf: Instant?
  @Option(help: ArgumentHelp(Messages.weekHelp, valueName: "week"), transform: Self.isoWeek) var week: ISOWeek?

  @Sendable static func instant(_ text: String) throws -> Instant {
    guard let instant = Instant(text) else { throw ValidationError(Messages.notAnInstant(text)) }
    return instant
  }

  @Sendable private static func isoWeek(_ text: String) throws -> ISOWeek {
    guard let week = ISOWeek(text) else { throw ValidationError(Messages.notAWeek(text)) }
    return week
  }

  /// The week asked for, else the newest. Throws when there is no such edition.
  func week(of builder: EditionBuilder) throws -> ISOWeek {
    guard let newest = builder.weeks.last else { throw Messages.noWeek }
    guard let week else { return newest }
    guard builder.weeks.contains(week) else { throw Messages.noSuchWeek(week, builder.weeks) }
    return week
  }
}
