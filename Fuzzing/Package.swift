// swift-tools-version: 6.2
import PackageDescription

// A package of its own: `swift build` of the program does not build it. `scripts/fuzz` builds it with the fuzzer's
// coverage and the address sanitizer in every module, so it links to the sources of those that read what others wrote.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "fuzzing",
  dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
  targets: [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "ReportCore", swiftSettings: settings),
    .target(
      name: "YAMLDocuments", dependencies: ["ReportCore", .product(name: "Yams", package: "Yams")],
      swiftSettings: settings),
    .target(name: "CostExports", dependencies: ["CZlib", "ReportCore", "YAMLDocuments"], swiftSettings: settings),
    .target(name: "Pricing", dependencies: ["CostExports", "ReportCore", "YAMLDocuments"], swiftSettings: settings),
    // The fuzzer's driver; it comes with the compiler.
    .target(name: "CLibFuzzer"),
    .executableTarget(
      name: "Fuzz", dependencies: ["CLibFuzzer", "CostExports", "Pricing", "ReportCore", "YAMLDocuments"],
      swiftSettings: settings),
  ]
)
