import Foundation
import Linter
import TestSupport
import Testing

@testable import Rules

/// What the sources promise of themselves: every rule registered, layers kept apart, C in one file.
@Suite struct ArchitectureTests {
  private static let sources = Project.root.appendingPathComponent("Sources")

  /// The Swift files below a folder of the sources, by their paths in it, with their texts.
  private func files(in folder: String) throws -> [(path: String, text: String)] {
    let root = Self.sources.appendingPathComponent(folder)
    return try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }.sorted()
      .map { ($0, try String(contentsOf: root.appendingPathComponent($0), encoding: .utf8)) }
  }

  @Test func everyRuleFileIsRegisteredInItsTopicsFolder() throws {
    let folders: [String: Rule.Topic] = [
      "Reading": .reading, "Bindings": .bindings, "PassivePorts": .passivePorts, "ExternalAddress": .externalAddress,
      "TLS": .tls, "Access": .access,
    ]
    var found: [String] = []
    for file in try files(in: "Rules") {
      for match in file.text.matches(of: /static let \w+ = Rule\(\n\s+id: "([^"]+)"/) {
        let id = String(match.output.1)
        found.append(id)
        let parts = file.path.split(separator: "/")
        let words = id.split(separator: "-").joined()
        #expect(parts.last.map { $0.lowercased() } == "\(words).swift", "\(id) stands in \(file.path)")
        let rule = try #require(Rule.all.first { $0.id == id }, "\(id) is missing from AllRules.swift")
        #expect(parts.first.flatMap { folders[String($0)] } == rule.topic, "\(id) stands in \(file.path)")
      }
    }
    #expect(found.sorted() == Rule.all.map(\.id).sorted())
  }

  @Test func rulesAreInTheOrderOfTheirTopics() {
    let topics = Rule.all.map(\.topic)
    let order = Rule.Topic.allCases
    #expect(topics == topics.sorted { order.firstIndex(of: $0) ?? 0 < order.firstIndex(of: $1) ?? 0 })
  }

  @Test(arguments: ["Inet", "Linter", "Reachability", "Rules"]) func innerLayersDoWithoutFoundation(
    _ target: String
  ) throws {
    for file in try files(in: target) {
      #expect(file.text.firstMatch(of: /import Foundation/) == nil, "\(target)/\(file.path)")
    }
  }

  @Test(arguments: ["Emit", "ftpsgate"]) func outerLayersNeedFoundationEssentialsAtMost(_ target: String) throws {
    for file in try files(in: target) {
      #expect(file.text.firstMatch(of: /import Foundation\b/) == nil, "\(target)/\(file.path)")
    }
  }

  @Test func onlyOneFileKnowsTheParser() throws {
    let users = try ["Inet", "Linter", "Reachability", "Rules", "Emit", "ftpsgate"].flatMap { target in
      try files(in: target).filter { $0.text.contains("import CLibXML2") }.map { "\(target)/\($0.path)" }
    }
    #expect(users == ["Linter/XML/LibXML2.swift"])
  }

  @Test func rulesAndDialectsNeverSeeEachOther() throws {
    for file in try files(in: "Emit") { #expect(!file.text.contains("import Rules"), "\(file.path)") }
    for file in try files(in: "Rules") { #expect(!file.text.contains("import Emit"), "\(file.path)") }
  }

  @Test func filesHoldOneIdea() throws {
    for target in ["Inet", "Linter", "Reachability", "Rules", "Emit", "ftpsgate"] {
      for file in try files(in: target) {
        #expect(
          file.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 400, "\(target)/\(file.path)")
      }
    }
  }
}
