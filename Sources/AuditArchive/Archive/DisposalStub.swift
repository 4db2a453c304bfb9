public import OutputTree
public import ReportCore
public import SafeFiles

/// The little bag that takes the place of one that was disposed of: its manifests, label and signature, so that the
/// chain still holds, and whoever kept a copy can prove what was in it.
public enum DisposalStub {
  /// Makes the stub of the bag in `folder`, as checked in `bag`. `next` says where the disposal stands in the chain.
  /// Throws `disposal` for what is not a sound bag of an edition.
  public static func image(
    of bag: Verification, in folder: Folder, reason: String, day: CalendarDay, sequence: Int,
    previous: ContentDigest?, agent: String
  ) throws(Diagnostic) -> BagImage {
    guard bag.subject == .edition, let label = bag.label, let digest = bag.digest, bag.isSound else {
      throw Diagnostic(
        code: "disposal", at: SourcePlace(file: bag.shown), "Only a bag that is whole can be disposed of.",
        remedy: "see what is wrong with it: peil verify \(bag.shown)")
    }
    var stub = label
    stub.sequence = sequence
    stub.previous = previous
    stub.disposal = BagLabel.Disposal(
      bag: digest, sequence: label.sequence, previous: label.previous, day: day, reason: oneLine(reason))
    var payload = OutputTree()
    let kept = [BagInfo.name, BagImage.manifestName, BagImage.tagManifestName, BagImage.signatureName]
    for name in kept where try folder.entry(name) != .absent {
      try payload.add(try folder.contents(name), at: try OutputPath("disposed/\(name)"))
    }
    return try BagImage(stub, payload: payload, agent: agent)
  }

  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }
}
