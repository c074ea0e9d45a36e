import IISConfiguration
import Reachability
import Testing
import TestSupport

/// Where data connections go: the address right, private, stale, from the Internet and from private networks.
@Suite(.timeLimited) struct AddressWorldTests {
  @Test func theRightAddressServesEverybodyOnTheInternet() throws {
    for id in ["winscp", "wget", "perl-net-ftp", "curl", "gvfs-ftp"] {
      #expect(try World().session(id).verdict == .works, "\(id)")
    }
  }

  @Test(arguments: [
    ("winscp", SessionVerdict.repaired), ("filezilla", .repaired), ("lftp", .repaired), ("curl", .works),
    ("python-ftplib", .repaired), ("wget", .fails), ("php-ftp", .fails), ("gvfs-ftp", .repaired),
    ("cyberduck", .repaired),
    ("fluentftp", .works), ("total-commander", .unknown),
  ])
  func aPrivateAddressOnTheInternet(_ id: String, _ expected: SessionVerdict) throws {
    var world = World()
    world.external = "10.255.255.254"
    #expect(try world.session(id).verdict == expected)
    // No external address at all is the same, behind NAT.
    world.external = ""
    #expect(try world.session(id).verdict == expected)
  }

  @Test(arguments: [
    ("winscp", SessionVerdict.fails), ("lftp", .fails), ("curl", .works), ("python-ftplib", .repaired),
    ("wget", .fails), ("gvfs-ftp", .repaired),
  ])
  func aStaleAddress(_ id: String, _ expected: SessionVerdict) throws {
    var world = World()
    world.external = "104.41.173.83"
    #expect(try world.session(id).verdict == expected)
    if expected == .fails {
      #expect(
        try world.outcome(id)
          == "fails at data-address: the client connects to 104.41.173.83, which the reply names and which does not "
          + "lead to the server")
      #expect(try world.session(id).symptom?.text == "timeout-after-227")
    }
  }

  @Test func fromAPrivateNetwork() throws {
    var world = World()
    world.origin = try #require(ClientNetwork("10.0.0.9"))
    #expect(try world.session("curl").verdict == .works)
    #expect(try world.session("python-ftplib").verdict == .repaired)
    // Whether the public address leads back is in no file.
    #expect(try world.session("winscp").verdict == .unknown)
    world.external = ""
    for id in ["curl", "python-ftplib", "winscp", "wget"] {
      #expect(try world.session(id).verdict == .works, "\(id)")
    }
    world.external = "10.255.255.254"
    #expect(try world.session("winscp").verdict == .fails)
    world.external = "104.41.173.83"
    #expect(try world.session("winscp").verdict == .fails)
    #expect(try world.session("lftp").verdict == .repaired)
  }

  @Test func withoutAPublicAddressTheExternalOneIsDialled() throws {
    var world = World()
    world.publicAddress = nil
    #expect(
      try world.outcome("winscp")
        == "works: Windows Firewall, public profile lets incoming TCP 40000-40099 through: rule open-2; clients are taken to "
        + "dial the external address 20.40.60.80, as nothing tells the public address")
    world.external = "10.255.255.254"
    #expect(
      try world.session("winscp").reason.description.hasSuffix(
        "; clients are taken to dial a public address that nothing tells"))
    #expect(try world.session("wget").verdict == .fails)
  }

  @Test func withoutNATTheServersOwnAddressIsTheDialledOne() throws {
    var world = World()
    world.external = ""
    world.publicAddress = nil
    world.privateAddress = nil
    world.platform = nil
    world.groups = []
    // Whether there is NAT is not known: for a client that takes the address as it is, everything hangs on that.
    #expect(try world.session("wget").verdict == .unknown)
    #expect(try world.session("winscp").verdict == .repaired)
    #expect(try world.session("curl").verdict == .works)
    world.intent = .none
    for id in ["wget", "winscp", "curl"] { #expect(try world.session(id).verdict == .works, "\(id)") }
  }

  @Test func anAddressThatIsNoneIsUnknownToThoseThatUseIt() throws {
    var world = World()
    world.external = "ftp.example.com"
    #expect(try world.session("winscp").verdict == .unknown)
    #expect(try world.session("python-ftplib").verdict == .repaired)
    #expect(try world.session("curl").verdict == .works)
  }

  @Test func aBindingToAnAddressThatTheServerDoesNotHave() throws {
    var world = World()
    world.bindings = ["10.0.0.5:21:", "20.40.60.80:990:"]
    #expect(try world.verdicts("curl") == [.fails, .fails, .fails, .fails])
    world.bindings = ["10.0.0.4:21:", "10.0.0.4:990:"]
    #expect(try world.verdicts("curl") == [.works, .works, .works, .works])
    world.bindings = ["[2001:db8::4]:21:"]
    #expect(try world.outcome("curl") == "fails at control-connection: the site listens on IPv6 only")
  }
}
