import Text
import FuzzSupport
import Inet
import NetworkModel
import TestSupport
import Testing

@Suite(.timeLimited) struct PacketFilterTests {
  /// A filter against a walk through its rules, connection by connection.
  @Test(arguments: 0..<30) func decidesAsAWalkThroughTheRulesDoes(_ seed: Int) throws {
    var dice = SplitMix(seed: UInt64(seed))
    let rules = (0..<Int.random(in: 0...9, using: &dice)).map { Self.rule($0, &dice) }
    let fallback: FilterAction = Bool.random(using: &dice) ? .allow : .block
    let filter = PacketFilter(
      name: "filter", rules: rules, inboundDefault: FilterDefault(fallback, "default"),
      outboundDefault: FilterDefault(.allow, "other default"))
    let flow = seed.isMultiple(of: 4) ? Flow(.inbound) : Self.flow(&dice)
    let decision = filter.decide(flow)
    for remote in Self.hosts {
      for local in Self.hosts {
        for remotePort in [0, 5, 65535] as [Port] {
          for localPort in Port(3)..<8 {
            let point = Flow(
              .inbound, remoteAddresses: IPAddressSet(remote), remotePorts: PortSet(remotePort),
              localAddresses: IPAddressSet(local), localPorts: PortSet(localPort))
            let parts = decision.parts.filter { $0.flow.intersection(point) != nil }
            if flow.intersection(point) == nil {
              #expect(parts.isEmpty)
            } else {
              #expect(parts.count == 1)
              #expect(parts.first.map { Self.outcome($0.verdict) } == Self.walk(rules, fallback, point))
            }
          }
        }
      }
    }
  }

  private static let hosts: [IPAddress] =
    (0..<2).map { .v4(IPv4Address(10, 0, 0, $0)) } + [.v6(IPv6Address(high: 0, low: 1))]

  private static func rule(_ index: Int, _ dice: inout SplitMix) -> FilterRule {
    let action: FilterAction = Bool.random(using: &dice) ? .allow : .block
    let box = flow(&dice)
    switch Int.random(in: 0..<4, using: &dice) {
    case 0: return FilterRule("\(index)", action, certain: nil, possible: box, doubt: "perhaps")
    case 1:
      return FilterRule("\(index)", action, certain: box.intersection(flow(&dice)), possible: box, doubt: "in part")
    default: return FilterRule("\(index)", action, box)
    }
  }

  private static func flow(_ dice: inout SplitMix) -> Flow {
    Flow(
      .inbound, remoteAddresses: hosts(&dice), remotePorts: range(&dice), localAddresses: hosts(&dice),
      localPorts: range(&dice))
  }

  private static func hosts(_ dice: inout SplitMix) -> IPAddressSet {
    if Int.random(in: 0..<3, using: &dice) == 0 { return .any }
    return hosts.filter { _ in Bool.random(using: &dice) }.reduce(IPAddressSet()) { $0.union(IPAddressSet($1)) }
  }

  private static func range(_ dice: inout SplitMix) -> PortSet {
    if Int.random(in: 0..<3, using: &dice) == 0 { return .any }
    return PortSet((0..<10).filter { _ in Bool.random(using: &dice) }.map { PortRange($0) })
  }

  /// What the rules say of one connection, in the words of ``outcome(_:)``.
  private static func walk(_ rules: [FilterRule], _ fallback: FilterAction, _ point: Flow) -> String {
    let certain = rules.firstIndex { $0.certain?.intersection(point) != nil }
    let action = certain.map { rules[$0].action } ?? fallback
    let doubt = rules.indices.first {
      $0 < certain ?? .max && rules[$0].action != action && rules[$0].possible.intersection(point) != nil
        && rules[$0].certain?.intersection(point) == nil
    }
    if let doubt { return "unknown \(doubt)" }
    return certain.map { "\(rules[$0].action) \($0)" } ?? "\(fallback) default"
  }

  private static func outcome(_ verdict: FilterVerdict) -> String {
    switch verdict {
    case .allowed(let decidingRule): "allow \(decidingRule.rule)"
    case .blocked(let decidingRule): "block \(decidingRule.rule)"
    case .unknown(_, let decidingRule): "unknown \(decidingRule.rule)"
    }
  }

