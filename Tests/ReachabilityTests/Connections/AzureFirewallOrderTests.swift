import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing

/// Two DNAT rules of Azure Firewall for one port of one address: the one that comes first decides.
@Suite(.timeLimited) struct AzureFirewallOrderTests {
  private static let web = IPv4Address(10, 0, 0, 9)

  /// The server's rule in one place of a policy, and one for the same port to another machine in another.
  private static func outcome(
    _ own: (group: Int?, collection: Int?), _ other: (group: Int?, collection: Int?), owner: String = "policy",
    isKnown: Bool = true, _ change: (inout AzureFirewallRule) -> Void = { _ in }
  ) throws -> String {
    var world = World()
    world.groups = ["21,990,40000-40099"]
    var rules = [
      rule("ftp", IPv4Address(10, 0, 0, 4), "policy", own), rule("web", web, owner, other),
    ]
    change(&rules[1])
    world.change = { environment in
      environment.groups = [World.group("nsg", "21,990,40000-40099", for: .subnet("s"), from: "*")]
      environment.publicIPAddresses[0].holder = written("/x/azureFirewalls/hub/azureFirewallIpConfigurations/c")
      environment.azureFirewallRules = rules
      guard isKnown else { return }
      var interface = NetworkInterface(path: "nic.json", name: written("web"), id: "/x/networkInterfaces/web")
      interface.configurations = [NetworkInterface.Configuration()]
      interface.configurations[0].address = written(.v4(web))
      environment.networkInterfaces.append(interface)
    }
    let control = try world.session("curl").steps.first { $0.step == .controlConnection }
    let check = control?.checks.first { "\($0.reason)".contains("Azure Firewall") && $0.verdict != .passes }
    return check.map { "\($0.verdict.rawValue): \($0.reason)" } ?? "passes"
  }

  private static func rule(
    _ name: String, _ machine: IPv4Address, _ owner: String, _ place: (group: Int?, collection: Int?)
  ) -> AzureFirewallRule {
    var rule = AzureFirewallRule(path: "azfw.json", name: written(name))
    rule.coversTCP = true
    rule.dialledAddresses = IPAddressSet(.v4(IPv4Address(20, 40, 60, 80)))
    rule.dialledPorts = [PortTerm(written("21"))]
    rule.machine = written(.v4(machine))
    rule.machinePort = written(21)
    let group = place.group.map { AzureFirewallOrder.Step(name: "group-\($0)", priority: $0) }
    rule.order = AzureFirewallOrder(
      owner: ResourceID("/x/firewallPolicies/\(owner)"),
      steps: [group, AzureFirewallOrder.Step(name: name, priority: place.collection)].compactMap(\.self))
    return rule
  }

  private static let first = "blocked: rule web of Azure Firewall comes before ftp and leads elsewhere"
  private static let unknown =
    "unknown: whether rule ftp or web of Azure Firewall comes first cannot be told from the file"

  @Test func theLowestNumberDecides() throws {
    #expect(try Self.outcome((nil, 100), (nil, 200)) == "passes")
    #expect(try Self.outcome((nil, 200), (nil, 100)) == Self.first)
    // Groups of a policy come before their collections.
    #expect(try Self.outcome((100, 900), (200, 100)) == "passes")
    #expect(try Self.outcome((200, 100), (100, 900)) == Self.first)
    #expect(try Self.outcome((100, 300), (100, 200)) == Self.first)
  }

  @Test func withoutNumbersOrWithTheSameItIsNotKnown() throws {
    #expect(try Self.outcome((nil, 100), (nil, 100)) == Self.unknown)
    #expect(try Self.outcome((nil, nil), (nil, 100)) == Self.unknown)
    #expect(try Self.outcome((100, nil), (100, 100)) == Self.unknown)
    // One of two policies may be the other's parent, whose groups come first.
    #expect(try Self.outcome((nil, 100), (nil, 200), owner: "parent") == Self.unknown)
  }

  @Test func aMachineThatIsInNoFileMayBeABalancerOfTheServer() throws {
    #expect(try Self.outcome((nil, 200), (nil, 100), isKnown: false) == Self.unknown)
  }

  @Test func aRuleForSomethingElseTakesNothing() throws {
    #expect(try Self.outcome((nil, 200), (nil, 100)) { $0.dialledPorts = [PortTerm(written("443"))] } == "passes")
    #expect(
      try Self.outcome((nil, 200), (nil, 100)) {
        $0.dialledAddresses = IPAddressSet(.v4(IPv4Address(20, 40, 60, 81)))
      } == "passes")
    #expect(try Self.outcome((nil, 200), (nil, 100)) { $0.coversTCP = false } == "passes")
    #expect(
      try Self.outcome((nil, 200), (nil, 100)) { $0.clients = IPAddressSet(.v4(IPv4Address(10, 9, 9, 9))) }
        == "passes")
    // It leads where the other leads.
    #expect(
      try Self.outcome((nil, 200), (nil, 100)) { $0.machine = written(.v4(IPv4Address(10, 0, 0, 4))) } == "passes")
  }

  @Test func aRuleForSomeClientsOrOfUnknownPortsMayTakeSome() throws {
    #expect(
      try Self.outcome((nil, 200), (nil, 100)) { $0.clients = IPAddressSet(.v4(IPv4Address(8, 8, 8, 8))) }
        == Self.unknown)
    #expect(
      try Self.outcome((nil, 200), (nil, 100)) { $0.dialledPorts = [PortTerm(written("?"), ports: nil)] }
        == Self.unknown)
    #expect(try Self.outcome((nil, 200), (nil, 100)) { $0.coversTCP = nil } == Self.unknown)
  }
}
