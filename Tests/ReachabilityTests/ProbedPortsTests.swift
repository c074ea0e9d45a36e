import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing

/// Which ports a load balancer's probes come in to, where only some clients do.
@Suite(.timeLimited) struct ProbedPortsTests {
  private func openings(_ binding: String, probes: [Port], from clients: String? = "203.0.113.0/24") throws -> [String]
  {
    let sites = """
      <site name="A" id="7"><bindings><binding protocol="ftp" bindingInformation="\(binding)"/></bindings></site>
      """
    var options = FirewallPlan.Options(passiveOnly: true)
    options.clients = try clients.map { [try #require(ClientSource($0))] } ?? []
    options.surroundings.probePorts = PortSet(probes.map { PortRange($0) })
    return try FirewallPlan(read(file(sites: sites, rest: passiveRange(50000, 50100))), options: options)
      .openings.map(\.description)
  }

  @Test func aProbedControlPortIsOpenToProbes() throws {
    #expect(
      try openings("*:21:", probes: [21]) == [
        "TCP 21 in from 168.63.129.16, 203.0.113.0/24", "TCP 50000-50100 in from 203.0.113.0/24",
      ])
  }

  /// The rest of the range is none of the balancer's business.
  @Test func aProbedDataPortAloneIsOpenToProbes() throws {
    #expect(
      try openings("10.0.0.4:21:", probes: [50007]) == [
        "TCP 21 in at 10.0.0.4 from 203.0.113.0/24", "TCP 50000-50100 in at 10.0.0.4 from 203.0.113.0/24",
        "TCP 50007 in at 10.0.0.4 from 168.63.129.16",
      ])
  }

  @Test func otherPortsAreNotOpenToProbes() throws {
    #expect(try openings("*:21:", probes: [80]) == openings("*:21:", probes: []))
    #expect(try openings("*:21:", probes: [21, 50007], from: nil) == openings("*:21:", probes: [], from: nil))
  }
}
