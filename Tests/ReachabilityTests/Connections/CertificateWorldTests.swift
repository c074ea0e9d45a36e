import IISConfiguration
import NetworkModel
import Reachability
import TestSupport
import Testing

/// What a list of certificates makes of sessions.
@Suite(.timeLimited) struct CertificateWorldTests {
  private static let hash = "9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7"

  private func world(
    stores: Set<String> = ["my"], _ change: @escaping @Sendable (inout StoredCertificate) -> Void = { _ in }
  ) throws -> World {
    let thumbprint = try #require(Thumbprint(Self.hash))
    var world = World()
    world.now = UTCTime("2026-06-01")
    world.change = { environment in
      var certificate = StoredCertificate(path: "certificates.json", store: "MY", thumbprint: written(thumbprint))
      certificate.notBefore = UTCTime("2026-01-01")
      certificate.notAfter = UTCTime("2026-12-31")
      certificate.hasPrivateKey = true
      change(&certificate)
      var inventory = CertificateInventory()
      inventory.stores = stores
      inventory.certificates = [certificate]
      environment.certificates = inventory
    }
    return world
  }

  @Test func aSoundCertificateWorks() throws {
    #expect(try world().session("curl").verdict == .works)
  }

  /// Of a store that was not listed nobody knows what is in it.
  @Test func aListWithoutTheStoreSaysNothing() throws {
    #expect(try !world().simulation.server.hasUnlistedCertificates)
    var other = try world(stores: ["webhosting"])
    other.certificate = "0000000000000000000000000000000000000000"
    #expect(try other.simulation.server.hasUnlistedCertificates)
  }

  @Test func withoutItTLSFailsForAll() throws {
    var other = try world()
    other.certificate = "0000000000000000000000000000000000000000"
    for client in ["curl", "winscp", "lftp"] {
      #expect(try other.session(client).verdict == .fails)
      #expect(try other.session(client).rule == .certificateNotInStore)
    }
    #expect(try other.session("curl", "implicit-passive").verdict == .fails)
    let keyless = try world { $0.hasPrivateKey = false }
    #expect(try keyless.outcome("curl") == "fails at tls: the certificate has no private key in the store")
  }

  /// What was not listed is not known to be missing.
  @Test func aStoreThatWasNotListedSaysNothing() throws {
    var other = try world(stores: ["webhosting"])
    other.certificate = "0000000000000000000000000000000000000000"
    #expect(try other.session("curl").verdict == .works)
  }

  @Test func datesHangOnWhatClientsCheck() throws {
    var world = try world()
    world.now = UTCTime("2027-01-01")
    #expect(try world.session("curl").rule == .certificateExpired && world.session("curl").verdict == .unknown)
    world.now = UTCTime("2025-01-01")
    #expect(try world.outcome("curl").hasPrefix("unknown at tls: the certificate is not valid before 2026-01-01"))
    world.now = nil
    #expect(try world.session("curl").verdict == .works)
    let user = try self.world { $0.usages = ["1.3.6.1.5.5.7.3.2"] }
    #expect(try user.session("curl").rule == .certificateNotForServers)
  }

  /// The certificate that clients see is the one that counts.
  @Test func aPeersCertificateCounts() throws {
    var world = try world { $0.hasPrivateKey = false }
    world.data = "SslAllow"
    #expect(try world.session("curl").verdict == .fails)
    let server = try world.simulation.server
    let site = try #require(server.configuration.ftpSites.first)
    #expect(server.certificateFaults(of: site) == [.withoutPrivateKey])
    #expect(server.bindingsShowingOwnCertificate(of: site).count == 2)
  }
}
