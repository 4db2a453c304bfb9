/// Whose service a model runs on, for logs of applications, which name the model only. The maker's own service unless
/// the name says otherwise: without a provider such a log would never give way to that provider's bill.
enum ModelMakers {
  private static let providers: Set<String> = [
    "openai", "anthropic", "azure", "azure_ai", "bedrock", "vertex_ai", "gemini", "mistral", "cohere", "deepseek",
    "groq", "openrouter", "xai", "together_ai", "fireworks_ai", "perplexity",
  ]
  private static let makers: [(prefix: String, provider: String)] = [
    ("claude-", "anthropic"), ("gpt-", "openai"), ("chatgpt-", "openai"), ("o1-", "openai"), ("o3-", "openai"),
    ("o4-", "openai"), ("codex-", "openai"), ("text-embedding-3", "openai"), ("text-embedding-ada", "openai"),
    ("dall-e", "openai"), ("whisper-", "openai"), ("tts-", "openai"), ("gemini-", "gemini"), ("mistral-", "mistral"),
    ("ministral-", "mistral"), ("magistral-", "mistral"), ("codestral-", "mistral"), ("pixtral-", "mistral"),
    ("devstral-", "mistral"), ("open-mistral", "mistral"), ("open-mixtral", "mistral"), ("deepseek-", "deepseek"),
    ("command-", "cohere"), ("grok-", "xai"), ("sonar", "perplexity"),
  ]
  private static let onBedrock = ["anthropic.", "amazon.", "meta.", "cohere.", "ai21.", "mistral."]

  /// Provider, empty when the name does not tell, and the model without the provider's prefix.
  static func place(_ name: String) -> (provider: String, model: String) {
    let split = GatewayNames.split(name)
    if providers.contains(split.provider) { return split }
    let parts = name.split(separator: ".", maxSplits: 1)
    let isRegional = parts.count == 2 && ["us", "eu", "apac", "global", "us-gov"].contains(parts[0])
    let local = isRegional ? parts[1] : name[...]
    if onBedrock.contains(where: { local.hasPrefix($0) }) { return ("bedrock", name) }
    guard let maker = makers.first(where: { name.hasPrefix($0.prefix) || name == $0.prefix.dropLast() }) else {
      return ("", name)
    }
    // Vertex writes the version of another maker's model behind an at sign.
    return (name.contains("@") && maker.provider == "anthropic" ? "vertex_ai" : maker.provider, name)
  }
}
