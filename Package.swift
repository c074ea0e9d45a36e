// swift-tools-version: 6.2
import PackageDescription

/// The fuzz program links only with `--sanitize fuzzer`, which brings its `main`; `scripts/fuzz` asks for it.
let isFuzzing = Context.environment["FTPSGATE_FUZZ"] != nil

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let fuzzTargets: [Target] = [
  .systemLibrary(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
  .executableTarget(
    name: "ftpsgate-fuzz", dependencies: ["CLibFuzzer", "FuzzSupport"], path: "Tests/Fuzz",
    swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
]

let package = Package(
  name: "ftpsgate",
  products: [.executable(name: "ftpsgate", targets: ["ftpsgate"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "Inet", swiftSettings: settings),
    .target(name: "Linter", dependencies: ["CLibXML2", "Inet"], swiftSettings: settings),
    .target(name: "Reachability", dependencies: ["Inet", "Linter"], swiftSettings: settings),
    .target(
      name: "Rules", dependencies: ["Inet", "Linter", "Reachability"], swiftSettings: settings),
    .target(
      name: "Emit", dependencies: ["Inet", "Linter", "Reachability"], swiftSettings: settings),
    .target(
      name: "Environment", dependencies: ["Inet", "Linter", "Reachability"], swiftSettings: settings),
    .executableTarget(
      name: "ftpsgate",
      dependencies: [
        "Emit", "Environment", "Inet", "Linter", "Reachability", "Rules",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["Linter", "Rules"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .target(
      name: "FuzzSupport", dependencies: ["Emit", "Environment", "Inet", "Linter", "Reachability", "Rules"],
      path: "Tests/FuzzSupport",
      swiftSettings: settings),
    .testTarget(name: "InetTests", dependencies: ["FuzzSupport", "Inet"], swiftSettings: settings),
    .testTarget(
      name: "LinterTests", dependencies: ["Inet", "Linter", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ReachabilityTests", dependencies: ["FuzzSupport", "Inet", "Linter", "Reachability", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "EnvironmentTests",
      dependencies: ["Environment", "FuzzSupport", "Inet", "Linter", "Reachability", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "RulesTests", dependencies: ["Environment", "Inet", "Linter", "Reachability", "Rules", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "EmitTests",
      dependencies: ["Emit", "FuzzSupport", "Inet", "Linter", "Reachability", "Rules", "TestSupport"],
      exclude: ["Golden", "Stub"], swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["ftpsgate", "Reachability", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzSupport", "TestSupport", "ftpsgate"], exclude: ["Inputs"],
      swiftSettings: settings),
  ] + (isFuzzing ? fuzzTargets : []),
  swiftLanguageModes: [.v6]
)
