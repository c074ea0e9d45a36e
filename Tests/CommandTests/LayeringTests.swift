import Foundation
import Testing
import TestSupport

/// What each module may import, so that the layers stay what docs/design.md says.
@Suite(.timeLimited) struct LayeringTests {
  private static let allowed: [String: Set<String>] = [
    "CCommit": [], "CLibXML2": [], "Inet": [], "Text": ["Inet"],
    "Threads": ["Darwin", "Dispatch", "Glibc", "Musl", "Synchronization"],
    "IISConfiguration": ["CLibXML2", "Inet", "Text", "Threads"],
    "NetworkModel": ["IISConfiguration", "Inet", "Text"],
    "Reachability": ["IISConfiguration", "Inet", "NetworkModel", "Synchronization", "Text"],
    "Linter": ["IISConfiguration", "Inet", "NetworkModel", "Reachability", "Text", "Threads"],
    "Rules": ["IISConfiguration", "Inet", "Linter", "NetworkModel", "Reachability", "Synchronization", "Text"],
    "Emit": ["IISConfiguration", "Inet", "Linter", "NetworkModel", "Reachability", "Text"],
    "Environment": ["IISConfiguration", "Inet", "NetworkModel", "Text"],
    "CLibYAML": [],
    "Policies": [
      "CLibYAML", "Environment", "IISConfiguration", "Inet", "Linter", "NetworkModel", "Reachability", "Rules", "Text",
    ],
    "ftpsgate": [
      "ArgumentParser", "CCommit", "Darwin", "Emit", "Environment", "Glibc", "IISConfiguration",
      "Inet", "Linter", "Musl", "NetworkModel", "Policies", "Reachability", "Rules", "Synchronization", "Text",
      "Threads",
    ],
  ]

  /// The modules that each Swift file under Sources imports.
  private static func imports() throws -> [(module: String, file: String, imports: [String])] {
    let sources = Project.root.appendingPathComponent("Sources")
    return try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }.map {
      path in
      let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
      let pattern =
        /^[ \t]*(?:@\w+(?:\([^)]*\))? )*(?:\w+ )?import (?:(?:struct|class|enum|protocol|func|let|var|typealias) )?(\w+)/
      let imports = text.matches(of: pattern.anchorsMatchLineEndings()).map { String($0.output.1) }
      return (path.split(separator: "/").first.map(String.init) ?? "", path, imports)
    }
  }

  @Test func modulesImportOnlyWhatLiesBelowThem() throws {
    let files = try Self.imports()
    #expect(Set(files.map(\.module)).isSubset(of: Self.allowed.keys) && files.count > 100)
    for file in files {
      let allowed = Self.allowed[file.module, default: []]
      for name in file.imports { #expect(allowed.contains(name), "\(file.file) imports \(name)") }
    }
  }

  @Test func fewFilesKnowTheLibrariesAndTwoFoldersTheSystem() throws {
    let files = try Self.imports()
    #expect(files.filter { $0.imports.contains("CLibYAML") }.map(\.file) == ["Policies/YAML/YAMLParser.swift"])
    #expect(
      files.filter { $0.imports.contains("CLibXML2") }.map(\.file).sorted() == [
        "IISConfiguration/Encoding/NamedEncoding.swift", "IISConfiguration/XML/LibXML2.swift",
      ])
    let system = files.filter { $0.imports.contains("Glibc") }.map(\.file)
    #expect(!system.isEmpty && system.allSatisfy { $0.hasPrefix("ftpsgate/System/") || $0.hasPrefix("Threads/") })
  }

  @Test func everyTargetHasTheSettings() throws {
    let manifest = try String(contentsOf: Project.root.appendingPathComponent("Package.swift"), encoding: .utf8)
    #expect(manifest.contains(".strictMemorySafety()") && manifest.contains(".treatAllWarnings(as: .error)"))
    let targets = manifest.matches(of: /\.(target|testTarget|executableTarget)\(\s*name: "/).count
    #expect(targets > 10 && manifest.matches(of: /swiftSettings: settings/).count == targets)
  }

  @Test func filesHoldOneIdea() throws {
    for file in try Self.imports().map(\.file) {
      let text = try String(contentsOf: Project.root.appendingPathComponent("Sources/\(file)"), encoding: .utf8)
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 400, "\(file)")
    }
  }
}
