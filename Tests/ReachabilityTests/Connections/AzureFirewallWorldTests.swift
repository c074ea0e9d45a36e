import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing

/// Clients on the Internet who come in through a DNAT rule of Azure Firewall.
@Suite(.timeLimited) struct AzureFirewallWorldTests {
  private static func world(_ ports: (dialled: Int, machine: Int)..., from source: String = "*") -> World {
    var world = World()
    world.groups = []
    world.change = { environment in
      environment.groups = [World.group("nsg", "21,990,40000-40099", for: .subnet("s"), from: source)]
      environment.publicIPAddresses[0].holder = written("/x/azureFirewalls/hub/azureFirewallIpConfigurations/c")
      environment.azureFirewallRules = ports.map { ports in
        var rule = AzureFirewallRule(path: "azfw.json", name: written("ftp-\(ports.dialled)"))
        rule.coversTCP = true
        rule.dialledAddresses = IPAddressSet(.v4(IPv4Address(20, 40, 60, 80)))
        rule.dialledPorts = [PortTerm(written("\(ports.dialled)"))]
        rule.machine = written(.v4(IPv4Address(10, 0, 0, 4)))
        rule.machinePort = written(ports.machine)
        return rule
      }
    }
    return world
  }

  @Test func passivePortsWithoutRulesAreStopped() throws {
    #expect(
      try Self.world((21, 21)).outcome("curl")
        == "fails at data-connection: Azure Firewall has no rules that lead TCP 40000-40099 to the same ports")
  }

  @Test func passiveFTPIsNotKnownToWorkEvenWithARuleForEachPort() throws {
    var world = Self.world((21, 21), (40000, 40000))
    world.range = (40000, 40000)
    #expect(
      try world.outcome("curl")
        == "unknown at data-connection: passive FTP through Azure Firewall is not supported, as data may come from "
        + "another of its addresses")
    // A rule that leads to another port than clients dial is of no use to IIS.
    world = Self.world((21, 21), (50000, 40000))
    world.range = (40000, 40000)
    #expect(try world.session("curl").verdict == .fails)
  }

  @Test func theControlPortNeedsARule() throws {
    #expect(
      try Self.world((990, 990)).outcome("curl")
        == "fails at control-connection: Azure Firewall has no rule that leads to TCP 21")
    #expect(
      try Self.world().outcome("curl") == "unknown at control-connection: the rules of Azure Firewall are in no file")
  }

  /// The same whose rule leads to another address.
  private static func leading(
    to machine: IPv4Address, changing edit: @escaping (inout ServerEnvironment) -> Void = { _ in }
  )
    -> World
  {
    var world = world((21, 21))
    let change = world.change
    world.change = { environment in
      change(&environment)
      environment.azureFirewallRules[0].machine = written(.v4(machine))
      edit(&environment)
    }
    return world
  }

  @Test func aRuleThatLeadsToAnAddressOfNobodyKnownMayLeadOn() throws {
    let balancer = IPv4Address(10, 0, 1, 10)
    #expect(
      try Self.leading(to: balancer).outcome("curl")
        == "unknown at control-connection: rule ftp-21 of Azure Firewall leads to 10.0.1.10, and whether connections "
        + "get on to the server from there is in no file")
    let web = Self.leading(to: balancer) { environment in
      var interface = NetworkInterface(path: "nic.json", name: written("web"), id: "/x/networkInterfaces/web")
      interface.configurations = [NetworkInterface.Configuration()]
      interface.configurations[0].address = written(.v4(balancer))
      environment.networkInterfaces = [interface]
    }
    #expect(try web.outcome("curl").hasPrefix("fails at control-connection: Azure Firewall has no rule"))
  }

  @Test func rulesAboutSomethingElseAreRulesAllTheSame() throws {
    let world = Self.leading(to: IPv4Address(10, 0, 0, 4)) { $0.azureFirewallRules[0].coversTCP = false }
    #expect(
      try world.outcome("curl")
        == "fails at control-connection: Azure Firewall has no rule that leads to TCP 21")
  }

  @Test func theServerSeesAnAddressOfTheFirewall() throws {
    // A group for the Internet is not for that one, and whether it is in the virtual network is in no file.
    #expect(
      try Self.world((21, 21), from: "Internet").outcome("curl", "explicit-active")
        == "unknown at control-connection: whether network security group nsg lets incoming TCP 21 through hangs on rule "
        + "AllowVnetInBound: the prefixes of the virtual network are in no file")
    // Windows Firewall that is open to the clients alone stops the firewall in front of it.
    var world = Self.world((21, 21))
    let change = world.change
    let partners = IPAddressSet(try #require(IPPrefix("20.0.0.0/8")))
    world.change = { environment in
      change(&environment)
      let clients = WindowsFirewallRule.AddressTerm(written("20.0.0.0/8"), AddressMatch(partners))
      environment.windowsFirewall?.rules[0].remoteAddresses = [clients]
    }
    #expect(
      try world.outcome("curl", "explicit-active").hasPrefix(
        "unknown at control-connection: from which of its addresses Azure Firewall comes is in no file, and "))
  }

  /// The same with its subnet in a file.
  private static func known(_ world: World) throws -> World {
    var world = world
    let change = world.change
    let prefix = try #require(IPPrefix("10.1.0.0/26"))
    world.change = { environment in
      change(&environment)
      var subnet = Subnet(path: "vnet.json", name: written("AzureFirewallSubnet"), id: "AzureFirewallSubnet")
      subnet.prefixes = [prefix]
      environment.subnets = [subnet]
    }
    return world
  }

  @Test func aGroupForTheClientsStopsTheFirewallWhoseSubnetIsKnown() throws {
    // The subnet is outside of the virtual network, as a file tells it, so that no rule of Azure's own lets it in.
    var world = try Self.known(Self.world((21, 21), from: "20.0.0.0/8"))
    let change = world.change
    world.change = { environment in
      change(&environment)
      environment.groups = [
        NetworkSecurityGroup(
          path: "nsg.json", name: written("nsg"), attachments: [.subnet("s")], rules: environment.groups[0].rules,
          tags: ["VirtualNetwork": IPAddressSet(.v4(IPv4Address(10, 0, 0, 4)))])
      ]
    }
    #expect(
      try world.outcome("curl", "explicit-active")
        == "fails at control-connection: network security group nsg stops incoming TCP 21: DenyAllInBound")
  }

  @Test func aGroupForTheSubnetLetsItIn() throws {
    let world = try Self.known(Self.world((21, 21), from: "10.1.0.0/26"))
    let session = try world.session("curl")
    #expect(session.steps.first?.verdict == .passes)
    #expect(session.step == .dataConnection && session.rule == .azureFirewallPassive)
    // A part of the subnet is not enough, and not nothing.
    #expect(
      try Self.known(Self.world((21, 21), from: "10.1.0.0/27")).session("curl").steps.first?.verdict == .unknown)
  }

  @Test func addressRestrictionsSeeTheFirewall() throws {
    func world(_ address: String) throws -> World {
      var world = try Self.known(Self.world((21, 21)))
      world.authorization += """
        <ipSecurity allowUnlisted="false"><add ipAddress="\(address)" subnetMask="255.255.255.192" allowed="true" /></ipSecurity>
        """
      world.origin = try #require(ClientNetwork("203.0.113.7"))
      return world
    }
    func logon(_ world: World) throws -> SessionCheck? {
      try world.session("curl", "explicit-active").steps.first { $0.step == .logon }?.decisive
    }
    let refused = try logon(world("203.0.113.0"))
    #expect(refused?.verdict == .blocked && refused?.rule == .addressRestrictionLocksOut)
    #expect(try logon(world("10.1.0.0"))?.verdict == .passes)
    // Whose subnet is in no file may be the one that is allowed.
    var unknown = try world("10.1.0.0")
    unknown.change = Self.world((21, 21)).change
    #expect(try logon(unknown)?.verdict == .unknown)
  }

  @Test func aRuleForOtherClientsLeadsNobody() throws {
    func outcome(_ clients: String) throws -> String {
      var world = Self.world((21, 21))
      let change = world.change
      let clients = IPPrefix(clients).map { IPAddressSet($0) }
      world.origin = try #require(ClientNetwork("203.0.113.0/24"))
      world.change = { environment in
        change(&environment)
        environment.azureFirewallRules[0].clients = clients
      }
      return try world.outcome("curl", "explicit-active")
    }
    #expect(
      try outcome("198.51.100.0/24")
        == "fails at control-connection: Azure Firewall has no rule that leads to TCP 21")
    #expect(
      try outcome("203.0.113.7/32")
        == "unknown at control-connection: what rule ftp-21 of Azure Firewall does cannot be told from the file")
  }

  @Test func clientsBesideItDoNotPassIt() throws {
    var world = Self.world((21, 21))
    world.external = ""
    world.origin = try #require(ClientNetwork("10.0.0.9"))
    #expect(try world.session("curl").verdict == .works)
  }

  @Test func aRuleForUDPLeadsNoFTP() throws {
    var world = Self.world((990, 990), (21, 21))
    let change = world.change
    world.change = { environment in
      change(&environment)
      environment.azureFirewallRules[1].coversTCP = false
    }
    #expect(
      try world.outcome("curl") == "fails at control-connection: Azure Firewall has no rule that leads to TCP 21")
  }
}
