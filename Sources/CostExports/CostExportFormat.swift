public import ReportCore

/// One format of cost exports: bytes in, rows out. No clock, no database, nothing kept between files.
public protocol CostExportFormat: Sendable {
  /// The registry name, kebab-case, as journal and registers write it.
  static var name: String { get }
  /// Raised when the same file would give other rows.
  static var version: Int { get }
  /// What a person calls it, for complaints.
  static var title: String { get }
  /// What the amounts rest on.
  static var basis: CostBasis { get }
  /// Where the source stands among others.
  static var rank: SourceRank { get }
  /// The shapes it comes in.
  static var signatures: [ExportSignature] { get }

  /// Hands over the rows of `source` in file order. Errors go to `problems`, and their rows are left out: whoever
  /// imports refuses the file when there is one. Warnings are in the summary. Throws what `source` and `row` throw.
  static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, row: (ExportRow) throws -> Void
  ) throws -> ExportSummary
}

extension CostExportFormat {
  /// `litellm-spend-logs/1`, as the journal writes it.
  public static var importer: String { "\(name)/\(version)" }
}

/// What a file turned out to be.
public enum RecognisedFormat: Sendable {
  /// A cost export.
  case costs(any CostExportFormat.Type)
  /// Exchange rates.
  case rates(any RateFormat.Type)
  /// A CSV that no format knows, and the mapping that reads it.
  case mapped(CSVMapping)
  /// A mapping itself.
  case mapping
  /// A LiteLLM price book.
  case priceBook
  /// The company's own prices.
  case priceAgreements

  /// The registry name.
  public var name: String {
    switch self {
    case .costs(let format): format.name
    case .rates(let format): format.name
    case .mapped: CSVMapping.exportFormat
    case .mapping: CSVMapping.format
    case .priceBook: PriceBookJSON.name
    case .priceAgreements: PriceAgreementsDocument.name
    }
  }

  /// `manual-entries-csv/1`, as the journal writes it.
  public var importer: String {
    switch self {
    case .costs(let format): format.importer
    case .rates(let format): format.importer
    case .mapped: CSVMapping.exportImporter
    case .mapping: CSVMapping.importer
    case .priceBook: PriceBookJSON.importer
    case .priceAgreements: PriceAgreementsDocument.importer
    }
  }
}

/// The formats this version reads.
public enum CostExportFormats {
  /// The one list. Adding a format is adding it here.
  public static let all: [any CostExportFormat.Type] = [
    LiteLLMSpendLogs.self, LiteLLMDailyActivity.self, LiteLLMUsageCSV.self, LiteLLMSpendReport.self,
    OpenAICostCSV.self, OpenAIActivityCSV.self, OpenAIUsageAPI.self, OpenAICostsAPI.self, ChatGPTCreditsCSV.self,
    AnthropicCostCSV.self, AnthropicTokensCSV.self, AnthropicCostAPI.self, AnthropicUsageAPI.self,
    FocusExport.self, LiteLLMFocusExport.self, AzureActualCost.self, AWSCostAndUsage2.self, GoogleBillingExport.self,
    OpenRouterLog.self, OpenRouterActivity.self, DeepSeekCostCSV.self, DeepSeekAmountCSV.self,
    LangfuseObservations.self, HeliconeRequests.self, PortkeyLogs.self,
    ClaudeCodeLogs.self, CodexLogs.self, CcusageReport.self,
    ManualEntriesCSV.self,
  ]

  /// The format with this registry name; nil when there is none.
  public static func named(_ name: String) -> (any CostExportFormat.Type)? { all.first { $0.name == name } }

  /// Tells by its content, never by its name, what a file is. Throws a complaint that says what was seen, what is
  /// known and what comes nearest.
  ///
  /// - Parameters:
  ///   - mappings: what describes CSVs that no format knows; the first that fits is taken.
  ///   - prefersMappings: true when a mapping was used the last time, so that a format that is new in this version
  ///     does not take its place.
  public static func recognise(
    _ head: FileHead, file: String, mappings: [CSVMapping] = [], prefersMappings: Bool = false
  ) throws(Diagnostic) -> RecognisedFormat {
    if prefersMappings, let mapping = mappings.first(where: { $0.fits(head) }) { return .mapped(mapping) }
    return try Recognition(head: head, file: file, mappings: mappings).format()
  }
}
