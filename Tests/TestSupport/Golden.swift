// The toolchain has no Testing to link statically, and the whole package must build with the Swift runtime inside.
#if canImport(Testing)
internal import Foundation
package import Testing

/// Compares a whole output with the file `Golden/NAME` beside the calling test.
///
/// `GOLDEN=record swift test` writes the files anew, for a person to read before they are committed; a run that records
/// fails, and under `CI` nothing is recorded.
package func expectGolden(
  _ actual: String, _ name: String, file: String = #filePath, at place: SourceLocation = #_sourceLocation
) throws {
  let url = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
    .standardized
  let environment = ProcessInfo.processInfo.environment
  if environment["GOLDEN"] == "record", environment["CI"] == nil {
    let folder = url.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(actual.utf8).write(to: url)
    Issue.record("recorded \(name): read it, then run the tests again", sourceLocation: place)
    return
  }
  guard let expected = try? String(decoding: Data(contentsOf: url), as: UTF8.self) else {
    Issue.record("no golden file \(name); GOLDEN=record writes it", sourceLocation: place)
    return
  }
  #expect(actual == expected, "\(name) differs\n\(difference(expected, actual))", sourceLocation: place)
}

/// The first lines in which two texts differ.
private func difference(_ expected: String, _ actual: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let first = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
  let shown = first..<(first + 5)
  return
    (old.indices.clamped(to: shown).map { "- " + old[$0] } + new.indices.clamped(to: shown).map { "+ " + new[$0] })
    .joined(separator: "\n")
}
#endif
