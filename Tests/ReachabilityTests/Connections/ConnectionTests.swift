import FuzzSupport
import IISConfiguration
import Inet
import NetworkModel
import Reachability
import Testing
import TestSupport

/// Small worlds, computed by hand: the openings, each missing in turn.
@Suite(.timeLimited) struct ConnectionTests {
  @Test func everythingOpenWorksInEveryMode() throws {
    let world = World()
    for id in ["winscp", "filezilla", "lftp", "curl", "wget", "commons-net-3.9+", "gvfs-ftp"] {
      #expect(try world.verdicts(id) == [.works, .works, .works, .works], "\(id)")
    }
    #expect(
      try world.outcome("winscp")
        == "works: Windows Firewall, public profile lets incoming TCP 40000-40099 through: rule open-2")
  }

  @Test(arguments: [
    (
      "990,40000-40099",
      "fails at control-connection: network security group nsg-1 stops incoming TCP 21: DenyAllInBound"
    ),
    ("21,990", "fails at data-connection: network security group nsg-1 stops incoming TCP 40000-40099: DenyAllInBound"),
    (
      "21,40000-40049",
      "fails at data-connection: network security group nsg-1 stops incoming TCP 40050-40099: DenyAllInBound"
    ),
    (
      "21,40000-40010,40020-40099",
      "fails at data-connection: network security group nsg-1 stops incoming TCP 40011-40019: DenyAllInBound"
    ),
  ])
  func anOpeningMissingInTheNSG(_ open: String, _ expected: String) throws {
    var world = World()
    world.groups = [open]
    #expect(try world.outcome("winscp") == expected)
  }

  @Test(arguments: [
    ("21,1024-65535", [SessionVerdict.works, .works, .fails, .fails]),
    ("990,1024-65535", [.fails, .fails, .works, .works]), ("21,990", [.fails, .works, .fails, .works]),
  ])
  func anOpeningMissingInWindowsFirewall(_ open: String, _ expected: [SessionVerdict]) throws {
    var world = World()
    world.firewall = open
    #expect(try world.verdicts("curl") == expected)
  }

  /// Whose certificate clients see at a binding with a host name, against a look at all bindings of all sites.
  @Test(arguments: 0..<20) func theCertificateIsThatOfTheSiteWithoutAHostNameOnTheSameAddress(_ seed: Int) throws {
    var dice = SplitMix(seed: UInt64(seed))
    let sites = (0..<8).map { index in
      let bindings = (0..<3).map { _ in
        "\(dice.one(of: ["*", "10.0.0.4", "10.0.0.5"])):\(dice.one(of: ["21", "990"])):\(dice.one(of: ["", "host", "host"]))"
      }
      return """
        <site name="\(index)" id="\(index + 1)" serverAutoStart="\(dice.one(of: ["true", "false"]))"><bindings>
        \(bindings.map { "<binding protocol=\"ftp\" bindingInformation=\"\($0)\" />" }.joined())</bindings>
        <ftpServer><security><ssl serverCertHash="\(index)" /></security></ftpServer></site>
        """
    }
    let world = Simulation(try read(file(sites: sites.joined())))
    let client = try #require(FTPClient.all.first { $0.id == "winscp" })
    for site in world.server.configuration.ftpSites {
      for (mode, port) in [("explicit-passive", 21), ("implicit-passive", 990)] as [(String, Port)] {
        let usable = site.bindings.compactMap(\.endpoint).filter { $0.port == port }
        guard usable.count == 1, let endpoint = usable.first, !endpoint.host.isEmpty else { continue }
        let peers = world.server.configuration.ftpSites.filter { peer in
          (peer.startsAutomatically.value || peer.site.index == site.site.index)
            && peer.bindings.compactMap(\.endpoint).contains {
              $0.host.isEmpty && $0.port == port && $0.address == endpoint.address
            }
        }
        let peer = peers.first { $0.site.index == site.site.index } ?? peers.first
        let checks = world.connections(to: site).session(client, try #require(SessionMode(mode))).steps.flatMap(
          \.checks)
        let hash = peer.map { $0.certificateHash.range }
        #expect(checks.contains { $0.symptom?.text == "cert-missing" && $0.place?.range == hash } == (peer != nil))
      }
    }
  }

  @Test func theFirstStepThatFailsIsNamedWithItsSymptom() throws {
    var world = World()
    world.groups = ["990"]
    let explicit = try world.session("curl")
    #expect(explicit.step == .controlConnection && explicit.symptom?.text == "econn-timeout")
    let implicit = try world.session("curl", "implicit-passive")
    #expect(implicit.step == .dataConnection && implicit.symptom?.text == "timeout-after-227")
  }

  @Test func twoGroupsMustBothAllow() throws {
    var world = World()
    world.groups = ["21,990,40000-40099", "21,990"]
    #expect(
      try world.outcome("curl")
        == "fails at data-connection: network security group nsg-2 stops incoming TCP 40000-40099: DenyAllInBound")
    world.groups = ["21,990,40000-40099", "*"]
    #expect(try world.session("curl").verdict == .works)
  }

  @Test func aBlockBeatsAnAllowInWindowsFirewall() throws {
    var world = World()
    world.change = { $0.windowsFirewall?.rules.append(World.rule("stop", "40050", .block)) }
    #expect(
      try world.outcome("curl")
        == "fails at data-connection: Windows Firewall, public profile stops incoming TCP 40050: rule stop")
  }

  @Test func activeDataLeavesFromThePortBelow() throws {
    var world = World()
    world.change = { $0.windowsFirewall?.rules.append(World.rule("no-20", "20", .block, .outbound)) }
    #expect(try world.verdicts("curl") == [.works, .fails, .works, .works])
    #expect(
      try world.outcome("curl", "explicit-active")
        == "fails at data-connection: Windows Firewall, public profile stops outgoing TCP from 20: rule no-20")
    world.change = { $0.windowsFirewall?.rules.append(World.rule("no-989", "989", .block, .outbound)) }
    #expect(try world.verdicts("curl") == [.works, .works, .works, .fails])
  }

  @Test func aFewerSourcesThanAllFail() throws {
    var world = World()
    world.change = { environment in
      environment.groups = [World.group("nsg", "*", for: .subnet("s"), from: "203.0.113.0/24")]
    }
    #expect(try world.session("curl").verdict == .fails)
    world.origin = try #require(ClientNetwork("203.0.113.7"))
    #expect(try world.session("curl").verdict == .works)
  }

  @Test func aDestinationThatIsThePublicAddressNeverMatches() throws {
    var world = World()
    world.change = { environment in
      environment.groups = [World.group("nsg", "*", for: .subnet("s"), to: "20.40.60.80")]
    }
    #expect(try world.session("curl").step == .controlConnection)
    world.privateAddress = nil
    #expect(try world.session("curl").verdict == .fails)
  }

  @Test func aDestinationThatMayBeTheServersIsUnknown() throws {
    var world = World()
    world.privateAddress = nil
    world.change = { environment in
      environment.groups = [World.group("nsg", "*", for: .subnet("s"), to: "10.0.0.4")]
    }
    #expect(try world.session("curl").verdict == .unknown)
  }

  @Test func whatNoFileTellsIsUnknown() throws {
    var world = World()
    world.firewall = nil
    #expect(
      try world.outcome("curl") == "unknown at control-connection: what Windows Firewall does is in no file")
    world = World()
    world.groups = []
    #expect(
      try world.outcome("curl") == "unknown at control-connection: what network security groups do is in no file")
    world.platform = nil
    world.change = { $0.publicIPAddresses = [] }
    #expect(try world.session("curl").verdict == .works)
  }

  /// A template that makes a group only on demand has an interface, whose subnet may have a group that is in no file.
  @Test func anInterfaceWithoutGroupsIsInAzureToo() throws {
    var world = World()
    world.groups = []
    world.platform = nil
    world.change = { environment in
      environment.publicIPAddresses = []
      environment.networkInterfaces = [NetworkInterface(path: "t.json", name: written("nic"), id: ResourceID("nic"))]
    }
    #expect(
      try world.outcome("curl") == "unknown at control-connection: what network security groups do is in no file")
  }

  @Test func aFailureThatIsCertainBeatsWhatIsUnknown() throws {
    var world = World()
    world.firewall = nil
    world.groups = ["21,990"]
    #expect(try world.session("curl").verdict == .fails)
    world.groups = ["*"]
    world.certificate = ""
    #expect(try world.session("curl").step == .tls)
  }

  @Test func excludedPortsStopIIS() throws {
    var world = World()
    let exclude = { (first: Port, last: Port, isMarked: Bool) in
      ExcludedPorts(
        path: "excluded.txt", range: written(PortRange(first, last) ?? PortRange(first)), isAdministered: isMarked)
    }
    world.change = { $0.excludedPorts = [exclude(40090, 40189, false)] }
    #expect(
      try world.outcome("curl")
        == "fails at data-connection: Windows has set 40090-40099 of the passive range aside, so that IIS cannot listen there"
    )
    world.change = { $0.excludedPorts = [exclude(40090, 40189, true)] }
    #expect(try world.session("curl").verdict == .works)
    world.change = { $0.excludedPorts = [exclude(990, 990, false)] }
    #expect(try world.verdicts("curl") == [.works, .works, .fails, .fails])
  }

  @Test func aRangeThatIsNotSetIsWindowsDynamicOne() throws {
    var world = World()
    world.range = nil
    world.groups = ["21,990,49152-65535"]
    #expect(try world.session("curl").verdict == .unknown)
    let dynamic = { (first: Port, last: Port) in
      DynamicPorts(path: "dynamic.txt", range: written(PortRange(first, last) ?? PortRange(first)))
    }
    world.change = { $0.dynamicPorts = [dynamic(49152, 65535)] }
    #expect(try world.session("curl").verdict == .works)
    world.change = { $0.dynamicPorts = [dynamic(10000, 65535)] }
    #expect(
      try world.outcome("curl")
        == "fails at data-connection: network security group nsg-1 stops incoming TCP 10000-49151: DenyAllInBound")
    world.change = { _ in }
    world.groups = ["21,990"]
    #expect(try world.session("curl").verdict == .fails)
    world.groups = ["21,990,1024-65535"]
    #expect(try world.session("curl").verdict == .works)
  }
}
