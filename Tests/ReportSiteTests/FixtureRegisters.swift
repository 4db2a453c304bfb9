import Registers
import ReportCore

/// The fictional company's registers.
enum FixtureRegisters {
  static func registers() -> Registers {
    Registers(
      site: SiteRegister(
        company: "Noorderduin Wonen BV", timeZone: "Europe/Amsterdam", languages: ["nl", "en"],
        rolloutStart: Fix.day(10, 5), actionPlanStart: Fix.day(10, 5), editionDue: "08:00",
        exchangeRateNote: ["nl": "Fictieve koersen.", "en": "Fictional rates."], owners: owners, targets: targets),
      sources: [
        source("gateway", "litellm-spend-logs", ["anthropic", "mistral", "openai"], .daily, "it"),
        source("openai-costs", "openai-cost-csv", ["openai"], .daily, "finance"),
        source("seats", "manual-entries-csv", [], .monthly, "finance"),
      ], attribution: [], useCases: useCases, budgets: budgets, modelClasses: [],
      controls: [
        Control(
          useCase: "service-chat", kind: .killSwitch, limit: Fix.thousandths(1100), activeFrom: Fix.day(10, 23),
          evidence: "event:kill-drill-1", line: 4)
      ], returns: [], outcomes: [])
  }

  static let owners = [
    Owner(id: "marketing", name: ["nl": "lead Marketing", "en": "Marketing lead"]),
    Owner(id: "it", name: ["nl": "lead IT", "en": "IT lead"]),
    Owner(id: "finance", name: ["nl": "Finance", "en": "Finance"]),
    Owner(id: "content", name: ["nl": "contentteam", "en": "content team"]),
    Owner(id: "service", name: ["nl": "klantenservice", "en": "customer service"]),
    Owner(id: "mtops", name: ["nl": "marketing operations", "en": "marketing operations"]),
  ]

  static let targets = [
    Target(metric: "mt.cost-per-1000-calls", value: FixedDecimal(25), validFrom: Fix.day(8, 31)),
    Target(metric: "mt.cost-per-session", value: Fix.cents(8), validFrom: Fix.day(8, 31)),
    Target(metric: "mt.efficiency", value: Fix.thousandths(780), validFrom: Fix.day(8, 31)),
    Target(metric: "mt.roi", value: Fix.thousandths(250), validFrom: Fix.day(8, 31)),
  ]

  static let useCases = [
    useCase(
      "service-chat", "Klantenservice-chatbot", "Customer service chatbot", "Chatbot", "Chatbot", .service, .standard,
      facing: true, owner: "service", expects: [.sessions, .outputs], returns: false),
    useCase(
      "product-copy", "Productteksten", "Product copy", "Productteksten", "Product copy", .content, .standard,
      facing: false, owner: "content", expects: [.outputs], returns: true),
    useCase(
      "personalised-mail", "Persoonlijke mailings", "Personalised mail", "Mailings", "Mail", .personalisation, .complex,
      facing: false, owner: "marketing", expects: [.outputs], returns: true),
    useCase(
      "site-search", "Zoekhulp webshop", "Shop search help", "Zoekhulp", "Search help", .service, .basic,
      facing: true, owner: "it", expects: [.sessions], returns: false),
    useCase(
      "review-analysis", "Reviewanalyse", "Review analysis", "Reviewanalyse", "Reviews", .other, .basic,
      facing: false, owner: "marketing", expects: [.outputs], returns: false),
    useCase(
      "campaign-images", "Campagnebeelden", "Campaign images", "Campagnebeelden", "Campaign images", .content,
      .standard, facing: false, owner: "content", expects: [], returns: true),
  ]

  static var budgets: [Budget] {
    var result = [
      budget("total", .week, FixtureSpend.totalBudget), budget("total", .month, FixtureSpend.monthBudget),
      budget("service-chat", .day, FixtureSpend.chatDayBudget),
    ]
    result += FixtureSpend.weekBudgets.map { budget($0.id, .week, $0.cents) }
    return result
  }

  private static func budget(_ scope: String, _ period: Budget.BudgetPeriod, _ cents: Int) -> Budget {
    Budget(
      scope: scope, period: period, amount: .euro(nanos: Int64(cents) * 10_000_000), validFrom: Fix.day(8, 31),
      approvedBy: "finance", line: 1)
  }

  private static func source(
    _ id: String, _ format: String, _ providers: [String], _ cadence: SourceExpectation.Cadence, _ owner: String
  ) -> SourceExpectation {
    SourceExpectation(
      id: id, format: format, providers: providers, cadence: cadence, expectedFrom: Fix.day(8, 31), maximumAgeDays: 3,
      owner: owner)
  }

  private static func useCase(
    _ id: String, _ dutch: String, _ english: String, _ shortDutch: String, _ shortEnglish: String,
    _ category: UseCase.Category, _ kind: UseCase.TaskKind, facing: Bool, owner: String, expects: [UseCase.Outcome],
    returns: Bool
  ) -> UseCase {
    UseCase(
      id: id, name: ["nl": dutch, "en": english], shortName: ["nl": shortDutch, "en": shortEnglish],
      category: category, taskKind: kind, customerFacing: facing, critical: id != "review-analysis", owner: owner,
      goLive: nil, expects: expects, expectsReturns: returns, line: 3)
  }
}
