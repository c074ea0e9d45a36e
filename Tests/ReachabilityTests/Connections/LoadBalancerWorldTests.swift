import NetworkModel
import Reachability
import Testing
import TestSupport

/// Clients on the Internet who come in through a load balancer of Azure.
@Suite(.timeLimited) struct LoadBalancerWorldTests {
  /// A server with the passive port 40000 behind rules that lead from one port to another.
  private static func world(
    _ ports: (dialled: Int, machine: Int)..., machines: Int = 1, distribution: String? = nil
  ) -> World {
    var world = World()
    world.range = (40000, 40000)
    world.change = { environment in
      environment.publicIPAddresses[0].holder = written("/x/loadBalancers/lb/frontendIPConfigurations/f")
      var balancer = LoadBalancer(path: "lb.json", name: written("lb"))
      balancer.pools = [LoadBalancer.Pool(name: written("pool"), members: machines)]
      balancer.rules = ports.map { ports in
        var rule = LoadBalancer.Rule(name: written("to-\(ports.machine)"))
        rule.coversTCP = true
        rule.frontendPort = written(ports.dialled)
        rule.backendPort = written(ports.machine)
        rule.distribution = distribution.map { written($0) }
        return rule
      }
      environment.loadBalancers = [balancer]
    }
    return world
  }

  @Test func oneMachineGetsEveryConnection() throws {
    #expect(try Self.world((21, 21), (990, 990), (40000, 40000)).verdicts("curl")[0] == .works)
  }

  @Test func oneOfTwoMachinesGetsTheDataOfAnother() throws {
    #expect(
      try Self.world((21, 21), (40000, 40000), machines: 2).outcome("curl")
        == "unknown at data-connection: rule to-40000 of load balancer lb may lead data connections to another machine")
    #expect(
      try Self.world((21, 21), (40000, 40000), machines: 2, distribution: "SourceIP").session("curl").verdict == .works)
  }

  @Test func theMachinesPort0IsTheOneThatClientsDial() throws {
    #expect(try Self.world((21, 0), (40000, 0)).session("curl").verdict == .works)
    // It is no word for every port.
    #expect(
      try Self.world((990, 0), (40000, 0)).outcome("curl")
        == "fails at control-connection: load balancer lb has no rule that leads to TCP 21")
  }

  @Test func dataIsNotFoundOnAnotherPort() throws {
    #expect(
      try Self.world((21, 21), (50000, 40000)).outcome("curl")
        == "fails at data-connection: load balancer lb has no rules that lead TCP 40000 to the same ports")
  }
}
