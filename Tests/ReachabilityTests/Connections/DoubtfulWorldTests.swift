import Inet
import NetworkModel
import Reachability
import Testing
import TestSupport

/// Where files do not tell enough, and where what they leave open does not matter.
@Suite(.timeLimited) struct DoubtfulWorldTests {
  @Test func outsideOfAzureAMachineMayHaveItsPublicAddressItself() throws {
    var world = World()
    world.bindings = ["104.41.173.83:21:"]
    world.external = ""
    world.publicAddress = nil
    world.privateAddress = nil
    world.platform = nil
    world.groups = []
    #expect(try world.session("curl").verdict == .works)
    #expect(try world.session("php-ftp").verdict == .works)
    world.platform = .azure
    #expect(
      try world.outcome("curl")
        == "fails at control-connection: the binding \"104.41.173.83:21:\" names a public address, which no machine in "
        + "Azure has itself")
  }

  @Test(arguments: [["*:2121:", "*:21:"], ["*:21:", "*:2121:"]])
  func aBindingThatMayWorkCountsBeforeOneThatFails(_ bindings: [String]) throws {
    var world = World()
    world.bindings = bindings
    // The group stops 2121; what Windows Firewall does is in no file.
    world.firewall = nil
    #expect(
      try world.outcome("curl") == "unknown at control-connection: what Windows Firewall does is in no file")
  }

  /// Data ports that may be let in: whether Windows takes one of them is in no file.
  @Test func dynamicPortsOfWhichSomeMayBeLetInAreUnknown() throws {
    var world = World()
    world.range = nil
    func open(_ ports: String?, from source: String) {
      var rules = [World.security("Control", 300, .allow, "21,990")]
      if let ports { rules.append(World.security("Data", 310, .allow, ports, from: source)) }
      world.change = { environment in
        environment.groups = [
          NetworkSecurityGroup(path: "nsg.json", name: written("nsg"), attachments: [.subnet("s")], rules: rules)
        ]
      }
    }
    open("49152-65535", from: "Internet")
    #expect(try world.session("curl").verdict == .unknown)
    // Which addresses this service tag stands for is in no file.
    open("49152-65535", from: "AzureCloud")
    #expect(
      try world.outcome("curl")
        == "unknown at data-connection: which ports are Windows' dynamic ones is in no file, and not all get through")
    open(nil, from: "")
    #expect(try world.session("curl").verdict == .fails)
  }

  /// Whichever ports Windows takes: what stops a part of them does not matter beside what stops them all.
  @Test func ofDynamicPortsTheFilterThatStopsAllIsNamed() throws {
    var world = World()
    world.range = nil
    world.groups = ["21,1024-50000"]
    world.firewall = "21"
    #expect(
      try world.outcome("curl")
        == "fails at data-connection: Windows Firewall, public profile stops incoming TCP 1024-65535: the inbound default"
    )
    // None of the two stops all, but together they do.
    world.firewall = "21,50001-65535"
    #expect(
      try world.outcome("curl")
        == "fails at data-connection: network security group nsg-1 stops incoming TCP 50001-65535: DenyAllInBound")
    world.firewall = "21,50000-65535"
    #expect(try world.session("curl").verdict == .unknown)
  }

  /// What stops a part of the clients is not what to begin with where something else stops all of them.
  @Test func theFilterThatStopsAllConnectionsIsNamed() throws {
    var world = World()
    world.change = { environment in
      environment.groups = [
        NetworkSecurityGroup(
          path: "nsg.json", name: written("nsg"), attachments: [.subnet("s")],
          rules: [
            World.security("Some", 200, .block, "40000-40099", from: "203.0.113.0/24"),
            World.security("All", 300, .allow, "21,990,40000-40099"),
          ])
      ]
    }
    world.firewall = "21"
    #expect(
      try world.outcome("curl")
        == "fails at data-connection: Windows Firewall, public profile stops incoming TCP 40000-40099: the inbound default"
    )
    world.firewall = "21,40000-40099"
    #expect(
      try world.outcome("curl")
        == "fails at data-connection: network security group nsg stops incoming TCP 40000-40099 from 203.0.113.0/24: "
        + "rule Some")
  }

  @Test func aPlaceholderIsNobodysAddress() throws {
    var world = World()
    world.external = "10.255.255.254"
    world.publicAddress = nil
    world.privateAddress = nil
    world.origin = .privateNetwork
    // It may be the server's own, which no file tells.
    #expect(try world.session("php-ftp").verdict == .unknown)
    world.intent = .placeholder
    #expect(
      try world.outcome("php-ftp")
        == "fails at data-address: the client connects to 10.255.255.254, which the reply names and which does not lead "
        + "to the server; clients are taken to dial a private address of the server that nothing tells")
  }
}
