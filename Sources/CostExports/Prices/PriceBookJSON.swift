public import ReportCore

/// One model of a price book as it is written: what the names mean is for whoever prices with them.
public struct PriceBookEntry: Sendable {
  /// A name and what stands behind it.
  public struct Field: Sendable {
    /// `input_cost_per_token`; nested ones as a path: `off_peak_pricing.windows.0.weekdays.1`.
    public var name: String
    /// A number, exactly as written; nil for a text.
    public var number: ExactDecimal?
    /// A text; empty for a number.
    public var text: String
  }

  /// The model's id, provider prefix included where the book has one.
  public var model = ""
  /// `litellm_provider`.
  public var provider = ""
  /// `chat`, `embedding`, `image_generation` …; empty when the book does not say.
  public var mode = ""
  /// 1-based line the model's id stands on.
  public var line = 0
  /// What may be a price or decide about one, in file order.
  public var fields: [Field] = []
}

/// Reads the LiteLLM price book `model_prices_and_context_window.json` (formats.md 2.7): one object, a key per model.
public enum PriceBookJSON {
  /// The registry name.
  public static let name = "litellm-price-book"
  /// Raised when the same file would give other prices.
  public static let version = 1
  /// What a person calls it.
  public static let title = "a LiteLLM price book"
  /// `litellm-price-book/1`, as the journal writes it.
  public static let importer = "\(name)/\(version)"
  /// What the file must show to be recognised.
  public static let signature = ExportSignature.json(["*.litellm_provider"])
  /// Bytes of a book, at most; the real one has about three million.
  static let maximumBytes = 64 << 20
  /// Not a model: it explains the fields.
  static let sample = "sample_spec"

  /// Hands over the models in file order. Errors go to `problems`: bytes that are no JSON, a model that stands twice,
  /// a price that is no number or below zero. Throws what `source` and `entry` throw.
  public static func read(
    _ source: any ByteSource, file: String, problems: inout ProblemLog, entry: (PriceBookEntry) throws -> Void
  ) throws {
    var bytes = try WholeDocument.bytes(of: source, atMost: maximumBytes, file: file)
    var entries: [PriceBookEntry] = []
    bytes.withUnsafeMutableBufferPointer { buffer in
      var reading = PriceBookReading(buffer, file: file)
      reading.read(&problems)
      entries = reading.entries
    }
    for item in entries { try entry(item) }
  }
}

/// A document that is read as a whole.
package enum WholeDocument {
  /// All bytes of `source`, a byte order mark left out. Throws a `Diagnostic` when there are more than `limit`.
  package static func bytes(of source: any ByteSource, atMost limit: Int, file: String) throws -> [UInt8] {
    var source = source
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
      guard count > 0 else { break }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw Diagnostic(
          code: "document-too-large", at: SourcePlace(file: file), "the document is too large to be read as a whole",
          found: "more than \(limit) bytes", expected: "at most \(limit) bytes",
          remedy: "Check that this is the right file.")
      }
    }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }
}
