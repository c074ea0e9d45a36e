import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing

/// Public addresses that something else holds than the network interface of the server.
@Suite(.timeLimited) struct ForeignAddressTests {
  /// A server whose external address something holds.
  private static func world(heldBy holder: String?) -> World {
    var world = World()
    world.change = { environment in
      environment.publicIPAddresses[0].holder = holder.map { written($0) }
      var interface = NetworkInterface(path: "nic.json", name: written("ftp"), id: "/x/networkInterfaces/ftp")
      interface.configurations = [NetworkInterface.Configuration()]
      interface.configurations[0].address = written(.v4(IPv4Address(10, 0, 0, 4)))
      environment.networkInterfaces = [interface]
    }
    return world
  }

  @Test func aGatewayToOtherNetworksTakesNoFTP() throws {
    for holder in [
      "/x/virtualNetworkGateways/gw/ipConfigurations/c", "/x/bastionHosts/b/ipConfigurations/c", "/x/natGateways/n",
    ] {
      let world = Self.world(heldBy: holder)
      #expect(
        try world.outcome("winscp")
          == "fails at data-address: the client connects to 20.40.60.80, which the reply names and which does not "
          + "lead to the server; clients are taken to dial a public address that nothing tells", "\(holder)")
    }
  }

  @Test func anotherMachineMayHandConnectionsOn() throws {
    let world = Self.world(heldBy: "/x/networkInterfaces/web/ipConfigurations/c")
    #expect(
      try world.outcome("winscp")
        == "unknown at data-address: the client connects to 20.40.60.80, which network interface web holds, and not "
        + "ftp, and whether that hands connections on is in no file; clients are taken to dial a public address that "
        + "nothing tells")
    #expect(try Self.world(heldBy: "/x/networkInterfaces/ftp/ipConfigurations/c").session("winscp").verdict == .works)
  }

  @Test func whatAGatewayForApplicationsDoesIsInNoFile() throws {
    let world = Self.world(heldBy: "/x/applicationGateways/agw/frontendIPConfigurations/c")
    #expect(try world.session("winscp").verdict == .unknown)
  }

  @Test func anAddressThatNothingHoldsLeadsNowhere() throws {
    var world = Self.world(heldBy: nil)
    #expect(try world.session("winscp").verdict == .works)
    let change = world.change
    world.change = { environment in
      change(&environment)
      var other = PublicIPAddress(path: "ip.json", name: written("other"))
      other.holder = written("/x/networkInterfaces/web/ipConfigurations/c")
      environment.publicIPAddresses.append(other)
    }
    // The file tells what holds others.
    #expect(try world.session("winscp").step == .dataAddress)
  }
}

/// A network interface with two private addresses, one of which has the public address.
@Suite(.timeLimited) struct TwoAddressTests {
  private static func world(_ binding: String) -> World {
    var world = World()
    world.bindings = [binding]
    world.change = { environment in
      environment.publicIPAddresses[0].holder = written("/x/networkInterfaces/ftp/ipConfigurations/first")
      var interface = NetworkInterface(path: "nic.json", name: written("ftp"), id: "/x/networkInterfaces/ftp")
      for (name, last) in [("first", 4), ("second", 5)] {
        var configuration = NetworkInterface.Configuration()
        configuration.name = name
        configuration.address = written(.v4(IPv4Address(10, 0, 0, UInt8(last))))
        interface.configurations.append(configuration)
      }
      environment.networkInterfaces = [interface]
      environment.addresses = []
    }
    return world
  }

  @Test func onlyOneIsReachedFromTheInternet() throws {
    #expect(try Self.world("10.0.0.4:21:").session("curl").verdict == .works)
    #expect(try Self.world("*:21:").session("curl").verdict == .works)
    let session = try Self.world("10.0.0.5:21:").session("curl")
    #expect(session.verdict == .fails && session.rule == .bindingUnreachable)
    var inside = Self.world("10.0.0.5:21:")
    inside.origin = .privateNetwork
    // Which clients are in the virtual network is in no file; the binding is not in their way.
    #expect(try inside.session("curl").verdict == .unknown)
  }

  @Test func withoutAnExternalAddressTheReplyNamesTheOneThatAzureTranslatesTo() throws {
    var world = Self.world("*:21:")
    world.external = ""
    #expect(try world.outcome("wget").contains("10.0.0.4"))
  }
}
