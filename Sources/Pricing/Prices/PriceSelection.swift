import CostExports
import ReportCore

/// The prices that hold for one request, taken from the terms by tier, size of the prompt and hour.
struct PriceSelection: Hashable {
  /// Conditions to look under, the most specific first; a stand-in within one step is preferred to the next step.
  private var steps: [[PriceCondition]]
  private(set) var doubts: PriceDoubts = []

  /// Chooses for `use` under `terms`.
  init(_ use: PricedUse, _ terms: PriceTerms) {
    let tier = PriceSelection.tier(use.serviceTier, terms)
    var standard: [PriceCondition] = [.standard(tier: tier)]
    if !tier.isEmpty { standard.append(.standard(tier: "")) }
    var doubts: PriceDoubts = []
    let offPeak = PriceSelection.offPeak(use, terms, &doubts)
    let ranges = terms.ranges
    if !ranges.isEmpty {
      let size = PriceSelection.size(use, upTo: ranges[0].upTo, &doubts)
      // Beyond the last range its price holds; nothing but output falls into the first.
      let range = ranges.first { size <= $0.upTo } ?? ranges[ranges.count - 1]
      steps = [offPeak + [.range(over: range.over, upTo: range.upTo)], standard]
    } else {
      let thresholds = terms.thresholds
      var crossed: [PriceCondition] = []
      if let lowest = thresholds.first {
        let inclusive = terms.thresholdIsInclusive ? 1 : 0
        let size = PriceSelection.size(use, upTo: lowest - inclusive, &doubts)
        for threshold in thresholds.reversed() where size + inclusive > threshold {
          crossed.append(.above(tokens: threshold, tier: tier))
          if !tier.isEmpty { crossed.append(.above(tokens: threshold, tier: "")) }
        }
      }
      steps = [offPeak + crossed + standard]
    }
    self.doubts = doubts
  }

  /// The price of an item, its stand-in's where it has none; nil when neither has one.
  func price(_ item: PriceItem, _ terms: PriceTerms) -> ExactDecimal? {
    for conditions in steps {
      if let price = own(item, conditions, terms) { return price }
    }
    return nil
  }

  private func own(_ item: PriceItem, _ conditions: [PriceCondition], _ terms: PriceTerms) -> ExactDecimal? {
    for condition in conditions {
      if let price = terms[item, condition] { return price }
      // Reasoning is output: where output has a price of its own, an older price of reasoning does not count.
      if item == .reasoning, condition != .offPeak, terms[.output, condition] != nil {
        return own(.output, conditions, terms)
      }
    }
    if let standIn = item.standIn { return own(standIn, conditions, terms) }
    // A model that only makes images states the price of its output as that of image tokens.
    return item == .output ? conditions.lazy.compactMap { terms[.imageOutput, $0] }.first : nil
  }

  /// The multiplier of tokens for the region and the speed.
  static func multiplier(_ use: PricedUse, _ terms: PriceTerms) -> ExactDecimal? {
    let region = use.region.lowercased()
    let isRegional = !["", "global", "not_available"].contains(region)
    let regional = isRegional ? terms.multipliers[region] ?? terms.multipliers["*"] : nil
    let speed = use.serviceTier.lowercased() == "fast" ? terms.multipliers["fast"] : nil
    guard let regional else { return speed }
    guard let speed else { return regional }
    return regional.times(speed)
  }

  /// The tier as the terms call it; empty when they have no prices for it.
  private static func tier(_ name: String, _ terms: PriceTerms) -> String {
    guard !name.isEmpty else { return "" }
    var tier = name.lowercased()
    if tier == "batches" { tier = "batch" }
    if tier == "fast", terms.multipliers["fast"] == nil { tier = "priority" }
    let isKnown = terms.lists.keys.contains { condition in
      switch condition {
      case .standard(let name), .above(_, let name): name == tier
      case .range, .offPeak: false
      }
    }
    return isKnown ? tier : ""
  }

  /// The size to compare with; for a sum over requests nothing, with a doubt unless even the sum is small.
  private static func size(_ use: PricedUse, upTo threshold: Int, _ doubts: inout PriceDoubts) -> Int {
    if let size = use.promptSize { return size }
    if use.input > threshold { doubts.insert(.longContextUnknown) }
    return min(use.input, threshold)
  }

  private static func offPeak(
    _ use: PricedUse, _ terms: PriceTerms, _ doubts: inout PriceDoubts
  ) -> [PriceCondition] {
    guard !terms.offPeak.isEmpty else { return [] }
    switch use.time {
    case .moment(let moment): return terms.offPeak.contain(moment) ? [.offPeak] : []
    case .days(let first, let last):
      guard let covered = terms.offPeak.cover(first, last) else {
        doubts.insert(.offPeakUnknown)
        return []
      }
      return covered ? [.offPeak] : []
    }
  }
}
