public import OutputTree
public import ReportCore
public import SafeFiles

/// Checks a folder of bags: each bag, and the chain.
public struct ArchiveVerifier: Sendable {
  /// How each bag is checked.
  public var bags: BagVerifier
  /// What was recorded; nil when no record is at hand.
  public var log: EditionsLog?
  /// Heads from outside, such as a printed handout.
  public var heads: [ChainHead]

  /// How to check.
  public init(_ bags: BagVerifier, log: EditionsLog? = nil, heads: [ChainHead] = []) {
    self.bags = bags
    self.log = log
    self.heads = heads
  }

  /// True when `folder` holds bags or stubs of ours rather than being one.
  public static func isArchive(_ folder: Folder) throws(Diagnostic) -> Bool {
    if try folder.entry(BagDeclaration.name) != .absent { return false }
    return try folder.names().contains { bagName($0) != nil }
  }

  /// `2026-W47-r1` and `2026-W47-r1.disposed`.
  public static func bagName(_ name: String) -> BagName? {
    BagName(name.hasSuffix(".disposed") ? String(name.dropLast(9)) : name)
  }

  /// Checks every bag, then the chain. `progress` is told each bag before it is read. Throws when the folder cannot be
  /// listed.
  public func verify(
    _ folder: Folder, progress: (String) -> Void = { _ in }
  ) throws(Diagnostic) -> (whole: Verification, bags: [Verification]) {
    var whole = Verification(.archive, shown: folder.shown)
    var parts: [Verification] = []
    for name in try folder.names() {
      guard ArchiveVerifier.bagName(name) != nil, try folder.entry(name) == .folder,
        let inner = try folder.subfolder(name)
      else {
        whole.add(ArchiveVerifier.stranger(name, folder), .structure)
        continue
      }
      progress(inner.shown)
      do throws(Diagnostic) {
        var part = try bags.verify(inner, named: name)
        if part.subject == .bag {
          let place = SourcePlace(file: part.shown)
          part.add([Diagnostic(code: "not-ours", at: place, "This is not a bag of an edition.")], .structure)
        }
        checkSigner(&part)
        parts.append(part)
      } catch {
        whole.add([error], .structure)
      }
    }
    whole.conclude(.structure, .passed("\(parts.count == 1 ? "1 bag" : "\(parts.count) bags")"))
    checkChain(parts, &whole)
    return (whole, parts)
  }

  private func checkChain(_ parts: [Verification], _ whole: inout Verification) {
    let chain = Chain(parts)
    whole.add(chain.findings, .chain)
    whole.add(ArchiveVerifier.unfinished(parts), .chain)
    if let log { whole.add(chain.findings(against: log), .chain) }
    var known: [String] = []
    for head in heads {
      if let link = chain.link(head) {
        known.append("\(head) is \(link.act == .disposed ? "the disposal of " : "")\(link.name)")
      } else {
        whole.add(
          [
            Diagnostic(
              code: "head", at: SourcePlace(file: whole.shown), "No bag of this chain has this head.",
              found: chain.links.last.map { "\(ChainHead($0.digest)) (\($0.name)) as the newest" } ?? "no bags",
              expected: head.description,
              remedy: "history was rewritten, or bags are missing; compare with another copy")
          ], .chain)
      }
    }
    let newest = chain.links.last.map { "head \(ChainHead($0.digest))" }
    let record = log == nil ? "no record at hand" : "as recorded"
    whole.conclude(.chain, .passed(([newest, record].compactMap { $0 } + known).joined(separator: "; ")))
  }

  /// A bag that was signed when it was recorded must still be.
  private func checkSigner(_ part: inout Verification) {
    guard let label = part.label, let log else { return }
    let act = label.disposal == nil ? EditionsLog.Act.archived : .disposed
    guard
      let entry = log.chain.first(where: {
        $0.act == act && $0.week == label.name.week && $0.revision == label.name.revision
      }), entry.signer != part.signer
    else { return }
    part.add(
      [
        Diagnostic(
          code: part.signer.isEmpty ? "unsigned" : "wrong-key", at: SourcePlace(file: part.shown),
          "This bag is not signed as was recorded.", found: part.signer.isEmpty ? "no signature" : part.signer,
          expected: entry.signer.isEmpty ? "no signature" : entry.signer)
      ], .signature)
  }

  /// A stub beside the bag it speaks for.
  private static func unfinished(_ parts: [Verification]) -> [Diagnostic] {
    let bags = Set(parts.filter { $0.subject == .edition }.compactMap(\.label?.name))
    return parts.filter { $0.subject == .disposal }.compactMap { part in
      guard let name = part.label?.name, bags.contains(name) else { return nil }
      return Diagnostic(
        .warning, code: "disposal-unfinished", at: SourcePlace(file: part.shown),
        "The bag of this disposal is still there.", remedy: "run peil archive again")
    }
  }

  private static func stranger(_ name: String, _ folder: Folder) -> [Diagnostic] {
    // The staging folder of a run that was interrupted, or that is at work now.
    let isStaging = name.hasPrefix(ArchiveFolder.stagingPrefix)
    guard name != ".gitkeep" else { return [] }
    return [
      Diagnostic(
        isStaging ? .warning : .error, code: isStaging ? "left-behind" : "extra",
        at: SourcePlace(file: folder.shownName(name)),
        isStaging ? "An interrupted run left this behind." : "This is not a bag of an edition.",
        expected: "folders such as 2026-W47-r1", remedy: isStaging ? "run peil archive again" : "move it elsewhere")
    ]
  }
}

extension ArchiveVerifier {
  /// Judges the place of a bag that is looked at alone: against what was recorded of it, and against heads from
  /// outside, which may be its own or, as on the edition's own handout, that of the bag before it.
  public static func place(_ bag: inout Verification, in log: EditionsLog?, heads: [ChainHead]) {
    guard let label = bag.label, let digest = bag.digest else { return }
    let place = SourcePlace(file: bag.shown)
    let entry = log?.chain.first { entry in
      let act = label.disposal == nil ? EditionsLog.Act.archived : .disposed
      return entry.act == act && entry.week == label.name.week && entry.revision == label.name.revision
    }
    if let entry, entry.digest != digest {
      bag.add(
        [
          Diagnostic(
            code: "editions-differ", at: place, "This is not the bag that was recorded.", found: digest.description,
            expected: entry.digest.description)
        ], .chain)
    }
    var known: [String] = []
    for head in heads {
      if head.matches(digest) {
        known.append("\(head) is \(label.name)")
      } else if let previous = label.previous, head.matches(previous) {
        known.append("\(head) is the bag before \(label.name)")
      } else {
        bag.add(
          [
            Diagnostic(
              code: "head", at: place, "This head is neither that of the bag nor of the one before it.",
              found: ChainHead(digest).description, expected: head.description,
              remedy: "verify the whole archive against it")
          ], .chain)
      }
    }
    let record = entry.map { "as recorded on line \($0.sequence + 1) of \(EditionsLog.path)" }
    let words = [record].compactMap { $0 } + known
    bag.conclude(
      .chain, words.isEmpty ? .notJudged("one bag says nothing of the others") : .passed(words.joined(separator: "; ")))
  }
}