  /// However little work a decision may take, what it says is what the walk says, and the rest is unknown.
  @Test(arguments: 0..<20) func withoutBudgetItIsUnknownAndNeverWrong(_ seed: Int) throws {
    var dice = SplitMix(seed: UInt64(seed))
    let rules = (0..<9).map { Self.rule($0, &dice) }
    let filter = PacketFilter(
      name: "filter", rules: rules, inboundDefault: FilterDefault(.allow, "default"),
      outboundDefault: FilterDefault(.allow, "default"))
    for work in [0, 10, 30, 60, 120, 250, 500, 1000] {
      var budget = FlowBudget(work: work)
      let decision = filter.decide(Flow(.inbound), within: &budget)
      for _ in 0..<40 {
        let point = Flow(
          .inbound, remoteAddresses: IPAddressSet(dice.one(of: Self.hosts)),
          remotePorts: PortSet(dice.one(of: [0, 5, 65535])), localAddresses: IPAddressSet(dice.one(of: Self.hosts)),
          localPorts: PortSet(Port.random(in: 3..<8, using: &dice)))
        let parts = decision.parts.filter { $0.flow.intersection(point) != nil }
        #expect(parts.count == 1)
        let outcome = parts.first.map { Self.outcome($0.verdict) }
        let walk = Self.walk(rules, .allow, point)
        #expect(outcome == walk || !decision.isComplete && outcome == "unknown all of its rules")
      }
      #expect(work > 0 || decision.parts.count == 1)
    }
  }

  /// Rules that differ in all four ways, so that the pieces are far more than anybody can count.
  @Test func rulesThatOverlapInEveryWayEndInADoubt() {
    var dice = SplitMix(seed: 4)
    let rules = (0..<200).map { index in
      let ends = (0..<8).map { _ in Port.random(in: 1...65535, using: &dice) }
      let addresses = [(0, 1), (4, 5)].map { first, second in
        IPAddressSet(
          from: .v4(IPv4Address(rawValue: UInt32(min(ends[first], ends[second])) << 12)),
          through: .v4(IPv4Address(rawValue: UInt32(max(ends[first], ends[second])) << 12))) ?? .any
      }
      let ports = [(2, 3), (6, 7)].map { first, second in
        PortSet([PortRange(min(ends[first], ends[second]), max(ends[first], ends[second]))].compactMap(\.self))
      }
      return FilterRule(
        "\(index)", index.isMultiple(of: 2) ? .allow : .block,
        Flow(
          .inbound, remoteAddresses: addresses[0], remotePorts: ports[0], localAddresses: addresses[1],
          localPorts: ports[1]))
    }
    let filter = PacketFilter(
      name: "filter", rules: rules, inboundDefault: FilterDefault(.allow, "default"),
      outboundDefault: FilterDefault(.allow, "default"))
    let decision = filter.decide(Flow(.inbound))
    #expect(!decision.isComplete && !decision.isAllowed)
    #expect(
      decision.unknown.contains { if case .unknown(.tooManyOverlaps, _) = $0.verdict { true } else { false } })
  }

  /// What a server with one of several addresses does, against a look at each address for itself.
  @Test(arguments: 0..<20) func oneLocalAddressIsDecidedAsEachForItselfIs(_ seed: Int) {
    var dice = SplitMix(seed: UInt64(seed))
    let rules = (0..<7).map { Self.rule($0, &dice) }
    let filter = PacketFilter(
      name: "filter", rules: rules, inboundDefault: FilterDefault(.block, "default"),
      outboundDefault: FilterDefault(.allow, "default"))
    let flow = Flow(.inbound, localAddresses: IPAddressSet(Self.hosts))
    let decision = filter.decide(flow).forOneLocalAddress(of: flow)
    for remote in Self.hosts {
      for remotePort in [0, 5, 65535] as [Port] {
        for localPort in Port(3)..<8 {
          let points = Self.hosts.map { local in
            Flow(
              .inbound, remoteAddresses: IPAddressSet(remote), remotePorts: PortSet(remotePort),
              localAddresses: IPAddressSet(local), localPorts: PortSet(localPort))
          }
          let walks = Set(points.map { Self.walk(rules, .block, $0).prefix { $0 != " " } })
          let found = Set(
            points.flatMap { point in
              decision.parts.filter { $0.flow.intersection(point) != nil }.map {
                Self.outcome($0.verdict).prefix { $0 != " " }
              }
            })
          #expect(found == (walks.count == 1 ? walks : ["unknown"]))
        }
      }
    }
  }

  /// As many rules as a network security group can have, each with a source and ports of its own.
  @Test func manyRulesDoNotMultiply() throws {
    let rules = (0..<1000).map { index in
      let source = IPAddressSet(.v4(IPv4Address(rawValue: 0x1400_0000 + UInt32(index) * 64)))
      let ports = PortSet(Port(1024 + index * 7))
      return FilterRule("\(index)", .allow, Flow(.inbound, remoteAddresses: source, localPorts: ports))
    }
    let filter = PacketFilter(
      name: "many", rules: rules, inboundDefault: FilterDefault(.block, "default"),
      outboundDefault: FilterDefault(.allow, "default"))
    var decision = FlowDecision([])
    let elapsed = ContinuousClock().measure {
      decision = filter.decide(Flow(.inbound, remoteAddresses: .internet, remotePorts: .client))
    }
    // Some milliseconds in a release build; a second shows that something multiplies.
    #expect(elapsed < .seconds(1))
    #expect(decision.allowed.count == 1000)
    #expect(decision.parts.count <= 2001)
    #expect(decision.allowed.localPorts.count == 1000)
  }

  /// A block list has many clients and many ports in one rule.
  ///
  /// Whoever cuts both axes has 200,000 pieces, where two boxes will do.
  @Test func oneRuleOfManyClientsAndPortsIsOneBox() {
    let clients = IPAddressSet(
      union: (0..<4000).map { IPAddressSet(.v4(IPv4Address(rawValue: 0x1400_0000 + $0 * 64))) })
    let ports = PortSet((0..<50).map { PortRange(Port(1024 + $0 * 9)) })
    let filter = PacketFilter(
      name: "list", rules: [FilterRule("list", .block, Flow(.inbound, remoteAddresses: clients, localPorts: ports))],
      inboundDefault: FilterDefault(.allow, "default"), outboundDefault: FilterDefault(.allow, "default"))
    let decision = filter.decide(Flow(.inbound, remoteAddresses: .internet, remotePorts: .client))
    #expect(decision.unknown.isEmpty)
    #expect(decision.blocked.map(\.flow.remoteAddresses) == [clients])
    #expect(decision.blocked.map(\.flow.localPorts) == [ports])
    #expect(decision.allowed.count == 2)
  }

  @Test func aFlowOfNoConnectionHasNoParts() {
    let filter = PacketFilter(
      name: "", rules: [], inboundDefault: FilterDefault(.block, ""), outboundDefault: FilterDefault(.allow, ""))
    #expect(filter.decide(Flow(.inbound, localPorts: PortSet())).parts.isEmpty)
    #expect(filter.decide(Flow(.inbound)).parts.map(\.flow) == [Flow(.inbound)])
    #expect(filter.decide(Flow(.outbound)).isAllowed)
  }
}

