/// Names under which a cloud's bill and a gateway's log of the same use come together.
enum CloudNames {
  /// What LiteLLM calls the clouds' AI services; any other vendor keeps its name. `service` tells Google's Gemini API
  /// from Vertex AI.
  static func provider(_ name: String, service: String) -> String {
    let lower = name.lowercased()
    if lower == "microsoft" || lower.hasPrefix("microsoft ") || lower == "azure" { return azure }
    if lower == "aws" || lower.hasPrefix("amazon web services") { return bedrock }
    if lower == "google" || lower.hasPrefix("google ") { return google(service: service) }
    return name
  }

  static let azure = "azure"
  static let bedrock = "bedrock"

  /// `gemini` for the API with a key, `vertex_ai` for the rest.
  static func google(service: String) -> String {
    let lower = service.lowercased()
    return lower.contains("gemini api") || lower.contains("generative language") ? "gemini" : "vertex_ai"
  }
}

/// What a resource's id or name says: the deployment, inference profile or workspace that attribution can go by, or
/// merely the model.
struct CloudResource: Equatable {
  /// Last part of the id; empty when it names no more than a model, or a person.
  private(set) var alias = ""
  /// The model of a `foundation-model/…` resource.
  private(set) var model = ""

  init(id: String, name: String) {
    let last = id.split(separator: "/").last.map(String.init) ?? ""
    if id.contains("foundation-model/") {
      model = last
      return
    }
    let alias = name.isEmpty ? String(last.split(separator: ":").last ?? "") : name
    if !alias.contains("@") { self.alias = alias }
  }
}

extension MeterText {
  /// The name of a meter of this provider: Bedrock's begin with a region, and the model ids of Azure and Google are
  /// written in small letters.
  static func read(_ text: String, provider: String) -> MeterText {
    switch provider {
    case CloudNames.bedrock: MeterText(withoutRegion(text))
    case CloudNames.azure, "vertex_ai", "gemini": MeterText(text.lowercased())
    default: MeterText(text)
    }
  }

  /// `EUC1-Claude4.6Sonnet-input-tokens` and `MP:USE1_InputTokenCount-Units` without their beginning.
  private static func withoutRegion(_ usageType: String) -> String {
    var text = usageType[...]
    if text.hasPrefix("MP:") { text = text.dropFirst(3) }
    let region = text.utf8.prefix { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
    guard (3...5).contains(region.count), region.last.map({ (0x30...0x39).contains($0) }) == true,
      let separator = text.dropFirst(region.count).first, separator == "-" || separator == "_"
    else { return String(text) }
    return String(text.dropFirst(region.count + 1))
  }
}

/// Names of meters repeat: each is read once, within bounds.
struct MeterTexts {
  private var known: [String: MeterText] = [:]

  mutating func read(_ text: String, provider: String) -> MeterText {
    if let meter = known[text] { return meter }
    let meter = MeterText.read(text, provider: provider)
    if known.count < 4096 { known[text] = meter }
    return meter
  }
}
