// swift-tools-version: 6.2
import PackageDescription

/// The fuzz program links only with `--sanitize fuzzer`, which brings its `main`; `scripts/fuzz` asks for it.
let isFuzzing = Context.environment["FTPSGATE_FUZZ"] != nil

/// The only test targets, separated by blanks, if not all; `scripts/test-libxml2` builds no more than it runs.
let chosenTests = Context.environment["FTPSGATE_TESTS"]?.split(separator: " ").map(String.init)

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  // What a newer libxml2 deprecates still builds; the version is whoever builds' own.
  .treatWarning("DeprecatedDeclaration", as: .warning),
  // Types such as [String] are found by calls and not by names that the runtime reads and looks up, which quickens the start.
  // It is a flag of the compiler's front end: where a newer one does not know it, the program is the same without.
  .unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"], .when(configuration: .release)),
]

let fuzzTargets: [Target] = [
  .executableTarget(
    name: "ftpsgate-servers", dependencies: ["FuzzSupport"], path: "Tests/Servers", swiftSettings: settings),
  .systemLibrary(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
  .executableTarget(
    name: "ftpsgate-fuzz", dependencies: ["CLibFuzzer", "FuzzSupport"], path: "Tests/Fuzz",
    swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
]

private func isChosen(_ target: Target) -> Bool {
  target.type != .test || chosenTests?.contains(target.name) ?? true
}

let package = Package(
  name: "ftpsgate",
  products: [.executable(name: "ftpsgate", targets: ["ftpsgate"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: ([
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    // Valgrind 3.19, which counts instructions, refuses a program with what clang 21 notes for debuggers by itself.
    .target(name: "CCommit", cSettings: [.unsafeFlags(["-gdwarf-4"])], swiftSettings: settings),
    .target(name: "Inet", swiftSettings: settings),
    .target(name: "Text", dependencies: ["Inet"], swiftSettings: settings),
    .target(name: "Threads", swiftSettings: settings),
    .target(
      name: "IISConfiguration", dependencies: ["CLibXML2", "Inet", "Text", "Threads"], swiftSettings: settings),
    .target(name: "NetworkModel", dependencies: ["IISConfiguration", "Inet", "Text"], swiftSettings: settings),
    .target(
      name: "Reachability", dependencies: ["IISConfiguration", "Inet", "NetworkModel", "Text"], swiftSettings: settings),
    .target(
      name: "Linter", dependencies: ["IISConfiguration", "Inet", "NetworkModel", "Reachability", "Text", "Threads"],
      swiftSettings: settings),
    .target(
      name: "Rules", dependencies: ["IISConfiguration", "Inet", "Linter", "NetworkModel", "Reachability", "Text"],
      swiftSettings: settings),
    .target(
      name: "Emit", dependencies: ["IISConfiguration", "Inet", "Linter", "NetworkModel", "Reachability", "Text"],
      swiftSettings: settings),
    .target(
      name: "Environment", dependencies: ["IISConfiguration", "Inet", "NetworkModel", "Text"], swiftSettings: settings),
    .target(
      name: "Policies",
      dependencies: [
        "CLibYAML", "Environment", "IISConfiguration", "Inet", "Linter", "NetworkModel", "Reachability", "Rules",
        "Text",
      ], swiftSettings: settings),
    .executableTarget(
      name: "ftpsgate",
      dependencies: [
        "CCommit", "Emit", "Environment", "IISConfiguration", "Inet", "Linter", "NetworkModel", "Policies",
        "Reachability", "Rules", "Text", "Threads", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["IISConfiguration", "Linter", "Reachability", "Rules"],
      path: "Tests/TestSupport", swiftSettings: settings),
    .target(
      name: "FuzzSupport",
      dependencies: [
        "Emit", "Environment", "IISConfiguration", "Inet", "Linter", "NetworkModel", "Reachability", "Rules", "Text",
      ],
      path: "Tests/FuzzSupport", swiftSettings: settings),
    .testTarget(name: "InetTests", dependencies: ["FuzzSupport", "Inet", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "TextTests", dependencies: ["TestSupport", "Text"], swiftSettings: settings),
    .testTarget(
      name: "IISConfigurationTests", dependencies: ["CLibXML2", "IISConfiguration", "Inet", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "NetworkModelTests",
      dependencies: ["FuzzSupport", "IISConfiguration", "Inet", "NetworkModel", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "LinterTests", dependencies: ["IISConfiguration", "Linter", "Reachability", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ReachabilityTests",
      dependencies: [
        "FuzzSupport", "IISConfiguration", "Inet", "Linter", "NetworkModel", "Reachability", "TestSupport", "Text",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "EnvironmentTests",
      dependencies: [
        "Environment", "ftpsgate", "FuzzSupport", "IISConfiguration", "Inet", "Linter", "NetworkModel", "Reachability",
        "TestSupport", "Text",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "RulesTests",
      dependencies: [
        "Environment", "IISConfiguration", "Inet", "Linter", "NetworkModel", "Reachability", "Rules", "TestSupport",
        "Text",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "EmitTests",
      dependencies: [
        "Emit", "FuzzSupport", "IISConfiguration", "Inet", "Linter", "NetworkModel", "Reachability", "Rules",
        "TestSupport",
        "Text",
      ],
      exclude: ["Golden", "Stub"], swiftSettings: settings),
    .testTarget(
      name: "PoliciesTests",
      dependencies: [
        "IISConfiguration", "Inet", "Linter", "NetworkModel", "Policies", "Reachability", "Rules", "TestSupport",
        "Text",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Emit", "ftpsgate", "FuzzSupport", "IISConfiguration", "Linter", "NetworkModel", "Reachability", "Rules",
        "TestSupport", "Threads", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "FuzzTests", dependencies: ["Emit", "FuzzSupport", "TestSupport", "ftpsgate"], exclude: ["Inputs"],
      swiftSettings: settings),
  ] + (isFuzzing ? fuzzTargets : [])).filter(isChosen),
  swiftLanguageModes: [.v6]
)
