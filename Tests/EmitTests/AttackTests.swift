import Foundation
import IISConfiguration
import Reachability
import Testing
import TestSupport
@testable import Emit

/// Random names in every place of a configuration that reaches a script: none changes what the script does.
///
/// The parsers share no code with this project, and read many scripts in one process.
@Suite(.timeLimited) struct AttackTests {
  private static let scripts = 40
  private static let sitesOfAScript = 8

  /// Sites with random names and host names, and the same bindings as ``calmSites``.
  private func hostileSites(_ names: inout RandomNames) throws -> FirewallPlan {
    while true {
      let sites = (1...Self.sitesOfAScript).map { index in
        let host = Hostile.hostName(in: names.nameInXML())
        return PlannedSite(name: names.nameInXML(), bindings: ["10.0.0.\(index):21:\(host)", "*:990:"])
      }
      // What is no host name makes the whole file refused, which is no less safe, but shows nothing.
      do { return try plan(sites) } catch is FirewallPlan.Refusal { continue }
    }
  }

  private var calmSites: [PlannedSite] {
    (1...Self.sitesOfAScript).map { PlannedSite(name: "site \($0)", bindings: ["10.0.0.\($0):21:ftp", "*:990:"]) }
  }

  /// A calm script, and then hostile ones.
  private func scripts(
    _ target: FirewallTarget, seed: UInt64, shipped: Bool = false, remove: Bool = false
  ) throws -> [String] {
    var names = RandomNames(seed: seed)
    let calm = try FirewallScript.write(
      plan(calmSites), target: target, header: header(), predefinedRules: shipped, remove: remove)
    return try [calm]
      + (0..<Self.scripts).map { _ in
        try FirewallScript.write(
          hostileSites(&names), target: target, header: header(names.name()), predefinedRules: shipped, remove: remove)
      }
  }

  // MARK: - sh

