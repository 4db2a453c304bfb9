/// The columns of FOCUS that are read (formats.md 1.2).
enum FocusColumn: Int, CaseIterable {
  case billedCost, effectiveCost, billingCurrency, billingPeriodStart, billingPeriodEnd, chargePeriodStart
  case chargePeriodEnd, chargeCategory, chargeClass, chargeFrequency, billingAccountId, billingAccountName
  case invoiceIssuerName, serviceProviderName, providerName, publisherName, serviceCategory, serviceName, skuMeter
  case skuPriceDetails, consumedQuantity, consumedUnit, pricingQuantity, pricingUnit, listUnitPrice, listCost
  case resourceId, resourceName, subAccountId, subAccountName, tags, azureMeter

  var name: String { FocusColumn.names[rawValue] }

  private static let names: [String] = allCases.map { column in
    if column == .azureMeter { return "x_SkuMeterName" }
    let name = "\(column)"
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  /// By these a FOCUS export is known, whatever its version.
  static let signature = ["BilledCost", "EffectiveCost", "ChargePeriodStart", "BillingPeriodStart", "BillingCurrency"]

  static let all: [CSVColumn] = allCases.map { column in
    let isRequired =
      signature.contains(column.name) || column == .chargePeriodEnd || column == .chargeCategory
    return CSVColumn(name: column.name, isRequired: isRequired)
  }

  /// Columns of 1.0 to 1.5 that are known and left out: doubles of what is read, prices, and people.
  static let ignored: Set<String> = [
    "AllocatedMethodDetails", "AllocatedMethodId", "AllocatedResourceId", "AllocatedResourceName", "AllocatedTags",
    "AvailabilityZone", "BillingAccountType", "CapacityReservationId", "CapacityReservationStatus",
    "ChargeDescription", "CommitmentDiscountCategory", "CommitmentDiscountId", "CommitmentDiscountName",
    "CommitmentDiscountQuantity", "CommitmentDiscountStatus", "CommitmentDiscountType", "CommitmentDiscountUnit",
    "ConsumerId", "ContractApplied", "ContractedCost", "ContractedUnitPrice", "CredentialDetails", "HostProviderName",
    "InvoiceDetailId", "InvoiceId", "PricingCategory", "PricingCurrency", "PricingCurrencyContractedUnitPrice",
    "PricingCurrencyEffectiveCost", "PricingCurrencyListUnitPrice", "PrincipalId", "RegionId", "RegionName",
    "ResourceType", "ServiceSubcategory", "SkuId", "SkuPriceId", "SubAccountType",
  ]
}

/// What `SkuPriceDetails` says of AI use (FOCUS 1.5, draft; `TokenType` is an older name of `TokenDirection`).
struct FocusSkuDetails {
  private(set) var model = ByteSlice.empty
  private(set) var counter: MeterText.Counter?
  private(set) var isCacheActionKnown = false

  init() {}

  init(_ slice: ByteSlice) throws(JSONProblem) {
    guard slice.isUTF8 else { throw JSONProblem(offset: 0, expected: "UTF-8") }
    guard var scanner = JSONScanner(slice) else { return }
    var family = ByteSlice.empty
    var direction = ByteSlice.empty
    var cache = ByteSlice.empty
    try scanner.members { (value, key) throws(JSONProblem) in
      if key.equals("ModelId") {
        model = try value.value()
      } else if key.equals("ModelFamily") {
        family = try value.value()
      } else if key.equals("TokenDirection") || key.equals("TokenType") {
        direction = try value.value()
      } else if key.equals("TokenCacheAction") {
        cache = try value.value()
      } else {
        try value.skipValue()
      }
    }
    try scanner.finish()
    if model.isEmpty { model = family }
    isCacheActionKnown = !cache.isEmpty
    if direction.equals("Output") {
      counter = .output
    } else if direction.equals("Input") {
      counter = cache.equals("Read") ? .cacheRead : cache.equals("Write") ? .cacheWrite : .input
    }
  }
}
