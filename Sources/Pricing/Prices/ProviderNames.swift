/// Providers under the names books and exports give them.
public enum ProviderNames {
  /// The name that stands for all of a provider's own: `bedrock` for `bedrock_converse`, `vertex_ai` for
  /// `vertex_ai-anthropic_models`. Lower case; a name nobody knows is its own family.
  public static func family(_ name: String) -> String {
    let name = name.lowercased()
    if let family = families[name] { return family }
    return families[String(name.prefix { $0 != "-" })] ?? (name.hasPrefix("vertex_ai-") ? "vertex_ai" : name)
  }

  /// What may stand before the `/` of a model's id in a book, for a use at `provider`; the likeliest first.
  static func prefixes(_ provider: String) -> [String] {
    let name = provider.lowercased()
    let family = family(name)
    var prefixes = [name]
    for other in [family] + (members[family] ?? []) where !prefixes.contains(other) { prefixes.append(other) }
    return prefixes
  }

  private static let members: [String: [String]] = [
    "azure": ["azure_ai", "azure_text", "microsoft", "azure_openai", "azure-openai"],
    "bedrock": ["bedrock_converse", "bedrock_mantle", "aws", "amazon", "amazon-bedrock", "aws-bedrock"],
    "vertex_ai": ["vertex", "vertex-ai", "vertexai", "google-vertex"],
    "gemini": ["google", "google_ai_studio", "google-ai-studio", "google_genai"],
    "openai": ["text-completion-openai"],
    "cohere": ["cohere_chat"],
    "mistral": ["mistralai", "mistral-ai", "mistral_ai"],
    "codestral": ["text-completion-codestral"],
    "fireworks_ai": ["fireworks", "fireworks-ai", "fireworks_ai-embedding-models"],
    "together_ai": ["together", "together-ai", "togetherai"],
    "perplexity": ["perplexity-ai"],
    "xai": ["x-ai", "x_ai"],
  ]

  private static let families: [String: String] = {
    var families: [String: String] = [:]
    for (family, names) in members {
      families[family] = family
      for name in names { families[name] = family }
    }
    return families
  }()
}
