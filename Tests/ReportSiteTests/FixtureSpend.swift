import ReportCore

/// What the fictional company spent: cents per use case and week, W36…W47. Everything else in the fixture is computed
/// from this table, so that totals add up.
enum FixtureSpend {
  static let weeks: [ISOWeek] = (36...47).map { Fix.week($0) }

  static let useCases: [(id: String, cents: [Int])] = [
    ("service-chat", [3050, 3010, 3120, 3180, 3090, 3210, 3240, 3190, 3300, 3280, 3340, 13200]),
    ("product-copy", [11800, 11950, 12010, 12240, 12120, 12330, 12410, 12280, 12550, 12610, 12900, 13800]),
    ("personalised-mail", [6900, 7020, 6880, 7110, 7240, 7160, 7330, 7290, 7410, 7380, 8020, 9200]),
    ("site-search", [1180, 1205, 1190, 1230, 1242, 1260, 1251, 1275, 1290, 1282, 1310, 1332]),
    ("review-analysis", [1790, 1810, 1835, 1822, 1850, 1866, 1871, 1890, 1902, 1205, 1940, 1998]),
    ("campaign-images", [3383, 3383, 3383, 3383, 3383, 3274, 3274, 3274, 3274, 3383, 3383, 3383]),
  ]

  static let notAttributed = [1510, 1480, 1530, 1495, 2601, 2622, 2610, 2655, 2640, 2660, 2700, 2912]

  /// Week 45: the price of one model is missing, so its use costs between this much more and something unknown.
  static let unpricedWeek = 9
  static let unpricedCeiling = 4700

  static func cents(_ useCase: String, _ index: Int) -> Int {
    useCases.first { $0.id == useCase }?.cents[index] ?? 0
  }

  static func total(_ index: Int) -> Int {
    useCases.reduce(notAttributed[index]) { $0 + $1.cents[index] }
  }

  /// The chatbot's seven days of week 47: a normal week and a viral weekend.
  static let chatDays = [410, 430, 400, 440, 460, 5200, 5860]
  static let totalDays = [5100, 5310, 5240, 5080, 5160, 9450, 10485]
  static let weekBudgets: [(id: String, cents: Int)] = [
    ("service-chat", 4200), ("product-copy", 13000), ("personalised-mail", 11000), ("site-search", 3500),
    ("review-analysis", 3000), ("campaign-images", 6000),
  ]
  static let totalBudget = 36000
  static let monthBudget = 156000
  static let chatDayBudget = 600
}
