import IISConfiguration
import NetworkModel
import Reachability
import TestSupport
import Testing

/// Clients whose TLS on data connections is not as others': where IIS decides what comes of it, nobody knows.
@Suite(.timeLimited) struct DataTLSTests {
  @Test func aHandshakeBeforeTheCommandIsUnknownWithIIS() throws {
    #expect(try World().verdicts("aioftp") == [.unknown, .unsupported, .unknown, .unsupported])
    #expect(
      try World().outcome("aioftp")
        == "unknown at data-connection: the client begins TLS on a data connection before it sends its command, and "
        + "whether IIS answers then is not documented")
  }

  /// What a filter stops needs no handshake.
  @Test func aHandshakeBeforeTheCommandFailsWhereOthersDo() throws {
    var world = World()
    world.groups = ["21,990"]
    #expect(try world.verdicts("aioftp") == [.fails, .unsupported, .fails, .unsupported])
    world = World()
    world.data = "SslDeny"
    #expect(try world.verdicts("aioftp")[0] == .fails)
  }

  @Test(arguments: [
    ("SslRequire", [SessionVerdict.works, .works, .fails, .fails]),
    ("SslAllow", [.works, .works, .unknown, .unknown]), ("SslDeny", [.fails, .fails, .unknown, .unknown]),
  ])
  func clearDataAfterImplicitTLS(_ policy: String, _ expected: [SessionVerdict]) throws {
    var world = World()
    world.data = policy
    #expect(try world.verdicts("fsspec-ftp") == expected)
  }

  @Test func everybodyElseIsAsBefore() {
    let odd = FTPClient.all.filter { $0.dataProtection == .onlyAfterAUTH || $0.traits.dataHandshake == .beforeCommand }
    #expect(odd.map(\.id) == ["aioftp", "fsspec-ftp"])
  }
}

/// Data connections of sessions without TLS, which Windows Firewall can follow.
@Suite(.timeLimited) struct StatefulInspectionTests {
  private func verdict(_ inspection: WindowsFirewall.StatefulFTP, open: String = "21") throws -> SessionVerdict {
    var world = World()
    world.control = "SslAllow"
    world.data = "SslAllow"
    world.firewall = open
    world.change = { $0.windowsFirewall?.statefulFTP = inspection }
    return try world.session("tcllib-ftp", "plain-passive").verdict
  }

  @Test func mayOpenWhatNoRuleLetsIn() throws {
    #expect(try verdict(.on(nil)) == .unknown && verdict(.unknown) == .unknown)
    #expect(try verdict(.off(Location("firewall.reg", ByteRange(0, 0)))) == .fails)
  }
}
