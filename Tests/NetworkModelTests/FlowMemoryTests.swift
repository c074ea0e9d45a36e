import Text
import FuzzSupport
import Inet
import NetworkModel
import TestSupport
import Testing

/// What is remembered is what would be found out, and takes as much of a budget.
@Suite(.timeLimited) struct FlowMemoryTests {
  private static let filter = PacketFilter(
    name: "filter",
    rules: (0..<40).map { index in
      FilterRule(
        "\(index)", index.isMultiple(of: 3) ? .block : .allow,
        Flow(
          .inbound, remoteAddresses: addresses("10.\(index).0.0/12"),
          localPorts: PortSet([PortRange(Port(20 + index), Port(400 + 7 * index))].compactMap(\.self))))
    }, inboundDefault: FilterDefault(.block, "default"), outboundDefault: FilterDefault(.allow, "default"))

  @Test(arguments: [1_000, 6_000, 20_000, 100_000]) func aBudgetLastsAsLongAsWithoutMemory(_ work: Int) {
    var dice = SplitMix(seed: 1)
    let hops = [FilterHop.filter(Self.filter)]
    let flows = (0..<4).map {
      Flow(.inbound, localPorts: PortSet([PortRange(1, Port(100 * $0 + 90))].compactMap(\.self)))
    }
    var memory = FlowMemory(hops)
    var ample = FlowBudget(rules: 40)
    for flow in flows { _ = memory.decideForOneAddress(flow, within: &ample) }
    var remembering = FlowBudget(work: work)
    var forgetting = FlowBudget(work: work)
    for _ in 0..<12 {
      let flow = dice.one(of: flows)
      #expect(
        memory.decideForOneAddress(flow, within: &remembering)
          == hops.decideForOneAddress(flow, within: &forgetting))
    }
  }
}
