/// `peil verify` beside `sha256sum -c` on the same manifests.
extension Measurements {
  /// A bag of an edition, and a bag as large as many years.
  mutating func verify() throws {
    let site = workshop.path("archived")
    _ = try Tool.run([workshop.peil, "new", site])
    let seats = """
      date_from,date_to,vendor,description,amount,currency,team,project,invoice_no,kind
      2026-01-05,2026-03-30,Seats,Twelve weeks,1200.00,EUR,content,,S-1,seat

      """
    _ = try Tool.run(["sh", "-c", "cat >\(site)/content/ledger/seats.csv"], input: seats)
    _ = try Tool.run([workshop.peil, "archive", "--site", site])
    defer { workshop.remove("archived") }
    try verify("a bag of an edition", "\(site)/archive/2026-W10-r1", manifest: "manifest-sha256.txt")

    let large = workshop.path("large-bag")
    _ = try Tool.run(["sh", "-c", VerifyBag.script, large, String(max(20, rows / 2500))])
    defer { workshop.remove("large-bag") }
    try verify("a large bag", large, manifest: "manifest-sha256.txt")

    let all = try (0..<runs).map { _ in try Tool.run([workshop.peil, "verify", "\(site)/archive"]).seconds }
    let quick = try (0..<runs).map { _ in try Tool.run([workshop.peil, "verify", "--quick", "\(site)/archive"]).seconds
    }
    report.heading("An archive of twelve bags")
    report.seconds("peil verify", all)
    report.seconds("peil verify --quick", quick)
  }

  private mutating func verify(_ title: String, _ bag: String, manifest: String) throws {
    report.heading("Verifying \(title)")
    var seconds: (peil: [Double], sums: [Double]) = ([], [])
    for _ in 0..<runs {
      seconds.sums.append(
        try Tool.run(["sh", "-c", "cd \"$0\" && sha256sum --strict --quiet -c \(manifest)", bag]).seconds)
      seconds.peil.append(try Tool.run([workshop.peil, "verify", bag]).seconds)
    }
    report.seconds("sha256sum --strict -c", seconds.sums)
    report.seconds("peil verify", seconds.peil)
    report.judge("peil verify to sha256sum, \(title)", median(seconds.peil) / median(seconds.sums), atMost: 1.5)
  }
}

private enum VerifyBag {
  /// `$1` files of a megabyte in the folder `$0`, as a bag.
  static let script = """
    set -e
    mkdir -p "$0/data" && cd "$0"
    for number in $(seq "$1"); do head -c 1000000 /dev/urandom >"data/$number"; done
    printf 'BagIt-Version: 1.0\\nTag-File-Character-Encoding: UTF-8\\n' >bagit.txt
    sha256sum data/* >manifest-sha256.txt
    """
}
