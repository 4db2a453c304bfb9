public import OutputTree
public import ReportCore

/// The bags of an archive in their order, each with the digest of the one before it.
public struct Chain: Sendable {
  /// One bag, or one disposal.
  public struct Link: Sendable, Hashable {
    /// The edition.
    public let name: BagName
    /// 1, 2, …
    public let sequence: Int
    /// Of its tag manifest.
    public let digest: ContentDigest
    /// Of the link before it.
    public let previous: ContentDigest?
    /// A bag, or the disposal of one.
    public let act: EditionsLog.Act
    /// True when the bag is gone and its stub speaks for it.
    public let isGone: Bool
    /// The folder it was read from.
    public let shown: String
  }

  /// By sequence.
  public private(set) var links: [Link] = []

  /// The links that these checks of bags and stubs found; a stub speaks for the bag whose place it took too.
  public init(_ bags: [Verification]) {
    var links: Set<Link> = []
    for bag in bags {
      guard let label = bag.label, let digest = bag.digest else { continue }
      links.insert(
        Link(
          name: label.name, sequence: label.sequence, digest: digest, previous: label.previous,
          act: label.disposal == nil ? .archived : .disposed, isGone: false, shown: bag.shown))
    }
    let present = Set(links.map { LinkKey($0.sequence, $0.digest) })
    for bag in bags {
      guard let label = bag.label, let gone = label.disposal,
        !present.contains(LinkKey(gone.sequence, gone.bag))
      else { continue }
      links.insert(
        Link(
          name: label.name, sequence: gone.sequence, digest: gone.bag, previous: gone.previous, act: .archived,
          isGone: true, shown: bag.shown))
    }
    self.links = links.sorted { ($0.sequence, $0.digest.description) < ($1.sequence, $1.digest.description) }
  }

  private struct LinkKey: Hashable {
    let sequence: Int
    let digest: ContentDigest
    init(_ sequence: Int, _ digest: ContentDigest) {
      self.sequence = sequence
      self.digest = digest
    }
  }

  /// Gaps, forks, and links that do not name the one before them.
  public var findings: [Diagnostic] {
    var findings: [Diagnostic] = []
    var last: Link?
    for link in links {
      let place = SourcePlace(file: link.shown)
      let number = (last?.sequence ?? 0) + 1
      if let last, last.sequence == link.sequence {
        findings.append(
          Diagnostic(
            code: "chain-fork", at: place, "Two bags have the same place in the chain.", found: link.shown,
            expected: "\(last.shown) alone as number \(link.sequence)"))
        continue
      }
      if link.sequence != number {
        let absent = link.sequence == number + 1 ? "number \(number)" : "numbers \(number) to \(link.sequence - 1)"
        findings.append(
          Diagnostic(
            code: "chain-gap", at: place, "Bags before this one are not there.", found: "number \(link.sequence)",
            expected: absent, remedy: "bring them back from another copy; a bag that was disposed of leaves a stub"))
      } else if link.previous != last?.digest {
        findings.append(
          Diagnostic(
            code: "chain-broken", at: place, "This bag names another predecessor than the one that is there.",
            found: "\(last.map { "\($0.shown) with " } ?? "")\(last?.digest.description ?? "no bag before it")",
            expected: link.previous?.description ?? "no bag before it",
            remedy: "one of the two is not what it was; compare both with another copy"))
      }
      last = link
    }
    return findings
  }

  /// What `content/editions.csv` says against what is there. `remedy` of what is not recorded is `peil archive`.
  public func findings(against log: EditionsLog) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    let bySequence = Dictionary(links.map { ($0.sequence, $0) }) { first, _ in first }
    for (index, entry) in log.chain.enumerated() {
      let place = SourcePlace(file: EditionsLog.path, line: entry.sequence + 1)
      let name = BagName(entry.week, revision: entry.revision)
      guard let link = bySequence[index + 1] else {
        findings.append(
          Diagnostic(
            code: "bag-missing", at: place, "A bag that was recorded is not there.", found: "no bag",
            expected: "\(entry.act == .disposed ? name.disposed : name.description) with \(entry.digest)",
            remedy: "bring it back from another copy"))
        continue
      }
      guard link.digest != entry.digest || link.name != name || link.act != entry.act else { continue }
      findings.append(
        Diagnostic(
          code: "editions-differ", at: place, "The bag at this place is not the one that was recorded.",
          found: "\(link.name) with \(link.digest)", expected: "\(name) with \(entry.digest)",
          remedy: "compare both with another copy, and with the head printed on a handout of that time"))
    }
    for link in links where link.sequence > log.chain.count {
      findings.append(
        Diagnostic(
          code: "not-recorded", at: SourcePlace(file: link.shown), "This bag was not recorded.",
          found: "number \(link.sequence)", expected: "a line in \(EditionsLog.path)",
          remedy: "if peil archive was interrupted, run it again; otherwise ask who put it there"))
    }
    return findings
  }

  /// The link that a head printed on paper belongs to; nil when there is none.
  public func link(_ head: ChainHead) -> Link? { links.first { head.matches($0.digest) } }
}

/// The beginning of a link's digest, as handouts print it: `1a2b 3c4d 5e6f 7a8b`.
public struct ChainHead: Sendable, Equatable, CustomStringConvertible {
  /// Fewer digits can be met by chance, or by trying.
  public static let fewestDigits = 8
  /// Lower-case hexadecimal digits, without spaces.
  public let digits: String

  /// The head of a digest as it is printed: 16 digits.
  public init(_ digest: ContentDigest) { digits = String(digest.description.prefix(16)) }

  /// Reads 8 to 64 hexadecimal digits, in any case and with spaces anywhere; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let digits = text.utf8.filter { !$0.isBlank }
    guard (ChainHead.fewestDigits...64).contains(digits.count), digits.allSatisfy(HexDigits.isDigit) else { return nil }
    self.digits = String(decoding: digits, as: UTF8.self).lowercased()
  }

  /// In groups of four.
  public var description: String {
    stride(from: 0, to: digits.utf8.count, by: 4)
      .map { String(digits.dropFirst($0).prefix(4)) }.joined(separator: " ")
  }

  /// True when the digest begins with these digits.
  public func matches(_ digest: ContentDigest) -> Bool { digest.description.hasPrefix(digits) }
}
