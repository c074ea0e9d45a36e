import Foundation
import TestSupport
import Testing

/// What holds for every suite.
@Suite(.timeLimited) struct SuiteTests {
  private static func sources() throws -> [(path: String, text: String)] {
    let tests = Project.root.appendingPathComponent("Tests")
    return try FileManager.default.subpathsOfDirectory(atPath: tests.path).filter { $0.hasSuffix(".swift") }.map {
      ($0, try String(contentsOf: tests.appendingPathComponent($0), encoding: .utf8))
    }
  }

  /// A test that waits for ever says nothing, not even its name.
  @Test func everyTestHasATimeLimit() throws {
    var suites = 0
    for (path, text) in try Self.sources() where text.contains(/^ *@Test\b/.anchorsMatchLineEndings()) {
      let limited = text.matches(of: /^@Suite\(\s*\.timeLimited\b/.anchorsMatchLineEndings()).count
      #expect(limited > 0 && limited == text.matches(of: /^ *@Suite\b/.anchorsMatchLineEndings()).count, "\(path)")
      #expect(
        !text.contains(/^(?:@Test|func \w*test)\b/.anchorsMatchLineEndings()), "\(path): a test outside of a suite")
      suites += limited
    }
    #expect(suites > 100)
  }

  /// A proof that is skipped looks like one; only ``needsCheckers`` may skip, as it does not in CI.
  @Test func nothingIsSkippedInCI() throws {
    for (path, text) in try Self.sources() where path != "TestSupport/NeedsCheckers.swift" {
      #expect(!text.contains(/\.(?:enabled|disabled)\(/), "\(path)")
    }
  }

  /// `make mutants` takes half an hour; that each mutant still fits the sources is seen at once.
  @Test func everyMutantFits() throws {
    let folder = Project.root.appendingPathComponent("Tests/Mutants")
    let patches = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".patch") }
    #expect(patches.count > 40)
    for patch in patches.sorted() {
      let path = folder.appendingPathComponent(patch).path
      let check = try run(
        URL(fileURLWithPath: "/usr/bin/env"), ["git", "apply", "--check", path], folder: Project.root)
      #expect(check.status == 0, "\(patch): \(check.errors)")
    }
  }
}
