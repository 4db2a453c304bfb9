// swift-tools-version: 6.2
import PackageDescription

// A package of its own: `swift build` of the program does not build it, and it sees the program as a user does, by its
// command line.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "benchmarks",
  dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")],
  targets: [
    // Exports of any size, the same bytes every time.
    .target(name: "SpendLogsData", swiftSettings: settings),
    // Peers and program side by side.
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["SpendLogsData", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: settings),
    .testTarget(name: "SpendLogsDataTests", dependencies: ["SpendLogsData"], swiftSettings: settings),
  ]
)
