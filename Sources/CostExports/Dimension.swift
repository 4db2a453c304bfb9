import Synchronization

/// The distinct combination of fields that attribution may look at. All values are as the export spells them;
/// empty means the source does not say.
///
/// A value in one word: copies share one object until one of them is changed, so that millions of rows carry, compare
/// and look up their dimension at the price of a number.
public struct Dimension: Hashable, Sendable {
  private var storage: Storage

  /// All empty.
  public init() { storage = .empty }

  /// Registry name of the format, `litellm-spend-logs`.
  public var source: String {
    get { storage.fields.source }
    set { change { $0.source = newValue } }
  }
  /// `openai`, `anthropic`, or a vendor's name.
  public var provider: String {
    get { storage.fields.provider }
    set { change { $0.provider = newValue } }
  }
  /// The billing account, where the source names one (an organisation id).
  public var account: String {
    get { storage.fields.account }
    set { change { $0.account = newValue } }
  }
  /// The key's alias, never a key or its hash when an alias is known.
  public var keyAlias: String {
    get { storage.fields.keyAlias }
    set { change { $0.keyAlias = newValue } }
  }
  /// Team alias, else team id.
  public var team: String {
    get { storage.fields.team }
    set { change { $0.team = newValue } }
  }
  /// Project id.
  public var project: String {
    get { storage.fields.project }
    set { change { $0.project = newValue } }
  }
  /// Client tags, sorted, joined with `,`; machine-made tags (`User-Agent: …`) left out.
  public var tags: String {
    get { storage.fields.tags }
    set { change { $0.tags = newValue } }
  }
  /// The model, provider prefix removed.
  public var model: String {
    get { storage.fields.model }
    set { change { $0.model = newValue } }
  }
  /// `acompletion`, `aembedding`, a line item, a vendor's description.
  public var operation: String {
    get { storage.fields.operation }
    set { change { $0.operation = newValue } }
  }
  /// `gateway`, `direct` or empty.
  public var route: String {
    get { storage.fields.route }
    set { change { $0.route = newValue } }
  }
  /// `batch`, `flex`, `priority` or empty.
  public var serviceTier: String {
    get { storage.fields.serviceTier }
    set { change { $0.serviceTier = newValue } }
  }

  /// Field by field; at once for copies of one another.
  public static func == (left: Self, right: Self) -> Bool {
    if left.storage === right.storage { return true }
    return left.storage.digest == right.storage.digest && left.storage.fields == right.storage.fields
  }

  /// By all fields, which are looked at once however often the dimension is looked up.
  public func hash(into hasher: inout Hasher) { hasher.combine(storage.digest) }

  /// A number that equal dimensions share for as long as the program runs, as good as random, at no cost when it is
  /// asked for again: for tables of one's own.
  public var number: Int { storage.digest }

  /// The same for copies of one another, for as long as one of them is kept: equal then, without a look at the fields.
  /// Nothing follows from two that differ.
  public var identity: ObjectIdentifier { ObjectIdentifier(storage) }

  private mutating func change(_ body: (inout Fields) -> Void) {
    if isKnownUniquelyReferenced(&storage) {
      body(&storage.fields)
      storage.forgetDigest()
    } else {
      var fields = storage.fields
      body(&fields)
      storage = Storage(fields)
    }
  }
}

extension Dimension: CustomReflectable {
  /// The fields.
  public var customMirror: Mirror { Mirror(reflecting: storage.fields) }
}

extension Dimension {
  private struct Fields: Hashable, Sendable {
    var source = ""
    var provider = ""
    var account = ""
    var keyAlias = ""
    var team = ""
    var project = ""
    var tags = ""
    var model = ""
    var operation = ""
    var route = ""
    var serviceTier = ""
  }

  /// Shared by copies, hence changed by nobody but a sole owner.
  private final class Storage: @unchecked Sendable {
    static let empty = Storage(Fields())

    var fields: Fields
    /// A hash of the fields; 0 as long as nobody asked.
    private let known = Atomic(0)

    init(_ fields: Fields) { self.fields = fields }

    var digest: Int {
      let digest = known.load(ordering: .relaxed)
      if digest != 0 { return digest }
      var hasher = Hasher()
      hasher.combine(fields)
      // Zero is taken, and low bits are what tables look at.
      let hash = hasher.finalize()
      let made = hash == 0 ? 1 : hash
      known.store(made, ordering: .relaxed)
      return made
    }

    func forgetDigest() { known.store(0, ordering: .relaxed) }
  }
}
