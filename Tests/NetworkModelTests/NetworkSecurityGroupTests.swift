import Text
import IISConfiguration
import Inet
import NetworkModel
import TestSupport
import Testing

/// What Azure documents of network security groups.
@Suite(.timeLimited) struct NetworkSecurityGroupTests {
  static func rule(
    _ name: String, _ priority: Int?, _ access: FilterAction?, _ ports: String..., from source: String = "*",
    sourcePorts: String = "*", to destination: String = "*", direction: FlowDirection? = .inbound,
    over networkProtocol: String? = "Tcp"
  ) -> SecurityRule {
    SecurityRule(
      name: written(name), priority: priority.map { written($0) }, direction: direction.map { written($0) },
      access: access.map { written($0) }, networkProtocol: networkProtocol.map { written($0) },
      sources: source.hasPrefix("asg:") ? [.applicationSecurityGroup(written(source))] : [.word(written(source))],
      sourcePorts: [PortTerm(written(sourcePorts))], destinations: [.word(written(destination))],
      destinationPorts: ports.map { PortTerm(written($0)) })
  }

  static func group(_ rules: [SecurityRule], tags: [String: IPAddressSet] = [:]) -> NetworkSecurityGroup {
    NetworkSecurityGroup(path: "nsg.json", name: written("nsg-ftp"), rules: rules, tags: tags)
  }

  private static let fromInternet = Flow(
    .inbound, remoteAddresses: ServiceTags.internetClients, remotePorts: .client, localAddresses: addresses("10.0.0.4"),
    localPorts: ports("21,990,50000-50100"))

  private static let cases: [(rules: [SecurityRule], verdicts: [String])] = [
    ([], ["blocked 21, 990, 50000-50100 by DenyAllInBound"]),
    (
      [rule("Allow-FTPS", 300, .allow, "21", "990", "50000-50100")],
      ["allowed 21, 990, 50000-50100 by Allow-FTPS"]
    ),
    // Lower numbers come first, whatever the order in the file.
    (
      [rule("Deny-All", 400, .block, "*"), rule("Allow-Control", 300, .allow, "21", "990")],
      ["allowed 21, 990 by Allow-Control", "blocked 50000-50100 by Deny-All"]
    ),
    (
      [rule("Deny-21", 200, .block, "21"), rule("Allow-All", 300, .allow, "0-65535")],
      ["blocked 21 by Deny-21", "allowed 990, 50000-50100 by Allow-All"]
    ),
    // Outbound rules and other protocols are about other packets.
    (
      [
        rule("Out", 300, .allow, "*", direction: .outbound), rule("Udp", 310, .allow, "*", over: "Udp"),
        rule("Icmp", 320, .block, "*", over: "Icmp"),
      ], ["blocked 21, 990, 50000-50100 by DenyAllInBound"]
    ),
    (
      [rule("All", 300, .allow, "21", over: "All")],
      ["allowed 21 by All", "blocked 990, 50000-50100 by DenyAllInBound"]
    ),
    ([rule("Star", 300, .allow, "*", over: "*")], ["allowed 21, 990, 50000-50100 by Star"]),
    ([rule("Tag", 300, .allow, "*", from: "Internet")], ["allowed 21, 990, 50000-50100 by Tag"]),
    ([rule("Tag", 300, .allow, "*", from: "VirtualNetwork")], ["blocked 21, 990, 50000-50100 by DenyAllInBound"]),
    ([rule("Tag", 300, .allow, "*", from: "AzureLoadBalancer")], ["blocked 21, 990, 50000-50100 by DenyAllInBound"]),
    // A port on the wrong side: clients do not come from port 990.
    ([rule("Swapped", 300, .allow, "*", sourcePorts: "990")], ["blocked 21, 990, 50000-50100 by DenyAllInBound"]),
    // Rules see the private address.
    ([rule("Public", 300, .allow, "*", to: "20.40.60.80")], ["blocked 21, 990, 50000-50100 by DenyAllInBound"]),
    ([rule("Private", 300, .allow, "*", to: "10.0.0.0/24")], ["allowed 21, 990, 50000-50100 by Private"]),
    // What no file tells is not known, but only where it matters.
    ([rule("Asg", 300, .allow, "*", from: "asg:web")], ["blocked 21, 990, 50000-50100 by DenyAllInBound"]),
    ([rule("Svc", 300, .allow, "*", from: "Storage.WestEurope")], ["unknown 21, 990, 50000-50100 at Svc"]),
    (
      [rule("Svc", 300, .block, "21", from: "AzureCloud"), rule("Allow", 310, .allow, "21")],
      ["unknown 21 at Svc", "blocked 990, 50000-50100 by DenyAllInBound"]
    ),
    (
      [rule("Svc", 300, .block, "990", from: "AzureCloud")], ["blocked 21, 990, 50000-50100 by DenyAllInBound"]
    ),
    ([rule("Expression", 300, .allow, "[parameters('port')]")], ["unknown 21, 990, 50000-50100 at Expression"]),
    ([rule("No-Access", 300, nil, "990")], ["blocked 21, 50000-50100 by DenyAllInBound", "unknown 990 at No-Access"]),
    (
      [rule("No-Direction", 300, .allow, "990", direction: nil)],
      [
        "unknown 990 at No-Direction", "blocked 21, 50000-50100 by DenyAllInBound",
      ]
    ),
    (
      [rule("Odd", 300, .allow, "21", over: "[parameters('p')]")],
      [
        "unknown 21 at Odd", "blocked 990, 50000-50100 by DenyAllInBound",
      ]
    ),
    // A rule without a priority may come before or behind any other.
    (
      [rule("Deny", 100, .block, "21"), rule("Somewhere", nil, .allow, "21", "990")],
      ["unknown 21, 990 at Somewhere", "blocked 50000-50100 by DenyAllInBound"]
    ),
  ]