@Suite(.timeLimited) struct FilterStageTests {
  private static func filter(_ name: String, _ open: String) -> PacketFilter {
    PacketFilter(
      name: Message(stringLiteral: name), rules: [FilterRule("allow", .allow, Flow(.inbound, localPorts: ports(open)))],
      inboundDefault: FilterDefault(.block, "default of \(name)"), outboundDefault: FilterDefault(.allow, "default"))
  }

  private static let flow = Flow(.inbound, localPorts: ports("21,990,50000-50009"))

  @Test func everyStationMustAllow() {
    let hops = [FilterHop.filter(Self.filter("a", "21,990")), .filter(Self.filter("b", "990,50000-50005"))]
    #expect(
      summary(hops.decide(Self.flow)) == [
        "allowed 990 by allow", "blocked 21 by default of b", "blocked 50000-50009 by default of a",
      ])
    #expect([FilterHop]().decide(Self.flow).parts.isEmpty)
  }

  @Test func oneOfSeveralIsKnownWhereAllAgree() {
    let hop = FilterHop.oneOf(
      [Self.filter("a", "21,990"), Self.filter("b", "990")],
      FilterHop.Choice(all: "both", one: "one", reason: "who knows"))
    #expect(
      summary(hop.decide(Self.flow)) == [
        "allowed 990 by allow", "unknown 21 at default of b", "blocked 50000-50009 by default of a",
      ])
    #expect(hop.decide(Self.flow).blocked.map(\.verdict.decidingRule.filter) == ["both"])
    #expect(hop.decide(Self.flow).unknown.map(\.verdict.decidingRule.filter) == ["one"])
    guard case .unknown(let reason, _) = hop.decide(Self.flow).unknown.first?.verdict else {
      Issue.record("nothing is unknown")
      return
    }
    #expect(reason == .untold("who knows"))
  }

  @Test func ofManyFiltersNothingIsKnown() {
    let filters = (0..<33).map { Self.filter("\($0)", "21,\(1000 + $0)") }
    let few = FilterHop.oneOf(
      Array(filters.dropLast()), FilterHop.Choice(all: "each", one: "each", reason: "who knows"))
    #expect(few.decide(Self.flow).allowed.localPorts == ports("21"))
    let many = FilterHop.oneOf(filters, FilterHop.Choice(all: "each", one: "each", reason: "who knows")).decide(
      Self.flow)
    #expect(many.parts.map(\.flow) == [Self.flow] && many.unknown.count == 1)
  }

  @Test func aBlockBehindADoubtIsABlock() {
    let doubtful = FilterHop.oneOf(
      [Self.filter("a", "21,990"), Self.filter("b", "21")],
      FilterHop.Choice(all: "both", one: "one", reason: "who knows"))
    let decision = [doubtful, .filter(Self.filter("c", "21"))].decide(Flow(.inbound, localPorts: ports("21,990")))
    #expect(summary(decision) == ["allowed 21 by allow", "blocked 990 by default of c"])
  }
}
