import CostExports
import ReportCore

/// What a use comes to under some terms.
enum PriceResult: Hashable {
  /// Nano-units of the terms' currency, rounded half to even once.
  case priced(nanos: Int64, doubts: PriceDoubts)
  case unpriced(UnpricedReason)
}

extension PriceTerms {
  /// Prices a use: every counter at its own price, the sum rounded once. A counted part without a price makes the
  /// whole unpriced: a sum that leaves something out would be a lie.
  func price(_ use: PricedUse) -> PriceResult {
    var calculation = PriceCalculation(use: use, terms: self)
    return calculation.result()
  }
}

private struct PriceCalculation {
  let use: PricedUse
  let terms: PriceTerms
  let selection: PriceSelection
  private var tokens = ExactSum()
  private var units = ExactSum()

  init(use: PricedUse, terms: PriceTerms) {
    self.use = use
    self.terms = terms
    selection = PriceSelection(use, terms)
  }

  mutating func result() -> PriceResult {
    do throws(Unpriced) {
      let isMeasured = try addMeasures()
      for item in PriceItem.extras { try addUnits(item) }
      let successful = max(0, use.calls - use.errors)
      if let price = selection.price(.call, terms) {
        try add(successful, price, to: \.units)
      } else if !isMeasured, successful > 0 {
        throw Unpriced(reason: .nothingCounted)
      }
      if let multiplier = PriceSelection.multiplier(use, terms), !tokens.multiply(by: multiplier) {
        throw Unpriced(reason: .outOfRange)
      }
      guard tokens.add(units), let nanos = tokens.nanos else { throw Unpriced(reason: .outOfRange) }
      return .priced(nanos: nanos, doubts: selection.doubts)
    } catch {
      return .unpriced(error.reason)
    }
  }

  private struct Unpriced: Error {
    let reason: UnpricedReason
  }

  /// Tokens, images, seconds and characters are measures of the same use: it is priced by tokens where they have a
  /// price, else by the others. True when something was measured.
  private mutating func addMeasures() throws(Unpriced) -> Bool {
    let alternatives = [PriceItem.image, .second, .character].filter { quantity($0) != 0 }
    let priced = alternatives.filter { selection.price($0, terms) != nil }
    let hasTokens = use.tokens != TokenUsage()
    let pricesTokens = selection.price(.input, terms) != nil || selection.price(.output, terms) != nil
    if hasTokens, pricesTokens {
      try addTokens()
      // Image tokens are the images.
      if priced.contains(.image), use.meters[.imageOutput] == 0 { try addUnits(.image) }
      return true
    }
    // Sound is charged by the second or by the character, never by both.
    if let measure = priced.first {
      try addUnits(measure)
      return true
    }
    if let measure = alternatives.first { throw Unpriced(reason: .noPrice(measure)) }
    if hasTokens { throw Unpriced(reason: .noPrice(use.tokens.output == use.tokens.total ? .output : .input)) }
    return PriceItem.extras.contains { quantity($0) != 0 }
  }

  private mutating func addTokens() throws(Unpriced) {
    let tokens = use.tokens
    let meters = use.meters
    // Parts of a counter are at most the counter: sources disagree about what overlaps what.
    let audioInput = part(meters[.audioInput], of: tokens.inputUncached)
    let imageInput = part(meters[.imageInput], of: tokens.inputUncached - audioInput)
    let audioRead = part(meters[.audioCacheRead], of: tokens.inputCacheRead)
    let longWrite = part(meters[.cacheWriteOneHour], of: tokens.inputCacheWrite)
    let audioOutput = part(meters[.audioOutput], of: tokens.output)
    let imageOutput = part(meters[.imageOutput], of: tokens.output - audioOutput)
    let reasoning = part(tokens.outputReasoning, of: tokens.output - audioOutput - imageOutput)
    let quantities: [(PriceItem, Int)] = [
      (.input, tokens.inputUncached - audioInput - imageInput), (.audioInput, audioInput), (.imageInput, imageInput),
      (.cacheRead, tokens.inputCacheRead - audioRead), (.audioCacheRead, audioRead),
      (.cacheWrite, tokens.inputCacheWrite - longWrite), (.cacheWriteOneHour, longWrite),
      (.output, tokens.output - audioOutput - imageOutput - reasoning), (.audioOutput, audioOutput),
      (.imageOutput, imageOutput), (.reasoning, reasoning),
    ]
    for (item, quantity) in quantities where quantity != 0 {
      guard let price = selection.price(item, terms) else { throw Unpriced(reason: .noPrice(item)) }
      try add(quantity, price, to: \.tokens)
    }
  }

  private func part(_ quantity: Int, of whole: Int) -> Int { max(0, min(quantity, whole)) }

  private func quantity(_ item: PriceItem) -> Int { item.meter.map { use.meters[$0.meter] } ?? 0 }

  private mutating func addUnits(_ item: PriceItem) throws(Unpriced) {
    let quantity = quantity(item)
    guard quantity != 0, let decimals = item.meter?.decimals else { return }
    guard let price = selection.price(item, terms) else { throw Unpriced(reason: .noPrice(item)) }
    try add(quantity, price.movingPoint(decimals), to: \.units)
  }

  private mutating func add(
    _ quantity: Int, _ price: ExactDecimal, to sum: WritableKeyPath<Self, ExactSum>
  ) throws(Unpriced) {
    guard self[keyPath: sum].add(quantity, times: price) else { throw Unpriced(reason: .outOfRange) }
  }
}

/// A sum of decimals that is exact, or says that it cannot be.
struct ExactSum {
  private var mantissa: Int128 = 0
  private var scale = 0

  /// The sum in nano-units, rounded half to even; nil beyond 64 bits.
  var nanos: Int64? { ExactDecimal(mantissa: mantissa, scale: scale).nanos }

  /// Adds `quantity` × `price`; false when that leaves 128 bits.
  mutating func add(_ quantity: Int, times price: ExactDecimal) -> Bool {
    let (product, overflow) = price.mantissa.multipliedReportingOverflow(by: Int128(quantity))
    return !overflow && add(product, price.scale)
  }

  /// Adds another sum; false when that leaves 128 bits.
  mutating func add(_ other: ExactSum) -> Bool { add(other.mantissa, other.scale) }

  /// Multiplies the sum; false when that leaves 128 bits.
  mutating func multiply(by factor: ExactDecimal) -> Bool {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: factor.mantissa)
    guard !overflow else { return false }
    mantissa = product
    scale += factor.scale
    return scale <= 38
  }

  private mutating func add(_ value: Int128, _ valueScale: Int) -> Bool {
    var value = value
    if valueScale > scale {
      guard let larger = mantissa.timesPowerOfTen(valueScale - scale) else { return false }
      mantissa = larger
      scale = valueScale
    } else if valueScale < scale {
      guard let larger = value.timesPowerOfTen(scale - valueScale) else { return false }
      value = larger
    }
    let (sum, overflow) = mantissa.addingReportingOverflow(value)
    mantissa = sum
    return !overflow && scale <= 38
  }
}

extension ExactDecimal {
  /// The price of a part of a unit, 10^−decimals of it.
  func movingPoint(_ decimals: Int) -> ExactDecimal {
    ExactDecimal(mantissa: mantissa, scale: scale + decimals)
  }
}