  @Test(arguments: cases) func decidesOnTheInternet(_ rules: [SecurityRule], _ verdicts: [String]) {
    let decision = Self.group(rules).filter().decide(Self.fromInternet)
    #expect(summary(decision).sorted() == verdicts.sorted())
  }

  @Test func clientsInTheVirtualNetworkNeedNoRule() {
    var flow = Self.fromInternet
    flow.remoteAddresses = addresses("10.0.0.0/24")
    let group = Self.group([])
    #expect(group.filter().decide(flow).parts.map(\.verdict.isUnknown) == [true])
    let tags = ServiceTags().addingToVirtualNetwork(addresses("10.0.0.0/16"))
    #expect(summary(group.filter(tags: tags).decide(flow)) == ["allowed 21, 990, 50000-50100 by AllowVnetInBound"])
    let effective = Self.group([], tags: ["VirtualNetwork": addresses("10.0.1.0/24")])
    #expect(effective.filter(tags: tags).decide(flow).parts.map(\.verdict.isBlocked) == [true])
  }

  @Test func rulesOnOneUnknownNetworkHangTogether() {
    var flow = Self.fromInternet
    flow.remoteAddresses = addresses("10.1.0.0/16")
    // Whoever is in the network is stopped by the rule, whoever is not by the default.
    let denied = Self.group([Self.rule("Deny-VNet", 200, .block, "*", from: "VirtualNetwork")])
    #expect(denied.filter().decide(flow).parts.map(\.verdict.isBlocked) == [true])
    // A rule for another network, or for fewer ports, says nothing of the rest.
    let other = Self.group([Self.rule("Deny-Cloud", 200, .block, "*", from: "AzureCloud")])
    #expect(other.filter().decide(flow).parts.map(\.verdict.isUnknown) == [true])
    let some = Self.group([Self.rule("Deny-21", 200, .block, "21", from: "VirtualNetwork")])
    #expect(some.filter().decide(flow).unknown.localPorts.description.contains("990"))
    // One that allows before it is not undone.
    let allowed = Self.group([
      Self.rule("Allow-VNet", 100, .allow, "*", from: "VirtualNetwork"),
      Self.rule("Deny-VNet", 200, .block, "*", from: "VirtualNetwork"),
    ])
    #expect(allowed.filter().decide(flow).parts.map(\.verdict.isUnknown) == [true])
  }

  @Test func theServerItselfIsInItsVirtualNetwork() {
    var flow = Self.fromInternet
    flow.localAddresses = addresses("10.0.0.4")
    let open = Self.group([Self.rule("Open", 300, .allow, "21", to: "VirtualNetwork")])
    #expect(summary(open.filter().decide(flow)).first == "allowed 21 by Open")
    let closed = Self.group([
      Self.rule("Close", 100, .block, "*", to: "VirtualNetwork"), Self.rule("Open", 300, .allow, "21"),
    ])
    #expect(summary(closed.filter().decide(flow)) == ["blocked 21, 990, 50000-50100 by Close"])
    let silent = Self.group([
      Self.rule("Silent", 100, .block, "*", from: "VirtualNetwork", to: "Internet", direction: .outbound)
    ])
    let data = Flow(
      .outbound, remoteAddresses: ServiceTags.internetClients, remotePorts: .client,
      localAddresses: addresses("10.0.0.4"), localPorts: ports("20"))
    #expect(summary(silent.filter().decide(data)) == ["blocked 20 by Silent"])
  }

