import ReportCore

/// The cost and usage report of AWS, 2.0 and the older one whose columns have a `/` (formats.md 5.2). What is decided
/// here:
///
/// - Rows of Bedrock are AI, marketplace rows of models on Bedrock among them; the rest of the bill is left out and
///   said once with its number and sum (`not-ai-rows`).
/// - The amount is the unblended cost. Discounts, credits and refunds are rows of their own, so net costs are not read:
///   they would count them twice.
/// - The payer is the account, the account of use the team, an inference profile the key alias. IAM principals are
///   people as often as not and are not read.
/// - `identity_line_item_id` changes between deliveries. A delivery replaces what an earlier one said of one payer,
///   account and billing month; the parts of one delivery have to be joined, headers and all.
public enum AWSCostAndUsage2: CostExportFormat {
  public static let name = "aws-cost-and-usage"
  public static let version = 1
  public static let title = "an AWS cost and usage report"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = [
    .csv(["line_item_usage_type", "line_item_unblended_cost"]), .csv(["lineItem/UsageType", "lineItem/UnblendedCost"]),
  ]

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    guard
      let table = try CSVTable(
        source, file: file, columns: AWSColumn.all, ignored: [], problems: &problems, spelling: AWSColumn.spelling,
        isPassedOver: AWSColumn.isPassedOver)
    else { return ExportSummary() }
    var rows = AWSRows(table, file: file)
    while try table.reader.next(&problems) {
      if table.isHeaderAgain { continue }
      if let made = rows.row(&problems) { try row(made) }
    }
    return CloudBill.sayingNoData(rows.summary(), problems)
  }
}

/// Columns that are read, as the report of 2.0 calls them.
enum AWSColumn: Int, CaseIterable {
  case periodStart, payer, account, accountName, start, end, kind, productCode, productName, product, usageType
  case description, amount, unit, cost, currency, resource, tags, newTags

  var name: String {
    switch self {
    case .periodStart: "bill_billing_period_start_date"
    case .payer: "bill_payer_account_id"
    case .account: "line_item_usage_account_id"
    case .accountName: "line_item_usage_account_name"
    case .start: "line_item_usage_start_date"
    case .end: "line_item_usage_end_date"
    case .kind: "line_item_line_item_type"
    case .productCode: "line_item_product_code"
    case .productName: "product_product_name"
    case .product: "product"
    case .usageType: "line_item_usage_type"
    case .description: "line_item_line_item_description"
    case .amount: "line_item_usage_amount"
    case .unit: "pricing_unit"
    case .cost: "line_item_unblended_cost"
    case .currency: "line_item_currency_code"
    case .resource: "line_item_resource_id"
    case .tags: "resource_tags"
    case .newTags: "tags"
    }
  }

  static let all: [CSVColumn] = allCases.map { column in
    let isRequired = [.periodStart, .start, .kind, .productCode, .usageType, .cost, .currency].contains(column)
    return CSVColumn(name: column.name, isRequired: isRequired)
  }

  /// In the older report a tag is a column.
  static let tagPrefix = "resourceTags/"

  /// `lineItem/UsageType` is `line_item_usage_type`.
  static func spelling(_ name: String) -> String {
    guard name.contains("/"), !name.hasPrefix(tagPrefix) else { return name }
    var result = ""
    var isAfterWord = false
    for character in name {
      if character == "/" {
        result.append("_")
        isAfterWord = false
        continue
      }
      if character.isUppercase, isAfterWord { result.append("_") }
      result.append(character.lowercased())
      isAfterWord = !character.isUppercase
    }
    return result
  }

  /// The report has more than a hundred columns, all of these families.
  static func isPassedOver(_ name: String) -> Bool {
    [
      "bill_", "line_item_", "identity_", "pricing_", "product_", "reservation_", "savings_plan_", "split_line_item_",
      "discount", "cost_category", "capacity_reservation", "iam_principal", tagPrefix,
    ].contains(where: name.hasPrefix)
  }
}
