import LedgerStore
import ReportCore

/// What `peil ledger --json` prints; fields are only ever added.
struct ActList: Encodable {
  let schema = "peil.ledger/1"
  let acts: [ActText]
}

/// One act as text, exact.
struct ActText: Encodable {
  let number: Int
  let moment: String
  let act: String
  let file: String
  let sha256: String
  let importer: String
  let note: String
  let rows: Int
  let entered: Int
  let left: Int
  let firstDay: String?
  let lastDay: String?
  let euroCost: String
  let euroBilled: String
  let withdrawnBy: Int?

  init(_ act: LedgerAct) {
    number = act.line.number
    moment = act.line.moment.description
    self.act = act.line.act.rawValue
    file = act.line.file
    sha256 = act.line.sha256
    importer = act.line.importer
    note = act.line.note
    rows = act.rows
    entered = act.entered
    left = act.left
    firstDay = act.days?.lowerBound.description
    lastDay = act.days?.upperBound.description
    euroCost = FixedDecimal(nanos: Int128(act.euroCost)).description
    euroBilled = FixedDecimal(nanos: Int128(act.euroBilled)).description
    withdrawnBy = act.withdrawnBy
  }
}

/// What `peil ledger show --json` prints; fields are only ever added.
struct ActDetailText: Encodable {
  let schema = "peil.ledger-act/1"
  let act: ActText
  let superseded: [Share]
  let restored: [Share]
  let valued: [Share]
  let restsOn: [Int]
  let carries: [Int]

  struct Share: Encodable {
    let act: Int
    let entries: Int
  }

  init(_ detail: LedgerActDetail) {
    act = ActText(detail.act)
    superseded = detail.superseded.map { Share(act: $0.importNumber, entries: $0.entries) }
    restored = detail.restored.map { Share(act: $0.importNumber, entries: $0.entries) }
    valued = detail.valued.map { Share(act: $0.importNumber, entries: $0.entries) }
    restsOn = detail.restsOn
    carries = detail.carries
  }
}
