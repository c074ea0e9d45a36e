import Foundation
import Linter
import Reachability
import Testing
import TestSupport
@testable import Rules

/// Every rule file is in the catalogue, and stands where its name and its topic say.
@Suite(.timeLimited) struct CompletenessTests {
  /// A rule as its file declares it.
  private struct Declaration {
    let file: URL
    let property: String
    let id: String
    let topic: String
  }

  private static func declarations() throws -> [Declaration] {
    let folder = Project.root.appendingPathComponent("Sources/Rules")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.flatMap { file in
      let text = try String(contentsOf: file, encoding: .utf8)
      return text.matches(of: /static let (\w+) = Rule\(\s*id: "([^"]*)", topic: \.(\w+)/).map { match in
        Declaration(
          file: file, property: String(match.output.1), id: String(match.output.2), topic: String(match.output.3))
      }
    }
  }

  @Test func everyRuleFileIsInTheCatalogue() throws {
    let ids = try Self.declarations().map(\.id)
    #expect(ids.sorted() == Rule.all.map(\.id).sorted())
  }

  @Test func filesAreNamedAfterTheirRules() throws {
    for declaration in try Self.declarations() {
      let name = declaration.file.deletingPathExtension().lastPathComponent
      let folder = declaration.file.deletingLastPathComponent().lastPathComponent
      #expect(name.lowercased() == declaration.property.lowercased())
      #expect(name.lowercased() == declaration.id.replacing("-", with: "").lowercased())
      #expect(folder.lowercased() == declaration.topic.lowercased(), "\(declaration.id) stands in \(folder)")
    }
  }

  /// What a session says of a rule must be there to be explained.
  @Test(arguments: RuleID.allCases) func sessionsNameRulesThatExist(_ id: RuleID) {
    #expect(Rule.all.contains { $0.id == id.text })
  }

  @Test func theCatalogueIsInOrderOfTopics() throws {
    let topics = Rule.all.map(\.topic)
    let order = try topics.map { try #require(Rule.Topic.allCases.firstIndex(of: $0)) }
    #expect(order == order.sorted())
  }
}
