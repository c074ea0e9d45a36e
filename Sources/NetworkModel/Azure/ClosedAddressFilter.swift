internal import IISConfiguration
internal import Inet
internal import Text

/// A Standard public address in front of a server that no network security group is asked for: it is closed to the Internet.
///
/// Source: Microsoft Learn, "Public IP addresses", on security: such addresses are closed to inbound traffic until a group
/// allows it, and Basic ones are open.
struct ClosedAddressFilter: PacketFilterSource {
  let hop: FilterHop

  let isImposed = false
  let mayInspectFTP = false

  /// A filter for an address.
  ///
  /// - Parameters:
  ///   - address: The address.
  ///   - exempt: What rules of Virtual Network Manager always allow: whether that opens such an address is not documented.
  ///   - number: Its place among the hops.
  init(_ address: PublicIPAddress, exempt: [FilterRule], hop number: Int) {
    let id = FilterID(hop: number)
    let internet = ServiceTags.internetClients
    let inside = RuleOrigin(.builtIn, of: id, RuleName(words: "connections that do not come by it"))
    let outward = RuleName(words: "connections from the server")
    hop = .filter(
      PacketFilter(
        id: id, name: "public address \(name: address.name.value)",
        rules: exempt.map {
          $0.renamed(id).doubted("whether rules of Virtual Network Manager open a Standard address is not documented")
        } + Self.doubts(address, id) + [
          FilterRule(inside, .allow, Flow(.inbound, remoteAddresses: internet.complement))
        ],
        inboundDefault: FilterDefault(
          .block, of: id,
          RuleName(words: "a Standard address is closed without a network security group"),
          at: address.place(address.sku?.range ?? address.name.range)),
        outboundDefault: FilterDefault(.allow, of: id, outward)))
  }

  /// A Basic address is open, and a template that does not tell the SKU may make either.
  private static func doubts(_ address: PublicIPAddress, _ id: FilterID) -> [FilterRule] {
    guard address.sku == nil else { return [] }
    let origin = RuleOrigin(.builtIn, of: id, RuleName(words: "its SKU"), at: address.place(address.name.range))
    return [
      FilterRule(
        origin, .allow, certain: nil, possible: Flow(.inbound, remoteAddresses: ServiceTags.internetClients),
        doubt: "sku.name is not told, and a Basic address would be open")
    ]
  }

  func without(_ rules: Set<RuleOrigin>) -> ClosedAddressFilter { self }

  func permitRules(_ direction: FlowDirection) -> [PermitRule] { [] }

  func idleRules(_ direction: FlowDirection) -> Set<RuleOrigin> { [] }

  func remedy(for denial: Denial, opening: Message, opens: (FilterHop) -> Bool) -> Message {
    "put a network security group that allows \(opening) at the server's network interface or its subnet"
  }

  func almostMatchingRules(_ denial: Denial) -> [Message] { [] }
}
