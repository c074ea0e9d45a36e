internal import IISConfiguration
internal import Inet
internal import Text

/// A Standard public address in front of a server that no network security group is asked for: it is closed to the Internet.
///
/// Source: Microsoft Learn, "Public IP addresses", on security: such addresses are closed to inbound traffic until a group
/// allows it, and Basic ones are open.
struct ClosedAddressFilter: PacketFilterSource {
  let hop: FilterHop

  init(_ address: PublicIPAddress, hop number: Int) {
    let id = FilterID(hop: number)
    let internet = ServiceTags.internetClients
    let inside = RuleOrigin(.builtIn, of: id, RuleName(words: "connections that do not come by it"))
    let outward = RuleName(words: "connections from the server")
    hop = .filter(
      PacketFilter(
        id: id, name: "public address \(name: address.name.value)",
        rules: [FilterRule(inside, .allow, Flow(.inbound, remoteAddresses: internet.complement))],
        inboundDefault: FilterDefault(
          .block, of: id,
          RuleName(words: "a Standard address is closed without a network security group"),
          at: address.place(address.sku?.range ?? address.name.range)),
        outboundDefault: FilterDefault(.allow, of: id, outward)))
  }

  func without(_ rules: Set<RuleOrigin>) -> ClosedAddressFilter { self }

  func permitRules(_ direction: FlowDirection) -> [PermitRule] { [] }

  func idleRules(_ direction: FlowDirection) -> Set<RuleOrigin> { [] }

  func remedy(for denial: Denial, opening: Message, opens: (FilterHop) -> Bool) -> Message {
    "put a network security group that allows \(opening) at the server's network interface or its subnet"
  }

  func almostMatchingRules(_ denial: Denial) -> [Message] { [] }
}
