// swift-tools-version: 6.2
import PackageDescription

// The ladder: a module may import what its line names, nothing else. A euro travels from top to bottom.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], resources: [Resource]? = nil,
  plugins: [Target.PluginUsage]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: settings,
    plugins: plugins)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies, exclude: exclude,
    swiftSettings: settings)
}

// SQLite through a library that has earned trust: migrations, cached statements, busy handling.
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
// YAML with line marks, so that a mistake in a register is reported where it stands.
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
// SHA-256 now, Ed25519 for the archive.
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "peil",
  products: [.executable(name: "peil", targets: ["peil"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Values: money, days, weeks, figures, diagnostics.
    module("ReportCore"),
    // YAML with lines: registers, mapping files and price agreements read it, so it stands above all of them.
    module("YAMLDocuments", ["ReportCore", yams]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // Bytes of one export → rows. No SQL, no clock. A mapping file describes an export, hence the YAML; exports come
    // compressed, hence zlib.
    module("CostExports", ["CZlib", "ReportCore", "YAMLDocuments"]),
    // Rows → euro: exchange rates, closing days, exact splitting. Price agreements are YAML.
    module("Pricing", ["CostExports", "ReportCore", "YAMLDocuments"]),
    // The only SQL. It hashes what it imports, hence Crypto.
    module("LedgerStore", ["CostExports", "Pricing", "ReportCore", grdb, crypto]),
    // What people keep in YAML and CSV.
    module("Registers", ["ReportCore", "YAMLDocuments"]),
    .systemLibrary(
      name: "CCmarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    // cmark-gfm's tree as values; its lock lives here.
    module("MarkdownTree", ["CCmarkGFM", "ReportCore"]),
    // Checklists and their assertions.
    module("Roadmaps", ["MarkdownTree", "Registers", "ReportCore"]),
    // One rule of the playbook, one type, one file. No SQL, no HTML.
    module("PlaybookRules", ["Registers", "ReportCore", "Roadmaps"]),
    // Ledger and registers → the figures of a week. CostExports for the charge kinds of roll-up cells.
    module(
      "Editions",
      ["CostExports", "LedgerStore", "PlaybookRules", "Pricing", "Registers", "ReportCore", "Roadmaps", crypto]),
    // Scales, marks, charts. Knows no money and imports nothing.
    module("SVGCharts"),
    // Paths, bytes, digests.
    module("OutputTree", ["ReportCore", crypto]),
    // Figures → pages. Templates are Mustache, rendered here into bytes: with swift-mustache most of a clean build's time
    // went into text and `Any`, and a quote with an accent on it was no quote to its escaping.
    module(
      "ReportSite",
      ["Editions", "OutputTree", "PlaybookRules", "Registers", "ReportCore", "Roadmaps", "SVGCharts", yams]),
    // Files below one opened folder, without following a link: what is published and what is archived share it.
    module("SafeFiles", ["OutputTree", "ReportCore"]),
    // Pages → disk.
    module("SitePublishing", ["OutputTree", "ReportCore", "SafeFiles"]),
    // Bags, their chain and signatures. Crypto for digests other than SHA-256 and for Ed25519.
    module("AuditArchive", ["OutputTree", "ReportCore", "SafeFiles", crypto]),
    // The only clock, environment and console. `templates/` rides along, so that the binary stands alone.
    module(
      "PeilCommand",
      [
        "AuditArchive", "CostExports", "Editions", "LedgerStore", "OutputTree", "PlaybookRules", "Registers",
        "ReportCore",
        "ReportSite", "Roadmaps", "SafeFiles", "SitePublishing", arguments,
      ],
      plugins: ["EmbedTemplates"]),
    .executableTarget(name: "peil", dependencies: ["PeilCommand"], swiftSettings: settings),

    // At build time: every file below templates/ becomes text in the program. SwiftPM's own `.embedInCode` names a
    // resource by its last part only, so that two files called site.yml would collide, and compiles slowly.
    .executableTarget(name: "EmbedFiles", swiftSettings: settings),
    .plugin(name: "EmbedTemplates", capability: .buildTool(), dependencies: ["EmbedFiles"]),
    // Writes the fictional company's exports: `swift run SampleCompany .`
    .executableTarget(name: "SampleCompany", dependencies: ["ReportCore", crypto], swiftSettings: settings),

    tests(of: "AuditArchive", ["OutputTree", "ReportCore", "SafeFiles"], exclude: ["Fixtures"]),
    tests(of: "CostExports", ["ReportCore"]),
    tests(of: "Editions", ["CostExports", "LedgerStore", "PlaybookRules", "Registers", "ReportCore", "Roadmaps"]),
    tests(of: "LedgerStore", ["CostExports", "Pricing", "ReportCore", grdb]),
    tests(of: "MarkdownTree", ["ReportCore"]),
    tests(of: "OutputTree", ["ReportCore"]),
    tests(
      of: "PeilCommand",
      ["Editions", "LedgerStore", "OutputTree", "ReportCore", "ReportSite", "SafeFiles", "SitePublishing"]),
    tests(of: "PlaybookRules", ["Registers", "ReportCore", "Roadmaps"]),
    tests(of: "Pricing", ["CostExports", "ReportCore"]),
    tests(of: "Registers", ["ReportCore"]),
    tests(of: "ReportCore"),
    tests(
      of: "ReportSite", ["Editions", "OutputTree", "PlaybookRules", "Registers", "ReportCore", "Roadmaps"],
      exclude: ["Goldens"]),
    tests(of: "Roadmaps", ["Registers", "ReportCore"]),
    tests(of: "SVGCharts", exclude: ["Goldens"]),
    tests(of: "SafeFiles", ["OutputTree", "ReportCore"]),
    tests(of: "SampleCompany", ["ReportCore", crypto]),
    tests(of: "SitePublishing", ["OutputTree", "ReportCore"]),
    tests(of: "YAMLDocuments", ["ReportCore"]),
    .testTarget(
      name: "StoryTests", dependencies: ["PeilCommand", "ReportCore"], exclude: ["Stories"], swiftSettings: settings),
  ]
)
