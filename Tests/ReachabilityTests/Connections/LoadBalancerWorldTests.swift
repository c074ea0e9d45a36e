import Inet
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
      balancer.pools = [LoadBalancer.Pool(name: written("pool"), size: machines)]
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

  @Test func rulesForAnotherAddressLeadNobodyOn() throws {
    func outcome(_ front: String) throws -> String {
      var world = Self.world((21, 21), (40000, 40000))
      let change = world.change
      world.change = { environment in
        change(&environment)
        let front = ResourceID("/x/loadBalancers/lb/frontendIPConfigurations/\(front)")
        for rule in 0...1 { environment.loadBalancers[0].rules[rule].front = front }
      }
      return try world.outcome("curl")
    }
    #expect(try outcome("other") == "fails at control-connection: load balancer lb has no rule that leads to TCP 21")
    #expect(try outcome("f").hasPrefix("works"))
  }

  @Test func dataIsNotFoundOnAnotherPort() throws {
    #expect(
      try Self.world((21, 21), (50000, 40000)).outcome("curl")
        == "fails at data-connection: load balancer lb has no rules that lead TCP 40000 to the same ports")
  }

  /// The same with a probe at a port of the machine.
  private static func probed(at port: Int) -> World {
    var world = world((21, 21), (990, 990), (40000, 40000))
    let change = world.change
    world.change = { environment in
      change(&environment)
      environment.loadBalancers[0].probes = [LoadBalancer.Probe(name: written("tcp"), port: written(port))]
      for index in 0..<3 { environment.loadBalancers[0].rules[index].probe = "/x/loadBalancers/lb/probes/tcp" }
    }
    return world
  }

  @Test func aMachineWhoseProbeIsStoppedGetsNothing() throws {
    #expect(try Self.probed(at: 21).session("curl").verdict == .works)
    var world = Self.probed(at: 21)
    let change = world.change
    world.change = { environment in
      change(&environment)
      environment.groups[0].rules.append(World.security("No-Others", 4000, .block, "0-65535", from: "*"))
    }
    #expect(
      try world.outcome("curl")
        == "fails at control-connection: network security group nsg-1 stops the probe of load balancer lb to TCP 21: "
        + "No-Others")
    // Windows Firewall asks who comes.
    world = Self.probed(at: 40000)
    let clients = IPAddressSet.any.subtracting(ServiceTags.azureHost)
    let more = world.change
    world.change = { environment in
      more(&environment)
      for index in environment.windowsFirewall?.rules.indices ?? 0..<0 {
        let term = WindowsFirewallRule.AddressTerm(written("clients"), AddressMatch(clients))
        environment.windowsFirewall?.rules[index].remoteAddresses = [term]
      }
    }
    let session = try world.session("curl")
    #expect(session.verdict == .fails && session.rule == .probeBlocked)
  }

  @Test func aProbeOfABalancerThatMayBeAnothersStopsNothing() throws {
    var world = Self.probed(at: 21)
    let change = world.change
    world.change = { environment in
      change(&environment)
      environment.publicIPAddresses[0].holder = nil
      environment.groups[0].rules.append(World.security("No-Others", 4000, .block, "0-65535", from: "*"))
    }
    #expect(try world.session("curl").verdict == .unknown)
  }

  @Test func theSiteMustTakeTheAddressThatIsKept() throws {
    func outcome(_ binding: String, _ isFloating: Bool? = true) throws -> SessionResult {
      var world = Self.world((21, 21), (40000, 40000))
      world.bindings = [binding]
      let change = world.change
      world.change = { environment in
        change(&environment)
        environment.loadBalancers[0].rules[0].isFloating = isFloating
        environment.loadBalancers[0].rules[0].front = "/x/loadBalancers/lb/frontendIPConfigurations/f"
      }
      return try world.session("curl")
    }
    #expect(try outcome("10.0.0.4:21:", false).verdict == .works)
    let refused = try outcome("10.0.0.4:21:")
    #expect(refused.verdict == .fails && refused.rule == .floatingIPNotBound)
    #expect(try outcome("20.40.60.80:21:").steps.first?.verdict == .passes)
    // Whether a machine has the address on a loopback interface is in no file.
    #expect(try outcome("*:21:").verdict == .unknown && outcome("10.0.0.4:21:", nil).verdict == .unknown)
  }

  /// The same with something changed in the load balancer.
  private static func changed(_ world: World, _ edit: @escaping (inout LoadBalancer) -> Void) -> World {
    var world = world
    let change = world.change
    world.change = { environment in
      change(&environment)
      edit(&environment.loadBalancers[0])
    }
    return world
  }

  @Test func anFTPSiteAnswersNoProbeByHTTP() throws {
    func world(_ word: String, _ port: Int) -> World {
      Self.changed(Self.probed(at: port)) { $0.probes[0].protocolName = written(word) }
    }
    #expect(try world("tcp", 21).session("curl").verdict == .works)
    #expect(
      try world("http", 21).outcome("curl")
        == "fails at control-connection: the probe \"tcp\" of load balancer lb asks at TCP 21 by HTTP, which an FTP "
        + "site does not answer")
    // Something else may listen at another port, and may not.
    for word in ["tcp", "https"] {
      #expect(
        try world(word, 8080).outcome("curl")
          == "unknown at control-connection: whether anything answers the probe \"tcp\" of load balancer lb at TCP 8080 "
          + "is in no file")
    }
  }

  @Test func aProbeThatNoFileHasMayFail() throws {
    let world = Self.changed(Self.probed(at: 21)) { $0.probes = [] }
    #expect(
      try world.outcome("curl")
        == "unknown at control-connection: what probe tcp of load balancer lb asks is in no file")
  }

  @Test func anAdministratorsWordBeatsTheProbe() throws {
    func world(_ state: LoadBalancer.Pool.AdminState) -> World {
      Self.changed(Self.probed(at: 8080)) { balancer in
        var member = LoadBalancer.Pool.Member()
        member.address = .v4(IPv4Address(10, 0, 0, 4))
        member.adminState = written(state)
        balancer.pools[0].members = [member]
        for index in 0..<3 { balancer.rules[index].pools = [written("/x/loadBalancers/lb/backendAddressPools/pool")] }
      }
    }
    #expect(try world(.up).session("curl").verdict == .works)
    let down = try world(.down).session("curl")
    #expect(down.verdict == .fails && down.rule == .controlPortBlocked)
  }

  @Test func aPoolOfOtherAddressesIsOthers() throws {
    func outcome(_ last: UInt8) throws -> String {
      try Self.changed(Self.world((21, 21), (990, 990), (40000, 40000))) { balancer in
        var member = LoadBalancer.Pool.Member()
        member.address = .v4(IPv4Address(10, 0, 0, last))
        balancer.pools[0].members = [member]
        for index in 0..<3 { balancer.rules[index].pools = [written("/x/loadBalancers/lb/backendAddressPools/pool")] }
      }.outcome("curl")
    }
    #expect(try outcome(4).hasPrefix("works"))
    #expect(try outcome(9) == "fails at control-connection: load balancer lb has no rule that leads to TCP 21")
  }

  @Test func aRuleWithoutAPoolLeadsNowhere() throws {
    let world = Self.changed(Self.world((21, 21), (40000, 40000))) { $0.rules[0].hasNoPool = true }
    #expect(
      try world.outcome("curl") == "fails at control-connection: load balancer lb has no rule that leads to TCP 21")
  }

  @Test func whatAGatewayLoadBalancerDoesIsInNoFile() throws {
    let world = Self.changed(Self.world((21, 21), (40000, 40000))) { balancer in
      var front = LoadBalancer.Front(name: written("f"), address: nil)
      front.gateway = written("/x/loadBalancers/gwlb/frontendIPConfigurations/in")
      balancer.fronts = [front]
    }
    #expect(
      try world.outcome("curl")
        == "unknown at control-connection: connections to 20.40.60.80 come through gateway load balancer gwlb, and what "
        + "is behind it lets through is in no file")
  }
}
