/// Disjoint counters of one call or of one sum; a signed roll-up may hold negative counts.
/// `outputReasoning` is the one subset: it is inside `output` and only informs (`formats.md` 0.2).
public struct TokenUsage: Hashable, Sendable {
  /// Input at the normal rate.
  public var inputUncached: Int
  /// Input served from the provider's prompt cache.
  public var inputCacheRead: Int
  /// Input written to the cache, any time to live.
  public var inputCacheWrite: Int
  /// All billed output, reasoning included.
  public var output: Int
  /// The part of `output` that was reasoning, where the source says so.
  public var outputReasoning: Int

  /// Counters, zero unless given.
  public init(
    inputUncached: Int = 0, inputCacheRead: Int = 0, inputCacheWrite: Int = 0, output: Int = 0, outputReasoning: Int = 0
  ) {
    self.inputUncached = inputUncached
    self.inputCacheRead = inputCacheRead
    self.inputCacheWrite = inputCacheWrite
    self.output = output
    self.outputReasoning = outputReasoning
  }

  /// Input and output together.
  public var total: Int { inputUncached + inputCacheRead + inputCacheWrite + output }

  /// Counter by counter.
  public static func + (left: Self, right: Self) -> Self {
    TokenUsage(
      inputUncached: left.inputUncached + right.inputUncached,
      inputCacheRead: left.inputCacheRead + right.inputCacheRead,
      inputCacheWrite: left.inputCacheWrite + right.inputCacheWrite, output: left.output + right.output,
      outputReasoning: left.outputReasoning + right.outputReasoning)
  }
}
