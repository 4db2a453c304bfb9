/// What a file of a format must show to be recognised: by content, never by its name. Of several formats that fit, the
/// one that asks for most is taken.
public struct ExportSignature: Sendable {
  /// How the file is built.
  public enum Shape: Sendable {
    /// A CSV whose header has the required columns, in any order.
    case csv
    /// The same, upper and lower case alike.
    case csvIgnoringCase
    /// JSON Lines: one object a line.
    case jsonLines
    /// JSON documents, one or more, on any number of lines.
    case json
    /// XML.
    case xml
  }

  /// How the file is built.
  public let shape: Shape
  /// Columns of a CSV; paths of keys in JSON, arrays passed over: `data.results.uncached_input_tokens`. `*.mode` is
  /// the key `mode` in any value of the document, `object=page` a text under a key called `object` or `type`;
  /// in XML, texts near its beginning.
  public let required: [String]
  /// Texts that cells of a CSV's first row contain, by column: for sources that share a standard's columns.
  public let firstRow: [String: String]

  /// A CSV with these columns; letters compared exactly unless `ignoringCase`.
  public static func csv(_ columns: [String], ignoringCase: Bool = false) -> Self {
    Self(shape: ignoringCase ? .csvIgnoringCase : .csv, required: columns, firstRow: [:])
  }

  /// A CSV with these columns, of whose first row the cells contain these texts.
  public static func csv(_ columns: [String], firstRow: [String: String]) -> Self {
    Self(shape: .csv, required: columns, firstRow: firstRow)
  }

  /// Objects with these paths, one a line.
  public static func jsonLines(_ paths: [String]) -> Self {
    Self(shape: .jsonLines, required: paths, firstRow: [:])
  }

  /// Documents with these paths.
  public static func json(_ paths: [String]) -> Self { Self(shape: .json, required: paths, firstRow: [:]) }

  /// How much it asks for.
  var weight: Int { required.count + firstRow.count }

  /// XML with these texts near its beginning.
  public static func xml(_ texts: [String]) -> Self { Self(shape: .xml, required: texts, firstRow: [:]) }

  /// True for lines and documents.
  var isJSON: Bool { shape == .json || shape == .jsonLines }

  /// True for both kinds of CSV.
  var isCSV: Bool { shape == .csv || shape == .csvIgnoringCase }

  /// What of `required` a CSV with this header lacks.
  func missing(in header: [String]) -> [String] {
    switch shape {
    case .csv:
      let present = Set(header)
      return required.filter { !present.contains($0) }
    case .csvIgnoringCase:
      let present = Set(header.map { $0.lowercased() })
      return required.filter { !present.contains($0.lowercased()) }
    case .jsonLines, .json, .xml: return required
    }
  }
}
