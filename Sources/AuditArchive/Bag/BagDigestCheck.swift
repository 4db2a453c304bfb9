import ReportCore
import SafeFiles

/// The files of a bag against its manifests.
struct BagDigestCheck {
  private(set) var findings: [Diagnostic] = []
  private(set) var files = 0
  private(set) var bytes = 0

  /// `isOurs`: every tag file but the tag manifest and its signature must be listed, which the RFC leaves open.
  init(_ bag: BagReading, isOurs: Bool, threads: Int) {
    let listing = bag.listing
    let strict = bag.declaration?.isStrict ?? true
    let payload = listing.files.filter(\.key.isPayload)
    let unlistable = { (path: BagPath) in
      path.description == BagImage.signatureName || BagManifest.kind(of: path.description)?.isOfTags == true
    }
    let tags = listing.files.filter { !$0.key.isPayload && !unlistable($0.key) }

    let wanted = BagDigestCheck.wanted(bag.manifests, payload: payload, tags: tags)
    let (digests, failures) = FileDigests.of(wanted, below: bag.folder, threads: threads)
    findings += failures
    files = digests.count
    bytes = digests.keys.reduce(0) { $0 + (listing.files[$1] ?? 0) }

    let oxum = bag.info?["Payload-Oxum"].flatMap(PayloadOxum.init)
    var named: Set<BagPath> = []
    for manifest in bag.manifests {
      let area = manifest.isOfTags ? tags : payload
      var comparison = BagDigestCheck.comparison(manifest, area, digests, bag)
      comparison.totalBytes = manifest.isOfTags ? nil : oxum?.octets
      comparison.extraSeverity = !manifest.isOfTags || isOurs ? .error : .warning
      comparison.isLenient = !isOurs
      let others = bag.manifests.filter { $0.isOfTags == manifest.isOfTags && $0.file != manifest.file }
      for (path, finding) in comparison.findings {
        // Drafts let each manifest list a part of the payload, and a tag manifest need not list everything.
        if finding.code == "extra", !strict || manifest.isOfTags, others.contains(where: { $0.digests[path] != nil }) {
          continue
        }
        // One change is one finding, however many manifests tell of it.
        if named.insert(path).inserted { findings.append(finding) }
      }
    }
    checkOxum(bag, payload)
    checkFetch(bag, payload)
  }

  /// Every listed file in the algorithms that list it; other files too when something is missing, to find it again.
  private static func wanted(
    _ manifests: [BagManifest], payload: [BagPath: Int], tags: [BagPath: Int]
  ) -> [BagPath: Set<BagAlgorithm>] {
    var wanted: [BagPath: Set<BagAlgorithm>] = [:]
    for manifest in manifests {
      let area = manifest.isOfTags ? tags : payload
      let isWhole = manifest.digests.keys.allSatisfy { area[$0] != nil }
      for path in area.keys where !isWhole || manifest.digests[path] != nil {
        wanted[path, default: []].insert(manifest.algorithm)
      }
    }
    return wanted
  }

  private static func comparison(
    _ manifest: BagManifest, _ area: [BagPath: Int], _ digests: [BagPath: [BagAlgorithm: String]], _ bag: BagReading
  ) -> Comparison {
    Comparison(
      expected: Dictionary(
        uniqueKeysWithValues: manifest.digests.map { path, digest in
          let place = SourcePlace(file: manifest.file, line: manifest.lines[path])
          return (path, Comparison.Expected(digest: digest, list: place))
        }),
      found: digests.compactMapValues { $0[manifest.algorithm] }, present: area, shown: { bag.shown($0.description) })
  }

  /// Only what no other finding explains: a file added or lost changes the sum as well.
  private mutating func checkOxum(_ bag: BagReading, _ payload: [BagPath: Int]) {
    guard let text = bag.info?["Payload-Oxum"] else { return }
    let place = SourcePlace(file: bag.shown(BagInfo.name), field: "Payload-Oxum")
    guard let stated = PayloadOxum(text) else {
      findings.append(
        Diagnostic(
          code: "oxum", at: place, "This is not a number of bytes and of files.", found: text, expected: "4096.12"))
      return
    }
    let found = PayloadOxum(octets: payload.reduce(0) { $0 + $1.value }, files: payload.count)
    let isExplained = findings.contains { $0.severity == .error || $0.code == "missing-system-file" }
    guard found != stated, !isExplained else { return }
    findings.append(
      Diagnostic(
        code: "oxum", at: place, "The payload is not as large as the bag says.", found: found.description,
        expected: stated.description))
  }

  private mutating func checkFetch(_ bag: BagReading, _ payload: [BagPath: Int]) {
    guard let fetch = bag.fetch else { return }
    for (path, line) in fetch.lines.sorted(by: { $0.key < $1.key }) {
      let place = SourcePlace(file: bag.shown(FetchList.name), line: line)
      let listing = bag.payloadManifests.filter { $0.digests[path] != nil }.count
      let needed = bag.declaration?.isStrict == true ? bag.payloadManifests.count : 1
      if listing < needed {
        findings.append(
          Diagnostic(
            code: "fetch-unlisted", at: place, "A file to fetch is not in the manifests.", found: path.description))
      } else if payload[path] == nil {
        findings.append(
          Diagnostic(
            code: "fetch-never", at: place, "This file is to be fetched, and peil fetches nothing.",
            found: path.description, expected: "the file itself, in the bag"))
      }
    }
  }
}
