import Emit
import Foundation
import Linter
import Testing

private let checkers = ProcessInfo.processInfo.environment["FTPSGATE_CHECKERS"]

/// Holds SARIF against the schema of the standard, with Python's check-jsonschema.
@Suite(
  .enabled(
    if: checkers != nil, "FTPSGATE_CHECKERS names no Python with Tests/Checkers/requirements.txt installed"))
struct SARIFSchemaTests {
  @Test func reportsAreValid() throws {
    let rules = [ReportFixtures.rule("passive-range-unset"), ReportFixtures.rule("some-rule", .note)]
    let unread = ReportFixtures.report(
      on: SourceFile(path: "-", bytes: []), wasRead: false, [ReportFixtures.finding(at: nil, sites: [])])
    let hostile = Hostile.names.map { ReportFixtures.report(on: "<x a=\"\($0)\"/>", at: $0, path: $0, sites: [$0]) }
    let outputs = [
      ReportFixtures.render([], .sarif), ReportFixtures.render([ReportFixtures.report], .sarif, rules: rules),
      ReportFixtures.render([unread] + hostile, .sarif, rules: rules),
    ]
    for output in outputs { #expect(try validate(output) == 0) }
  }

  @Test func theCheckerRefusesWhatIsNoSARIF() throws {
    let broken = ReportFixtures.render([ReportFixtures.report], .sarif)
      .replacing("\"startLine\": 10", with: "\"startLine\": 0")
    #expect(try validate(broken) != 0)
  }

  private func validate(_ sarif: String) throws -> Int32 {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).sarif")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(sarif.utf8).write(to: file)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Checkers/validate_sarif.py")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(checkers))
    process.arguments = [script.path, file.path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
