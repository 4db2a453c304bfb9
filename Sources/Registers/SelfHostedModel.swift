public import ReportCore

/// One entry of `self-hosted.yml`: models that run on own or rented machines. They have a cost per month, whatever they
/// are used for, and no price per token.
public struct SelfHostedModel: Sendable, Equatable {
  /// What is paid for, `gpu-server`; entries of one id follow each other in time.
  public var id: String
  /// Exact names, or beginnings followed by `*`.
  public var models: [String]
  /// The provider the gateway names; nil: whatever it says.
  public var provider: String?
  /// Euro per calendar month, spread evenly over its days.
  public var costPerMonth: Money
  /// First day it counts.
  public var validFrom: CalendarDay
  /// Last day it counts; nil while it lasts.
  public var validUntil: CalendarDay?
  /// What the amount contains, for whoever checks it.
  public var contains: String
  /// The entry's line in the file.
  public var line: Int

  /// An entry.
  public init(
    id: String, models: [String], provider: String?, costPerMonth: Money, validFrom: CalendarDay,
    validUntil: CalendarDay?, contains: String, line: Int
  ) {
    self.id = id
    self.models = models
    self.provider = provider
    self.costPerMonth = costPerMonth
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.contains = contains
    self.line = line
  }
}

extension Registers {
  /// The self-hosted entries in force on `day`, in file order: of one id the newest that has begun, while it lasts.
  public func selfHosted(on day: CalendarDay) -> [SelfHostedModel] {
    let begun = (selfHosted ?? []).filter { $0.validFrom <= day }
    return begun.filter { entry in
      (entry.validUntil.map { day <= $0 } ?? true)
        && !begun.contains { $0.id == entry.id && $0.validFrom > entry.validFrom }
    }
  }
}

extension SelfHostedModel {
  /// True when the use of `model` at `provider` is its.
  public func runs(_ model: String, at provider: String) -> Bool {
    (self.provider.map { $0.lowercased() == provider.lowercased() } ?? true)
      && models.contains { Registers.matches(model[...], pattern: $0) }
  }
}
