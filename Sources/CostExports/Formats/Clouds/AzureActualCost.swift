import ReportCore

/// Azure's own cost and usage details, actual cost, of both kinds of contract (formats.md 5.1): column names in any
/// case, dates as month/day/year, which is how Azure defines them, or as 2026-10-26. What is decided here:
///
/// - Rows of Azure OpenAI, Foundry and Cognitive Services are AI; the rest of the bill is left out and said once with
///   its number and sum (`not-ai-rows`).
/// - The amount is in the billing currency, and what the use is worth is what the bill says.
/// - The subscription is the team, the resource group the project, the resource (a deployment account) the key alias:
///   Azure knows no keys. Cost centre and invoice section count as tags.
/// - Meter names follow no rule: counter, model and tier are read where whole words say them, else they stay unknown.
/// - A delivery replaces what an earlier one said of the same account, subscription and billing month.
public enum AzureActualCost: CostExportFormat {
  public static let name = "azure-actual-cost"
  public static let version = 1
  public static let title = "an Azure cost export"
  public static let basis = CostBasis.provider
  public static let rank = SourceRank.bill
  public static let signatures: [ExportSignature] = ["Cost", "CostInBillingCurrency"].map {
    .csv(["MeterCategory", "MeterName", "Quantity", $0], ignoringCase: true)
  }

  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary {
    guard
      let table = try CSVTable(
        source, file: file, columns: AzureColumn.all, ignored: AzureColumn.ignored, problems: &problems,
        spelling: { $0.lowercased() })
    else { return ExportSummary() }
    guard AzureColumn.hasEssentials(table, file, &problems) else { return ExportSummary() }
    var rows = AzureRows(table, file: file)
    while try table.reader.next(&problems) {
      if table.isHeaderAgain { continue }
      if let made = rows.row(&problems) { try row(made) }
    }
    return CloudBill.sayingNoData(rows.summary(), problems)
  }
}

/// Columns of the Azure export, in small letters; where contracts differ, all names.
enum AzureColumn: Int, CaseIterable {
  case date, meterCategory, meterName, quantity, unit, costInBillingCurrency, cost, billingCurrency
  case billingCurrencyCode, billingAccount, subscriptionName, subscriptionID, resourceGroup, resourceGroupName
  case resourceID, resourceName, chargeType, frequency, tags, costCenter, invoiceSection, invoiceSectionName
  case billingPeriodStart

  var name: String { AzureColumn.names[rawValue] }

  private static let names: [String] = allCases.map { column in
    switch column {
    case .unit: "unitofmeasure"
    case .billingAccount: "billingaccountid"
    case .billingPeriodStart: "billingperiodstartdate"
    default: "\(column)".lowercased()
    }
  }

  static let all: [CSVColumn] = allCases.map { column in
    let isRequired = [.date, .meterCategory, .meterName, .quantity, .unit].contains(column)
    return CSVColumn(name: column.name, isRequired: isRequired)
  }

  /// Known and left out: doubles, prices, reservations, and people.
  static let ignored: Set<String> = [
    "accountid", "accountname", "accountownerid", "additionalinfo", "availabilityzone", "benefitid", "benefitname",
    "billingaccountname", "billingperiodenddate", "billingprofileid", "billingprofilename", "consumedservice",
    "costallocationrulename", "costinpricingcurrency", "costinusd", "customername", "customertenantid",
    "effectiveprice", "exchangeratedate", "exchangeratepricingtobilling", "invoiceid", "invoicesectionid",
    "isazurecrediteligible", "location", "meterid", "meterregion", "metersubcategory", "offerid", "partnername",
    "partnernumber", "partnertenantid", "partnerearnedcreditapplied", "partnerearnedcreditrate", "partnumber",
    "paygcostinbillingcurrency", "paygcostinusd", "paygprice", "planname", "previousinvoiceid", "pricingcurrency",
    "pricingmodel", "product", "productid", "productname", "productorderid", "productordername", "provider",
    "publisherid", "publishername", "publishertype", "resellermpnid", "resellername", "reservationid",
    "reservationname", "resourcelocation", "resourcetype", "servicefamily", "serviceinfo1", "serviceinfo2",
    "serviceperiodenddate", "serviceperiodstartdate", "term", "unitprice",
  ]

  /// The amount and its currency have one name or the other.
  static func hasEssentials(_ table: CSVTable, _ file: String, _ problems: inout ProblemLog) -> Bool {
    let pairs: [[AzureColumn]] = [[.costInBillingCurrency, .cost], [.billingCurrency, .billingCurrencyCode]]
    for names in pairs where !names.contains(where: { table.places[$0.rawValue] != nil }) {
      problems.add(
        Diagnostic(
          code: "missing-column", at: SourcePlace(file: file, line: 1, field: names[0].name), "the column is missing",
          found: table.header.joined(separator: ","), expected: names.map(\.name).joined(separator: " or "),
          remedy: "Download the export again with all its columns."))
      return false
    }
    return true
  }
}