  @Test(arguments: [false, true]) func aRealShellRunsTheSameCommands(remove: Bool) throws {
    let folder = try ScratchFolder()
    for (index, script) in try scripts(.azureCLI, seed: 7, remove: remove).enumerated() {
      _ = try folder.write("\(index).sh", script)
    }
    // With no path there is no command but the shell's own, and az, which is a function that the trace shows.
    let cloud = Project.root.appendingPathComponent("Tests/EmitTests/Stub/cloud.sh").path
    let driver = """
      PATH= ; PS4='+ '
      index=0
      while [ "$index" -le \(Self.scripts) ]; do
        echo "= script"
        ( az() { . '\(cloud)'; }; store=''; set -- rg nsg; set -x; . "./$index.sh" ) 2>&1
        echo "= status $?"
        index=$((index + 1))
      done
      """
    let result = try run(URL(fileURLWithPath: "/bin/sh"), ["-c", driver], folder: folder.url)
    let traces = result.output.replacing(/\.\/[0-9]+\.sh/, with: "./N.sh").components(separatedBy: "= script\n")
      .dropFirst()
    let calm = try #require(traces.first)
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(calm.hasSuffix("= status 0\n") && calm.contains("+ az network nsg rule "))
    #expect(traces.count == Self.scripts + 1)
    for trace in traces { #expect(trace == calm) }
  }

  @Test func aRealShellReadsWordsBack() throws {
    var names = RandomNames(seed: 11)
    let words = (0..<500).map { _ in names.name() }.filter { !$0.isEmpty }
    let script = "az " + words.map(ShellText.quoted).joined(separator: " ") + "\n"
    let calls = try ShellRun(script, arguments: []).calls
    #expect(calls.map { $0.map { Array($0.utf8) } } == [(["az"] + words).map { Array($0.utf8) }])
  }

  // MARK: - Other people's parsers

  private struct Reading: Decodable, Equatable {
    let error: Bool
    let tokens: [String]
  }

  private func readings(_ texts: [String], ending: String) throws -> [Reading] {
    let folder = try ScratchFolder()
    let files = try texts.enumerated().map { try folder.write("\($0).\(ending)", $1) }
    let script = Project.root.appendingPathComponent("Tests/Checkers/list_tokens.py")
    let result = try run(#require(Project.checkers), [script.path] + files)
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode([Reading].self, from: Data(result.output.utf8))
  }

  @Test(.needsCheckers, arguments: [false, true], [false, true])
  func powerShellParsersSeeTheSameTokens(shipped: Bool, remove: Bool) throws {
    try expectSame(scripts(.powershell, seed: 13, shipped: shipped, remove: remove), ending: "ps1")
  }

  @Test(.needsCheckers, arguments: [false, true])
  func powerShellParsersSeeTheSameTokensForAzure(remove: Bool) throws {
    try expectSame(scripts(.azurePowerShell, seed: 19, remove: remove), ending: "ps1")
  }

  @Test(.needsCheckers, arguments: [false, true])
  func batchParserSeesTheSameTokens(remove: Bool) throws {
    let scripts = try scripts(.netsh, seed: 17, remove: remove)
    try expectSame(scripts, ending: "bat")
    let lines = try scripts.map { try BatchReader($0).lines }
    #expect(lines.allSatisfy { $0 == lines[0] })
  }

  private func expectSame(_ scripts: [String], ending: String) throws {
    let readings = try readings(scripts, ending: ending)
    let calm = try #require(readings.first)
    #expect(readings.count == scripts.count && !calm.error && calm.tokens.count > 50)
    for reading in readings { #expect(reading == calm) }
  }

  /// A comparison that never finds a difference proves nothing.
  @Test(.needsCheckers) func theParsersSeeAnEscape() throws {
    let ps1 = try FirewallScript.write(plan(usualSites), target: .powershell, header: header())
    let bat = try FirewallScript.write(plan(usualSites), target: .netsh, header: header())
    for (script, ending, change) in [
      (ps1, "ps1", ("# Input: ", "# Input: \nRemove-Item x #")),
      (ps1, "ps1", ("# Input: ", "#Requires -Version 99\n# ")),
      (bat, "bat", ("rem Input: ", "rem Input: \r\ncalc\r\nrem ")),
    ] {
      let readings = try readings([script, script.replacing(change.0, with: change.1)], ending: ending)
      #expect(readings[0] != readings[1], "\(change.1)")
    }
  }

  @Test(.needsCheckers) func namesAreTheSameToOtherReaders() throws {
    var names = RandomNames(seed: 19)
    let written = (0..<300).map { _ in names.nameInXML() }
    let sites = written.map { PlannedSite(name: $0, bindings: []).xml }.joined(separator: "\n")
    let fromXML = try readings(["<sites>\n\(sites)\n</sites>"], ending: "xml")[0].tokens
    #expect(fromXML.map { Array($0.utf8) } == written.map { Array($0.utf8) })
    let read = try read(file(sites: sites)).sites.map(\.name.value)
    #expect(read.map { Array($0.utf8) } == written.map { Array($0.utf8) })
  }

  @Test(.needsCheckers) func namesInJSONAreTheSameToAnotherReader() throws {
    var names = RandomNames(seed: 23)
    let written = (0..<300).map { _ in names.name() }
    let reports = written.map { ReportFixtures.report(on: "<x/>", at: "x", sites: [$0]) }
    let fromJSON = try readings([ReportFixtures.render(reports, .json)], ending: "json")[0].tokens
    #expect(fromJSON.count == written.count)
    for (one, other) in zip(fromJSON, written) where !other.contains("assw") {
      #expect(Array(one.utf8) == Array(other.utf8))
    }
  }

  // MARK: - What is no address

  /// Random text where a binding has its address: refused, or blanks and a star, which mean every address.
  @Test func addressesAreAddressesOrRefused() throws {
    var names = RandomNames(seed: 29)
    let usual = try plan(usualSites).bareOpenings
    for _ in 0..<300 {
      let sites = [PlannedSite(name: "FTP", bindings: ["*:21:", "\(names.nameInXML()):990:"])]
      guard let plan = try? plan(sites) else { continue }
      #expect(plan.bareOpenings == usual)
    }
  }
}
