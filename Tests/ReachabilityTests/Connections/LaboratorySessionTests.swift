import IISConfiguration
import Inet
import NetworkModel
import Reachability
import Testing
import TestSupport

/// What the laboratory measured, reproduced by whole sessions: the server's side is a configuration and a firewall.
@Suite(.timeLimited) struct LaboratorySessionTests {
  @Test(arguments: Laboratory.scenarios)
  func comesToWhatWasMeasured(_ scenario: Laboratory.Scenario) throws {
    for (run, outcome) in zip(Laboratory.runs, scenario.outcomes) {
      let result = try world(scenario, run).session(run.id, "plain-passive")
      #expect(observed(result, scenario) == outcome, "\(run.id): \(result.verdict) \(result.reason)")
      // The laboratory's server listened on every address of the experiment; a real one has but its own.
      guard outcome != .reply else { continue }
      #expect(result.verdict.isWorking == (outcome != .nothing), "\(run.id): \(result.verdict)")
    }
  }

  private func world(_ scenario: Laboratory.Scenario, _ run: Laboratory.Run) -> World {
    var world = World()
    world.bindings = ["*:21:"]
    world.control = "SslAllow"
    world.data = "SslAllow"
    world.external = scenario.reply?.description ?? ""
    if scenario.reply == nil { world.denied = ["PASV", "EPSV"] }
    // A client that does not send EPSV is one whose EPSV is refused.
    if !scenario.answersEPSV || !run.usesEPSV, !world.denied.contains("EPSV") { world.denied.append("EPSV") }
    world.publicAddress = Laboratory.server.description
    world.privateAddress = "10.0.0.4"
    let isPublic = scenario.peer == Laboratory.server
    world.origin = isPublic ? .internet : .privateNetwork
    world.groups = []
    world.platform = nil
    if isPublic { world.intent = .none } else { world.intent = .placeholder }
    world.firewall = scenario.isPortClosed ? "21" : "21,1024-65535"
    // No Azure: the addresses are the machine's own.
    world.change = { environment in
      environment.publicIPAddresses = []
      // Nothing there looked into control connections.
      environment.windowsFirewall?.statefulFTP = .off(Location("firewall.reg", ByteRange(0, 0)))
      let own = isPublic ? IPAddress.v4(Laboratory.server) : .v4(IPv4Address(10, 0, 0, 4))
      environment.addresses = [InterfaceAddress(path: "server.json", address: written(own), network: nil)]
    }
    return world
  }

  /// What the laboratory's server would have seen of a session.
  private func observed(_ result: SessionResult, _ scenario: Laboratory.Scenario) -> Laboratory.Outcome {
    let address = result.steps.first { $0.step == .dataAddress }?.decisive
    if !scenario.isPortClosed, address?.reason.description.hasPrefix("the client connects to") == true { return .reply }
    if result.verdict == .fallback { return .active }
    return result.verdict.isWorking ? .peer : .nothing
  }
}
