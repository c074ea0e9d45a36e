import IISConfiguration
import Inet
import NetworkModel
import Reachability
import TestSupport
import Testing

/// Load balancers with several machines: whether data connections get to the machine of their control connection.
@Suite(.timeLimited) struct LoadBalancerAffinityTests {
  /// How the control port's rule and the passive port's choose, and in which pools.
  private static func world(
    _ control: String?, _ data: String?, pools: (String, String) = ("pool", "pool"), sizes: [String: Int] = ["pool": 2],
    downIn drained: String? = nil
  ) -> World {
    var world = World()
    world.range = (40000, 40000)
    world.change = { environment in
      environment.publicIPAddresses[0].holder = written("/x/loadBalancers/lb/frontendIPConfigurations/f")
      var balancer = LoadBalancer(path: "lb.json", name: written("lb"))
      balancer.pools = sizes.sorted { $0.key < $1.key }.map { name, size in
        var pool = LoadBalancer.Pool(name: written(name), size: size)
        if name == drained {
          var member = LoadBalancer.Pool.Member()
          member.address = .v4(IPv4Address(10, 0, 0, 4))
          member.adminState = written(.down)
          pool.members = [member]
        }
        return pool
      }
      balancer.rules = [(21, control, pools.0), (40000, data, pools.1)].map { port, distribution, pool in
        var rule = LoadBalancer.Rule(name: written("to-\(port)"))
        rule.coversTCP = true
        rule.frontendPort = written(port)
        rule.backendPort = written(port)
        rule.distribution = distribution.map { written($0) }
        rule.pools = [written("/x/loadBalancers/lb/backendAddressPools/\(pool)")]
        return rule
      }
      environment.loadBalancers = [balancer]
    }
    return world
  }

  @Test(arguments: ["SourceIP", "SourceIPProtocol", "sourceip"])
  func oneWayToChooseKeepsThemTogether(_ mode: String) throws {
    #expect(try Self.world(mode, mode).outcome("curl").hasPrefix("works"))
  }

  @Test(arguments: [("SourceIP", "SourceIPProtocol"), ("SourceIPProtocol", "SourceIP")])
  func twoWaysToChooseMayPartThem(_ control: String, _ data: String) throws {
    #expect(
      try Self.world(control, data).outcome("curl")
        == "unknown at data-connection: rules to-21 and to-40000 of load balancer lb may lead control and data "
        + "connections to two machines")
    #expect(try Self.world(control, data, sizes: ["pool": 1]).outcome("curl").hasPrefix("works"))
  }

  @Test func aControlPortThatIsSpreadPartsThem() throws {
    #expect(
      try Self.world("Default", "SourceIP").outcome("curl")
        == "unknown at data-connection: rule to-21 of load balancer lb may lead control connections to another machine "
        + "than data connections")
    #expect(try Self.world("SourceIP", nil).session("curl").verdict == .unknown)
    #expect(try Self.world("SourceIP", "odd").session("curl").verdict == .unknown)
  }

  @Test func twoPoolsChooseApart() throws {
    let sizes = ["a": 2, "b": 2]
    #expect(try Self.world("SourceIP", "SourceIP", pools: ("a", "b"), sizes: sizes).session("curl").verdict == .unknown)
    #expect(try Self.world("SourceIP", "SourceIP", pools: ("a", "a"), sizes: sizes).session("curl").verdict == .works)
    // Only the pool that data goes to has to be of one machine.
    let one = ["a": 2, "b": 1]
    #expect(try Self.world("SourceIP", "SourceIP", pools: ("a", "b"), sizes: one).session("curl").verdict == .works)
  }

  @Test func aServerThatIsTakenOutOfThePoolOfDataGetsNone() throws {
    let sizes = ["a": 1, "b": 1]
    let down = try Self.world(nil, nil, pools: ("a", "b"), sizes: sizes, downIn: "b").session("curl")
    #expect(down.verdict == .fails && down.step == .dataConnection && down.rule == .loadBalancerRangeMissing)
    #expect("\(down.reason)".contains("hands no connections to TCP 40000 on to the server, as adminState is Down"))
    let control = try Self.world(nil, nil, pools: ("a", "b"), sizes: sizes, downIn: "a").session("curl")
    #expect(control.verdict == .fails && control.step == .controlConnection)
  }
}
