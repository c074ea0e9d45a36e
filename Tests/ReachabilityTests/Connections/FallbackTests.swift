import Inet
@testable import Reachability
import TestSupport
import Testing

/// What clients do where data connections fail, and it is not known to which address they went.
@Suite(.timeLimited) struct FallbackTests {
  /// GNOME's gvfs tries the public address, of which nobody knows whether it leads back, and the dialled one; both are
  /// stopped, and each time it changes to active mode.
  @Test func aClientThatChangesAnywayDoesSoWhereverItConnected() throws {
    var world = World()
    world.origin = .network(try #require(IPPrefix("10.77.0.0/16")))
    world.publicAddress = nil
    world.platform = nil
    world.groups = []
    world.firewall = "21,990"
    #expect(try world.session("gvfs-ftp").verdict == .fallback)
    #expect(try world.session("wget").verdict == .fails)
  }

  /// lftp changes to active mode only if it had repaired the address, and whether the machine is behind NAT is in no file.
  ///
  /// Without NAT the replies name the dialled address; behind NAT lftp puts it in place of a private one.
  @Test func aRepairOfWhichNobodyKnowsIsNoReasonToChange() throws {
    var world = World()
    world.external = ""
    world.publicAddress = nil
    world.privateAddress = nil
    world.platform = nil
    world.groups = []
    world.firewall = "21,990"
    #expect(try world.session("lftp").verdict == .unknown)
    #expect(try world.session("gvfs-ftp").verdict == .fallback)
    world.privateAddress = "10.0.0.4"
    #expect(try world.session("lftp").verdict == .fallback)
  }

  /// lftp changes if it had replaced the address in the reply, which hangs on what the server's own is.
  @Test func aClientThatChangesAfterARepairIsUnknownWhereThatIsNotKnown() throws {
    let client = try #require(FTPClient.all.first { $0.id == "lftp" })
    let address = IPv4Address(20, 40, 60, 80)
    #expect(client.fallsBackAfterFailure(at: .repaired(address)) == true)
    #expect(client.fallsBackAfterFailure(at: .use(address)) == false)
    #expect(client.fallsBackAfterFailure(atAnyOf: [.repaired(address), .use(address)]) == nil)
    #expect(client.fallsBackAfterFailure(atAnyOf: [.use(address), .use(address)]) == false)
  }
}
