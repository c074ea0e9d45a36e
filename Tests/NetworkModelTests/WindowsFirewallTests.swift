import Text
import Inet
import NetworkModel
import TestSupport
import Testing

/// What Microsoft documents of Windows Firewall.
@Suite(.timeLimited) struct WindowsFirewallTests {
  static func rule(
    _ id: String, _ action: WindowsFirewallRule.Action?, _ ports: String...,
    change: (inout WindowsFirewallRule) -> Void = { _ in }
  ) -> WindowsFirewallRule {
    var rule = WindowsFirewallRule(path: "firewall.reg", id: written(id), text: written(""), store: .local)
    rule.action = action.map { written($0) }
    rule.isActive = written(true)
    rule.direction = written(.inbound)
    rule.protocolNumber = written(6)
    rule.localPorts = ports.map { PortTerm(written($0)) }
    change(&rule)
    return rule
  }

  private static let flow = Flow(
    .inbound, remoteAddresses: .internet, remotePorts: .client, localAddresses: addresses("10.0.0.4"),
    localPorts: ports("21,990,50000-50100"))

  private static let closed = ["blocked 21, 990, 50000-50100 by the inbound default"]
  private static let open = ["allowed 21, 990, 50000-50100 by rule"]

  private static func one(_ change: @escaping (inout WindowsFirewallRule) -> Void) -> [WindowsFirewallRule] {
    [rule("rule", .allow, change: change)]
  }

  private static let cases: [(rules: [WindowsFirewallRule], verdicts: [String])] = [
    ([], closed),
    (one { _ in }, open),
    (
      [rule("a", .allow, "21", "990"), rule("b", .allow, "990", "50000-50050")],
      ["allowed 21, 990 by a", "allowed 50000-50050 by b", "blocked 50051-50100 by the inbound default"]
    ),
    // A block beats every allow, wherever it stands.
    (
      [rule("all", .allow), rule("not990", .block, "990")],
      ["blocked 990 by not990", "allowed 21, 50000-50100 by all"]
    ),
    (one { $0.isActive = written(false) }, closed),
    (one { $0.direction = written(.outbound) }, closed),
    (one { $0.protocolNumber = written(17) }, closed),
    (one { $0.protocolNumber = nil }, open),
    // Services and programs.
    (one { $0.service = written("FTPSVC") }, open),
    (one { $0.service = written("*") }, open),
    (one { $0.service = written("W3SVC") }, closed),
    (one { $0.program = written("%SystemRoot%\\System32\\svchost.exe") }, open),
    (one { $0.program = written("C:\\WINDOWS\\system32\\svchost.exe") }, open),
    (one { $0.program = written("%windir%\\system32\\svchost.exe") }, open),
    (one { $0.program = written("C:\\FileZilla Server\\filezilla-server.exe") }, closed),
    (one { $0.program = written("C:\\tmp\\x\\system32\\svchost.exe") }, closed),
    (one { $0.program = written("System") }, closed),
    (one { $0.package = written("S-1-15-2-1") }, closed),
    (
      one {
        $0.program = written("%SystemRoot%\\system32\\svchost.exe")
        $0.service = written("ftpsvc")
      }, open
    ),
    (one { $0.remotePorts = [PortTerm(written("990"))] }, closed),
    (one { $0.remotePorts = [PortTerm(written("1024-65535"))] }, open),
    // What is not known.
    (one { $0.doubts = ["it is about authenticated connections only"] }, ["unknown 21, 990, 50000-50100 at rule"]),
    (one { $0.action = written(.bypass) }, ["unknown 21, 990, 50000-50100 at rule"]),
    (one { $0.action = nil }, ["unknown 21, 990, 50000-50100 at rule"]),
    (one { $0.isActive = nil }, ["unknown 21, 990, 50000-50100 at rule"]),
    (one { $0.direction = nil }, ["unknown 21, 990, 50000-50100 at rule"]),
    (one { $0.localPorts = [PortTerm(written("Strange"))] }, ["unknown 21, 990, 50000-50100 at rule"]),
    (
      [rule("all", .allow), rule("perhaps", .block, "990") { $0.doubts = ["a doubt"] }],
      ["unknown 990 at perhaps", "allowed 21, 50000-50100 by all"]
    ),
  ]

