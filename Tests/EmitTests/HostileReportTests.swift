import Text
@testable import Emit
import Foundation
import IISConfiguration
import Linter
import TestSupport
import Testing

/// Whatever a configuration calls its sites, a report is one report.
@Suite(.timeLimited) struct HostileReportTests {
  private func report(_ name: String) -> FileReport {
    let source = SourceFile(path: "dir/\(name)x", bytes: Array("<site name=\"\(name)\"\n id=\"1\"/>".utf8))
    return ReportFixtures.report(
      on: source,
      [
        ReportFixtures.finding(
          "the name is \(quoted: name)", at: ByteRange(12, 12 + name.utf8.count), notes: ["\(foreign: name)"],
          help: "\(name: name)", sites: [name]),
        ReportFixtures.finding("nowhere: \(foreign: name)", at: nil, sites: [name, name + "2"]),
      ])
  }

  /// Scalars that move a cursor, reorder a line, end it, or are not seen.
  private func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\n"
    default: false
    }
  }

  @Test(arguments: Hostile.names) func nothingInvisibleIsPrinted(_ name: String) {
    for format in ReportFormat.allCases {
      let output = ReportFixtures.render([report(name)], format)
      #expect(!output.unicodeScalars.contains(where: isDangerous), "\(format): \(output.debugDescription)")
    }
  }

  /// Whatever a report replaces in lines of a file, messages replace in what comes from it.
  @Test func messagesCleanWhatExcerptsClean() {
    for value in (0...0x3FFFF as ClosedRange<UInt32>) {
      guard let scalar = Unicode.Scalar(value), substitute(for: scalar) != nil else { continue }
      if printable(String(Character(scalar))).unicodeScalars.contains(scalar) {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
  }

  @Test(arguments: Hostile.names) func textHasNoMoreLinesThanItsParts(_ name: String) {
    let harmless = ReportFixtures.render([report("harmless")], .text).split(
      separator: "\n", omittingEmptySubsequences: false)
    let lines = ReportFixtures.render([report(name)], .text).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == harmless.count)
    // The frame, or the severity, stands where it stands for a harmless name.
    for (line, model) in zip(lines, harmless) { #expect(line.prefix(4) == model.prefix(4)) }
  }

  @Test(arguments: Hostile.names) func annotationsAreTwoCommands(_ name: String) {
    let output = ReportFixtures.render([report(name)], .github)
    let commands = WorkflowCommand.decode(output)
    #expect(commands.count == 2)
    #expect(output.split(separator: "\n").count == 2)
    for command in commands {
      #expect(command.name == "warning")
      #expect(Set(command.properties.keys).isSubset(of: ["file", "line", "endLine", "col", "endColumn", "title"]))
      #expect(command.properties["title"] == "some-rule")
    }
    if !name.unicodeScalars.contains(where: { isDangerous($0) || $0 == "\n" }) {
      #expect(commands[0].properties["file"] == "dir/\(name)x")
      let help = "\(name: name)" as Message
      #expect(commands[0].message == "the name is \"\(help)\"\nsite: \(shown(name))\nnote: \(name)\nhelp: \(help)")
    }
  }

  @Test(arguments: Hostile.names) func jsonKeepsTheNames(_ name: String) throws {
    let json = try JSONSerialization.jsonObject(with: Data(ReportFixtures.render([report(name)], .json).utf8))
    let findings = try #require((json as? [String: Any])?["findings"] as? [[String: Any]])
    #expect(findings.count == 2)
    #expect(same(findings[0]["site"] as? String, name))
    #expect(same(findings[0]["path"] as? String, "dir/\(name)x"))
    #expect(same((findings[1]["sites"] as? [String])?.last, name + "2"))
  }

  @Test(arguments: Hostile.names) func sarifHoldsTwoResultsWithAURI(_ name: String) throws {
    let text = ReportFixtures.render([report(name)], .sarif)
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let results = try #require((json?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
    #expect(results.count == 2)
    let uris = text.matches(of: /"uri": "([^"]*)"/).map { String($0.output.1) }
    #expect(uris.count == 2 && uris.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9._~%\/-]+/) != nil })
  }

  private func shown(_ name: String) -> String { name.isEmpty ? "(without a name)" : name }

  /// Equal scalar by scalar: strings compare equal under canonical equivalence too.
  private func same(_ left: String?, _ right: String) -> Bool {
    left.map { Array($0.unicodeScalars) } == Array(right.unicodeScalars)
  }
}