  @Test func connectionsToTheInternetNeedNoRule() {
    let flow = Flow(
      .outbound, remoteAddresses: ServiceTags.internetClients, remotePorts: .client, localPorts: ports("20,989"))
    #expect(summary(Self.group([]).filter().decide(flow)) == ["allowed 20, 989 by AllowInternetOutBound"])
    let denied = Self.group([Self.rule("No-Out", 100, .block, "*", to: "Internet", direction: .outbound)])
    #expect(summary(denied.filter().decide(flow)) == ["blocked 20, 989 by No-Out"])
    // Active data connections leave from port 20 or 989, which is the source.
    let source = Self.group([
      Self.rule("Source", 100, .block, "*", sourcePorts: "989", direction: .outbound)
    ])
    #expect(summary(source.filter().decide(flow)) == ["blocked 989 by Source", "allowed 20 by AllowInternetOutBound"])
  }

  @Test func theDecidingRuleHasItsPlace() {
    var rule = Self.rule("Allow", 300, .allow, "*")
    rule.name = Located("Allow", at: ByteRange(40, 45))
    let decision = Self.group([rule]).filter().decide(Self.fromInternet)
    let decidingRule = decision.parts.first?.verdict.decidingRule
    #expect(decidingRule?.place == Location("nsg.json", ByteRange(40, 45)))
    #expect(decidingRule?.filter.description == "network security group nsg-ftp" && decidingRule?.isDefault == false)
    #expect(Self.group([]).filter().decide(Self.fromInternet).parts.first?.verdict.decidingRule.isDefault == true)
  }

  @Test func subnetAndInterfaceMustBothAllow() {
    let open = [Self.rule("Open", 300, .allow, "*")]
    var environment = ServerEnvironment()
    environment.groups = [
      NetworkSecurityGroup(
        path: "a", name: written("nic"), attachments: [.networkInterface("nic")],
        rules: [Self.rule("Control", 300, .allow, "21", "990")]),
      NetworkSecurityGroup(path: "b", name: written("sub"), attachments: [.subnet("default")], rules: open),
    ]
    #expect(
      summary(environment.hops(.inbound).decide(Self.fromInternet)) == [
        "allowed 21, 990 by Control", "blocked 50000-50100 by DenyAllInBound",
      ])
    let names = environment.hops(.inbound).map {
      if case .filter(let filter) = $0 { filter.name.description } else { "" }
    }
    #expect(names == ["network security group sub", "network security group nic"])
    #expect(environment.hops(.outbound).count == 2)
  }

  @Test func oneOfTwoSubnetsIsNotKnown() {
    var environment = ServerEnvironment()
    environment.groups = ["a", "b"].map { name in
      NetworkSecurityGroup(
        path: name, name: written(name), attachments: [.subnet(ResourceID(name))],
        rules: [Self.rule("Control", 300, .allow, "21", name == "a" ? "990" : "991")])
    }
    let decision = environment.hops(.inbound).decide(Self.fromInternet)
    #expect(decision.allowed.localPorts == ports("21") && decision.unknown.localPorts == ports("990"))
  }

  @Test func manyGroupsThatSayTheSameAreAsOne() {
    var environment = ServerEnvironment()
    environment.groups = (0..<100).map { index in
      NetworkSecurityGroup(
        path: "\(index)", name: written("\(index)"), attachments: [.subnet(ResourceID("\(index)"))],
        rules: [Self.rule("Control \(index)", 300, .allow, "21", "990")])
    }
    let decision = environment.hops(.inbound).decide(Self.fromInternet)
    #expect(decision.allowed.localPorts == ports("21,990") && decision.unknown.isEmpty)
  }

  @Test func aServerHasOneOfItsAddresses() {
    var environment = ServerEnvironment()
    let allow = [Self.rule("Here", 300, .allow, "21", to: "10.0.0.0/24"), Self.rule("All", 310, .allow, "990")]
    environment.groups = [Self.group(allow + [Self.rule("Too", 290, .allow, "990", to: "10.0.0.4")])]
    var flow = Self.fromInternet
    flow.localAddresses = .any
    flow.remoteAddresses = flow.remoteAddresses.intersection(.anyV4)
    let unknown = environment.decide(flow)
    #expect(unknown.allowed.localPorts == ports("990") && unknown.unknown.localPorts == ports("21"))
    #expect(unknown.blocked.localPorts == ports("50000-50100"))
    for (address, isOpen) in [("10.0.0.4", true), ("10.9.0.4", false)] {
      let own = InterfaceAddress(
        path: "a", address: written(IPAddress(address) ?? .v4(IPv4Address(0, 0, 0, 0))), network: nil)
      environment.addresses = [own]
      #expect(environment.decide(flow).allowed.localPorts == ports(isOpen ? "21,990" : "990"))
      #expect(environment.decide(flow).unknown.isEmpty)
    }
    #expect(ServerEnvironment().decide(flow).parts.isEmpty)
  }
}
