import Environment
import IISConfiguration
import Inet
import Linter
import Reachability
import TestSupport
import Testing
@testable import Rules

/// What rules on the external address say hangs on whom the server is for, and on the addresses that it has.
@Suite(.timeLimited) struct SplitHorizonTests {
  private func site(_ name: String, _ binding: String, external: String) -> String {
    """
    <site name="\(name)" id="\(name.utf8.first ?? 1)">
    <bindings><binding protocol="ftp" bindingInformation="\(binding)" /></bindings>
    <ftpServer><firewallSupport externalIp4Address="\(external)" /></ftpServer></site>
    """
  }

  private static let machine =
    #"{"ftpsgateEnvironment": 1, "addresses": [{"address": "10.0.0.4"}, {"address": "10.0.0.5"}], "networkCategories": ["Private"]}"#

  /// The findings about the external address: rule, severity and sites.
  private func findings(
    _ sites: String, from sources: [ClientSource], _ publicAddresses: [IPv4Address] = [], machine: String? = machine
  ) -> [String] {
    let environment = machine.map { EnvironmentReader.read([("server.json", Array($0.utf8))]) }
    return Lint(
      rules: Rule.all.filter { $0.topic == .externalAddress },
      deployment: DeploymentOptions(publicAddresses: publicAddresses, sources: sources), environment: environment
    ).run(SourceFile(path: "a.config", bytes: Array(file(sites: sites).utf8))).findings.map {
      "\($0.severity.rawValue) \($0.rule) \($0.sites.joined(separator: ","))"
    }
  }

  private static let nat = [IPv4Address(104, 41, 173, 83)]

  @Test func oneSiteForBothLeadsThoseInsideOut() {
    let one = site("A", "*:21:", external: "104.41.173.83")
    #expect(findings(one, from: [.internet, .privateNetworks], Self.nat) == ["note external-address-hairpin A"])
    #expect(findings(one, from: [.internet], Self.nat) == [])
    #expect(findings(one, from: [], Self.nat) == [])
  }

  @Test(arguments: ["", "10.0.0.5"], ["10.0.0.5:21:", "10.0.0.5:2121:"])
  func aSiteForEachIsSound(_ external: String, _ binding: String) {
    let two = site("A", "10.0.0.4:21:", external: "104.41.173.83") + site("B", binding, external: external)
    #expect(findings(two, from: [.internet, .privateNetworks], Self.nat) == [])
    #expect(findings(two, from: [.internet], Self.nat) == [])
    #expect(findings(two, from: [.privateNetworks], Self.nat) == [])
    // Where nobody says for whom the sites are, each is for all.
    #expect(!findings(two, from: [], Self.nat).isEmpty)
  }

  /// A site that serves nobody well is for all, whatever another one does.
  @Test func aSiteThatServesNobodyIsStillSpokenOf() {
    let two = site("A", "10.0.0.4:21:", external: "104.41.173.83") + site("B", "10.0.0.5:21:", external: "10.9.9.9")
    #expect(
      findings(two, from: [.internet, .privateNetworks], Self.nat)
        == ["note external-address-hairpin A", "warning external-address-private B"])
  }

  @Test func theServersOwnAddressServesThoseInside() {
    for binding in ["10.0.0.4:21:", "*:21:"] {
      let one = site("A", binding, external: "10.0.0.4")
      #expect(findings(one, from: [.internet]) == ["warning external-address-private A"])
      #expect(findings(site("A", "10.0.0.4:21:", external: "10.0.0.4"), from: [.privateNetworks]) == [])
    }
    #expect(
      findings(site("A", "*:21:", external: "10.9.9.9"), from: [.privateNetworks]) == [
        "warning external-address-private A"
      ])
    let unknown = findings(site("A", "*:21:", external: "10.9.9.9"), from: [.privateNetworks], machine: nil)
    #expect(unknown == ["note external-address-private A"])
  }

  @Test func withoutAnExternalAddressThoseInsideAreServed() {
    let one = site("A", "*:21:", external: "")
    #expect(findings(one, from: [.privateNetworks]) == [])
    #expect(findings(one, from: [ClientSource("10.0.0.0/24") ?? .internet]) == [])
    #expect(findings(one, from: [.internet]) == ["note external-address-missing A"])
    #expect(
      findings(one, from: [ClientSource("203.0.113.0/24") ?? .privateNetworks]) == ["note external-address-missing A"])
  }
}
