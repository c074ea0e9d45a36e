import Foundation
import FuzzSupport
import Testing
import TestSupport

/// Every input that fuzzing has found a bug with, and every seed, keeps every property.
@Suite(.timeLimited) struct RegressionTests {
  private static let inputs = Project.root.appendingPathComponent("Tests/FuzzTests/Inputs")

  private static var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: inputs.path)) ?? []).filter { $0 != "README.md" }.sorted()
  }

  @Test(arguments: names) func whatOnceFailed(_ name: String) throws {
    try Subject(Array(Data(contentsOf: Self.inputs.appendingPathComponent(name)))).check()
  }

  @Test func seeds() throws {
    #expect(Seeds.files.count > 200 && Seeds.trees.count > 200)
    for seed in Seeds.files { try Subject(seed).check() }
  }
}
