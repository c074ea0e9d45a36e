import Foundation
import TestSupport
import Testing

/// A golden file that no test names is one that nobody compares any more.
@Suite(.timeLimited) struct GoldenFileTests {
  @Test func everyGoldenFileIsCompared() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let sources = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
      .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }.joined()
    let golden = try FileManager.default.subpathsOfDirectory(atPath: folder.appendingPathComponent("Golden").path)
      .filter { $0.contains(".") }
    for name in golden {
      // Tests of all formats add the ending of each to one name.
      let stem = name.prefix { $0 != "." }
      #expect(sources.contains("\"\(name)\"") || sources.contains("\"\(stem)\""), "no test names Golden/\(name)")
    }
    #expect(golden.count > 20)
  }
}
