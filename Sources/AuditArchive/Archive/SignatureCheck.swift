import OutputTree
import ReportCore
import SafeFiles

/// The signature of one of our bags.
struct SignatureCheck {
  let bag: BagReading
  let keys: KeyList
  let mustBeSigned: Bool

  init(_ bag: BagReading, keys: KeyList, mustBeSigned: Bool) {
    self.bag = bag
    self.keys = keys
    self.mustBeSigned = mustBeSigned
  }

  func judge(_ result: inout Verification) {
    let place = SourcePlace(file: bag.shown(BagImage.signatureName))
    guard bag.listing.files[BagPath(BagImage.signatureName)] != nil else {
      if mustBeSigned {
        result.add([problem("unsigned", place, "Nobody signed this bag.", nil, "a signature of minisign")], .signature)
      }
      if result.subject != .bag { result.conclude(.signature, .notJudged("unsigned")) }
      return
    }
    do throws(Diagnostic) {
      let bytes = try bag.folder.contents(BagImage.signatureName)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw problem("signature-form", place, "This is not a signature of minisign.", nil, "text")
      }
      let signature = try MinisignSignature(text, file: place.file)
      result.signer = signature.identifier
      try check(signature, place, &result)
    } catch {
      result.add([error], .signature)
    }
  }

  private func check(
    _ signature: MinisignSignature, _ place: SourcePlace, _ result: inout Verification
  ) throws(Diagnostic) {
    if let label = result.label, signature.comment != label.comment {
      throw problem(
        "signature-comment", place, "The signature speaks of another bag.", signature.comment, label.comment)
    }
    let content = bag.tagBytes[BagImage.tagManifestName] ?? []
    let beside = keyBeside(signature.identifier)
    guard let entry = keys[signature.identifier] ?? beside else {
      try requireKnown(signature, place)
      result.conclude(.signature, .notJudged("signed by \(signature.identifier), a key that was not given"))
      return
    }
    guard signature.isValid(for: content, by: entry.key) else {
      throw problem(
        "signature", place, "The signature does not fit: it, or what was signed, is not what it was.",
        signature.identifier, "a signature of \(BagImage.tagManifestName)")
    }
    guard keys[signature.identifier] != nil else {
      try requireKnown(signature, place)
      result.conclude(
        .signature,
        .notJudged("signed by \(signature.identifier); it fits the key in the bag, which proves nothing by itself"))
      return
    }
    if let until = entry.until, let day = result.label.map({ $0.disposal?.day ?? $0.asOf.utcDay }), day > until {
      throw problem(
        "key-expired", place, "The key was no longer in use.", "\(day), signed by \(signature.identifier)",
        "at most \(until)")
    }
    result.conclude(.signature, .passed("signed by \(signature.identifier)"))
  }

  /// A list of keys is a promise that no other key signs.
  private func requireKnown(_ signature: MinisignSignature, _ place: SourcePlace) throws(Diagnostic) {
    guard mustBeSigned || !keys.entries.isEmpty else { return }
    throw problem(
      "wrong-key", place, "A key signed this that is not one of those given.", signature.identifier,
      keys.entries.map(\.key.identifier).joined(separator: ", "))
  }

  /// The bag's own copy of `content/keys.csv` tells damage from nothing, no more.
  private func keyBeside(_ identifier: String) -> KeyList.Entry? {
    let parts = "data/\(KeyList.path)".split(separator: "/").map(String.init)
    guard let name = parts.last,
      case .reached(let folder)? = try? Walk.to(parts.dropLast().joined(separator: "/"), below: bag.folder),
      case .file(let size, _)? = try? folder.entry(name), size < 1 << 20, let bytes = try? folder.contents(name)
    else { return nil }
    return KeyList.read(String(decoding: bytes, as: UTF8.self), file: name).value[identifier]
  }

  private func problem(
    _ code: String, _ place: SourcePlace, _ summary: String, _ found: String?, _ expected: String
  ) -> Diagnostic {
    Diagnostic(code: code, at: place, summary, found: found, expected: expected)
  }
}
