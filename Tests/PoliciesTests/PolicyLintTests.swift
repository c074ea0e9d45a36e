import IISConfiguration
import Inet
import Linter
import Policies
import Reachability
import Rules
import TestSupport
import Testing

/// The command line goes before a policy's words on a site, these before its words on all.
@Suite(.timeLimited) struct PolicyLintTests {
  private static let two = file(
    sites: ["A", "B"].enumerated().map { number, name in
      """
      <site name="\(name)" id="\(number + 1)">\(rootDirectory)
      <bindings><binding protocol="ftp" bindingInformation="192.0.2.\(number + 1):21:" /></bindings>
      <ftpServer><firewallSupport externalIp4Address="20.1.1.1" /></ftpServer></site>
      """
    }.joined(separator: "\n"), rest: passiveRange(40000, 40100))

  private func stale(_ policy: String, options: PolicySettings = PolicySettings()) throws -> [String] {
    let document = try PolicyDocument.read(SourceFile(path: "p.yml", bytes: Array(("version: 1\n" + policy).utf8)))
    let lint = PolicyLint(
      rules: Rule.all, document: document, selected: [], options: options, profile: nil,
      deployment: DeploymentOptions(), environment: nil)
    let report = lint.run(SourceFile(path: "a.config", bytes: Array(Self.two.utf8)))
    #expect(report.ftpSites == 2)
    return report.findings.filter { $0.rule == "external-address-stale" }.flatMap(\.sites)
  }

  @Test func layersGoBeforeOneAnother() throws {
    #expect(try stale("") == [])
    #expect(try stale("public-ip: 20.1.1.1\n") == [])
    #expect(try stale("public-ip: 20.1.1.2\n") == ["A", "B"])
    #expect(try stale("public-ip: 20.1.1.1\nsites: {B: {public-ip: 20.1.1.2}}\n") == ["B"])
    #expect(try stale("public-ip: 20.1.1.2\nsites: {b: {public-ip: 20.1.1.1}}\n") == ["A"])
    #expect(try stale("sites: {'*': {public-ip: 20.1.1.2}, A: {public-ip: 20.1.1.1}}\n") == ["B"])
    var options = PolicySettings()
    options.publicAddresses = [try #require(IPv4Address("20.1.1.1"))]
    #expect(try stale("sites: {B: {public-ip: 20.1.1.2}}\n", options: options) == [])
  }

  /// What concerns no site is found once, whatever is said of sites.
  @Test func theServerIsLookedAtOnce() throws {
    let document = try PolicyDocument.read(
      SourceFile(
        path: "p.yml", bytes: Array("version: 1\nsites: {A: {require: implicit}, B: {rules: {tls/*: off}}}\n".utf8)))
    let text = Self.two.replacing("40100", with: "60000")
    func run(_ document: PolicyDocument?) -> FileReport {
      PolicyLint(
        rules: Rule.all, document: document, selected: [], options: PolicySettings(), profile: nil,
        deployment: DeploymentOptions(), environment: nil
      ).run(SourceFile(path: "a.config", bytes: Array(text.utf8)))
    }
    let (plain, layered) = (run(nil), run(document))
    #expect(layered.findings.filter(\.sites.isEmpty).map(\.rule) == plain.findings.filter(\.sites.isEmpty).map(\.rule))
    #expect(!plain.findings.filter(\.sites.isEmpty).isEmpty)
    let missing = layered.findings.filter { $0.rule == "implicit-binding-missing" }
    #expect(missing.filter { $0.severity == .error }.map(\.sites) == [["A"]])
  }

  /// A rule that the command line asks for runs, though the policy turns it off.
  @Test func aSelectedRuleRuns() throws {
    let document = try PolicyDocument.read(
      SourceFile(path: "p.yml", bytes: Array("version: 1\nrules: {passive-range-too-wide: off}\n".utf8)))
    let text = file(sites: site(), rest: passiveRange(10_000, 60_000))
    for (selected, found) in [([], 0), (["passive-range-too-wide"], 1)] as [(Set<String>, Int)] {
      let lint = PolicyLint(
        rules: Rule.all, document: document, selected: selected, options: PolicySettings(), profile: nil,
        deployment: DeploymentOptions(), environment: nil)
      let report = lint.run(SourceFile(path: "a.config", bytes: Array(text.utf8)))
      #expect(report.findings.count { $0.rule == "passive-range-too-wide" } == found)
    }
  }
}
