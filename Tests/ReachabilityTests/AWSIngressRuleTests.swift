import IISConfiguration
import Inet
import NetworkModel
@testable import Reachability
import TestSupport
import Testing
import Text

@Suite(.timeLimited) struct AWSIngressRuleTests {
  private func rules(
    _ bindings: [String], from clients: [String] = [], _ change: (inout FirewallPlan.Options) -> Void = { _ in }
  ) throws -> AWSIngressRules {
    let elements = bindings.map { "<binding protocol=\"ftp\" bindingInformation=\"\($0)\"/>" }.joined()
    let sites = "<site name=\"A\" id=\"1\"><bindings>\(elements)</bindings></site>"
    var options = FirewallPlan.Options()
    options.clients = try clients.map { try #require(ClientSource($0)) }
    change(&options)
    return try FirewallPlan(read(file(sites: sites, rest: passiveRange(50000, 50100))), options: options).ingressRules
  }

  private func texts(_ rules: AWSIngressRules) -> [String] { rules.rules.map { "\($0.ports) from \($0.sourceText)" } }

  private func fault(_ bindings: [String], from clients: [String] = []) throws -> String? {
    try rules(bindings, from: clients).fault?.reason.description
  }

  @Test func anyoneIsANetworkOfEachKind() throws {
    let rules = try rules(["*:21:"])
    #expect(
      texts(rules) == [
        "21 from 0.0.0.0/0", "21 from ::/0", "50000-50100 from 0.0.0.0/0", "50000-50100 from ::/0",
      ])
    #expect(rules.rules.map(\.isV6) == [false, true, false, true])
    #expect(rules.fault == nil && rules.addresses.isEmpty && rules.counts == (2, 2))
  }

  /// AWS takes no address without its length.
  @Test func eachNetworkHasARuleOfItsOwn() throws {
    let rules = try rules(["*:990:"], from: ["203.0.113.7", "10.0.0.0/8", "2001:db8:7::/48"])
    #expect(
      texts(rules).prefix(3) == ["990 from 10.0.0.0/8", "990 from 203.0.113.7/32", "990 from 2001:db8:7::/48"])
  }

  @Test func activeDataHasNoRule() throws {
    #expect(try texts(rules(["*:21:"])) == texts(rules(["*:21:"]) { $0.passiveOnly = true }))
  }

  /// A port beside the range stays a rule of its own: without its binding it goes, and no other rule changes.
  @Test func rangesThatOverlapAreOneRule() throws {
    let rules = try rules(["*:49999:", "*:50050:", "*:50101:"], from: ["10.0.0.0/8"])
    #expect(texts(rules) == ["49999", "50000-50100", "50101"].map { "\($0) from 10.0.0.0/8" })
    #expect(rules.rules[1].openings.count == 1, "the plan has the port within the range already")
    let across = try self.rules(["10.0.0.4:50100:", "10.0.0.5:50100:"]) { $0.passiveOnly = true }
    #expect(texts(across) == ["50000-50100 from 0.0.0.0/0"])
    #expect(across.rules[0].openings.count == 2)
  }

  @Test func addressesWithTheSameOpeningsShareTheGroup() throws {
    let rules = try rules(["10.0.0.5:21:", "10.0.0.4:21:"])
    #expect(rules.fault == nil)
    #expect(rules.addresses.map(\.description) == ["10.0.0.4", "10.0.0.5"])
    #expect(texts(rules) == ["21 from 0.0.0.0/0", "50000-50100 from 0.0.0.0/0"])
  }

  /// Rules for clients of one kind are no way to an address of the other.
  @Test func addressesOfBothKindsMayDiffer() throws {
    let rules = try rules(["10.0.0.4:21:", "[2001:db8::5]:990:"])
    #expect(rules.fault == nil)
    #expect(
      texts(rules) == ["21 from 0.0.0.0/0", "990 from ::/0", "50000-50100 from 0.0.0.0/0", "50000-50100 from ::/0"])
  }

  @Test(arguments: [
    (["10.0.0.4:21:", "10.0.0.5:990:"], "TCP 990 in at 10.0.0.5"),
    (["*:21:", "10.0.0.4:990:"], "TCP 990 in at 10.0.0.4"),
    (["10.0.0.4:21:", "10.0.0.5:21:", "10.0.0.5:990:"], "TCP 21 in at 10.0.0.5"),
    (["*:21:", "[2001:db8::5]:990:"], "TCP 990 in at 2001:db8::5"),
  ])
  func addressesThatDifferAreRefused(_ bindings: [String], _ opening: String) throws {
    let fault = try #require(try rules(bindings).fault)
    #expect(fault.reason.description.contains("knows no addresses of the server"))
    #expect(fault.reason.description.contains("--site"))
    #expect(fault.opening.description == opening)
  }

  @Test func whatNoGroupSeesIsRefused() throws {
    #expect(try fault(["127.0.0.1:21:"]) == "no EC2 security group sees connections to the loopback address 127.0.0.1")
    #expect(try fault(["[::1]:21:"])?.contains("loopback") == true)
    #expect(try fault(["169.254.1.1:21:"])?.contains("link-local address 169.254.1.1") == true)
    #expect(try fault(["[fe80::1]:21:"])?.contains("link-local") == true)
  }

  /// Quotas count the kinds of addresses apart.
  @Test(arguments: [(499, nil), (500, nil), (501, "it takes 1002 rules")])
  func aThousandRulesAreTheMost(_ networks: Int, _ start: String?) throws {
    let clients = (0..<networks).map { "10.\($0 / 200).\($0 % 200).1" }
    let fault = try fault(["*:21:"], from: clients + ["2001:db8:7::/48"])
    #expect((fault == nil) == (start == nil))
    #expect(fault?.hasPrefix(start ?? "") ?? true)
  }

  @Test func aServerInAzureIsRefused() throws {
    let probed = try rules(["*:21:"], from: ["10.0.0.0/8"]) { $0.surroundings.probePorts = PortSet(21) }
    #expect(probed.fault?.reason.description.contains("in Azure") == true)
    let translated = try rules(["*:21:"]) {
      $0.surroundings.translator = .init(name: "Azure Firewall", addresses: nil, isForAll: true)
    }
    #expect(translated.fault?.reason.description.contains("in Azure") == true)
  }
}