  @Test(arguments: cases) func decidesForTheFTPService(_ rules: [WindowsFirewallRule], _ verdicts: [String]) {
    let hop = WindowsFirewall(rules: rules).hop()
    #expect(summary(hop.decide(Self.flow)).sorted() == verdicts.sorted())
  }

  private static func decide(
    _ rules: [WindowsFirewallRule], _ flow: Flow = flow, change: (inout WindowsFirewallProfile) -> Void
  ) -> [String] {
    var firewall = WindowsFirewall(rules: rules)
    for index in firewall.profiles.indices { change(&firewall.profiles[index]) }
    return summary(firewall.hop().decide(flow)).sorted()
  }

  @Test func settingsOfTheProfile() {
    let rules = [Self.rule("rule", .allow)]
    let all = "21, 990, 50000-50100"
    #expect(Self.decide([]) { $0.isEnabled = .init(false) } == ["allowed \(all) by the firewall is off"])
    #expect(
      Self.decide([Self.rule("b", .block)]) { $0.isEnabled = .init(false) } == ["allowed \(all) by the firewall is off"]
    )
    #expect(Self.decide([]) { $0.inbound = .init(.allow) } == ["allowed \(all) by the inbound default"])
    #expect(
      Self.decide(rules) { $0.blocksAllInbound = .init(true) } == [
        "blocked \(all) by all inbound connections are blocked"
      ])
    // A block is not what stops connections that are all blocked anyway.
    #expect(
      Self.decide([Self.rule("b", .block)]) { $0.blocksAllInbound = .init(true) } == [
        "blocked \(all) by all inbound connections are blocked"
      ])
    #expect(Self.decide(rules) { $0.mergesLocalRules = .init(false) } == Self.closed)
    let policy = [Self.rule("rule", .allow) { $0.store = .groupPolicy }]
    #expect(Self.decide(policy) { $0.mergesLocalRules = .init(false) } == Self.open)
    let out = Flow(.outbound, remotePorts: .client, localPorts: ports("20,989"))
    #expect(Self.decide([], out) { _ in } == ["allowed 20, 989 by the outbound default"])
    #expect(Self.decide([], out) { $0.outbound = .init(.block) } == ["blocked 20, 989 by the outbound default"])
    #expect(Self.decide([], out) { $0.blocksAllInbound = .init(true) } == ["allowed 20, 989 by the outbound default"])
  }

  @Test func whichProfileIsActiveIsNotKnown() {
    let rules = [
      Self.rule("domain", .allow, "21", "990") { $0.profiles = [written(.domain)] }, Self.rule("every", .allow, "21"),
    ]
    let firewall = WindowsFirewall(rules: rules)
    let decision = firewall.hop().decide(Self.flow)
    #expect(decision.allowed.localPorts == ports("21"))
    #expect(decision.unknown.localPorts == ports("990"))
    #expect(decision.blocked.localPorts == ports("50000-50100"))
    #expect(firewall.hop(active: [.domain]).decide(Self.flow).allowed.localPorts == ports("21,990"))
    #expect(firewall.hop(active: [.public]).decide(Self.flow).allowed.localPorts == ports("21"))
  }

  @Test func theLocalSubnetIsKnownWhereAddressesAre() {
    let keyword = WindowsFirewallRule.AddressTerm(
      written("LocalSubnet"), AddressMatch(possible: IPAddressSet.internet.complement, doubt: "it is in no file"))
    let firewall = WindowsFirewall(rules: [Self.rule("subnet", .allow) { $0.remoteAddresses = [keyword] }])
    var near = Self.flow
    near.remoteAddresses = addresses("10.0.0.9")
    #expect(firewall.hop().decide(Self.flow).blocked.count == 1)
    #expect(firewall.hop().decide(near).unknown.count == 1)
    #expect(firewall.hop(localSubnet: addresses("10.0.0.0/24")).decide(near).isAllowed)
    #expect(firewall.hop(localSubnet: addresses("10.0.1.0/24")).decide(near).blocked.count == 1)
  }
}
