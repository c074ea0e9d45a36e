import Foundation
import Testing

/// A golden file that no test names is one that nobody compares any more.
@Suite struct GoldenReportTests {
  @Test func everyGoldenFileIsCompared() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let sources = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
      .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }.joined()
    let golden = try FileManager.default.contentsOfDirectory(
      atPath: folder.appendingPathComponent("Golden/Report").path)
    for name in golden { #expect(sources.contains("\"Report/\(name)\""), "no test names Golden/Report/\(name)") }
    #expect(!golden.isEmpty)
  }
}
