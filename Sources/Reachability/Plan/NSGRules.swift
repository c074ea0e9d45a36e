public import Text
public import Inet
public import NetworkModel

/// A rule of an Azure network security group: all openings of one direction and one address of the server.
///
/// Every rule allows TCP. One rule can hold many ports, so that a handful of rules is enough for any plan.
public struct NSGRule: Hashable, Sendable {
  /// Which side begins the connections.
  public let direction: FlowDirection
  /// The server's address, as it is behind NAT; any for all of its addresses.
  public let localAddress: LocalAddress
  /// What the rule lets through, at least one opening, in order.
  public let openings: [Opening]
  /// Its place among the rules of its direction; lower ones come first.
  public let priority: Int

  /// The rules for some openings, inbound first, with priorities from 300 on in steps of 10 in each direction.
  ///
  /// There is one for each direction and address, also for those that have a ``fault``.
  public static func rules(for openings: [Opening]) -> [NSGRule] {
    FlowDirection.allCases.flatMap { direction in
      let byAddress = Dictionary(grouping: openings.filter { $0.direction == direction }, by: \.localAddress)
      return byAddress.sorted { $0.key < $1.key }.enumerated().map { index, group in
        NSGRule(
          direction: direction, localAddress: group.key, openings: group.value.sorted(), priority: 300 + 10 * index)
      }
    }
  }
}

extension NSGRule {
  /// Letters, digits, dots and hyphens; ports are left out, so that new ports replace the old ones.
  public var name: String {
    let side = direction == .inbound ? "in" : "out"
    return "ftpsgate-\(side)-tcp" + (localAddress.nameSuffix.map { "-" + $0 } ?? "")
  }

  /// What Azure shows beside the rule; at most 140 characters.
  public var description: String {
    direction == .inbound ? "FTP control and passive data channels (ftpsgate)" : "FTP active data channels (ftpsgate)"
  }

  /// The address that connections come from.
  public var source: LocalAddress { direction == .inbound ? .any : localAddress }

  /// The ports that connections come from; none for any.
  public var sourcePorts: [PortRange] { direction == .inbound ? [] : openings.map(\.localPorts) }

  /// The address that connections go to.
  public var destination: LocalAddress { direction == .inbound ? localAddress : .any }

  /// The ports that connections go to; none for any.
  public var destinationPorts: [PortRange] { direction == .inbound ? openings.map(\.localPorts) : [] }

  /// Why Azure would refuse the rule or never apply it (Azure documentation, network security groups overview).
  public var fault: Message? {
    if priority > 4096 {
      return "a network security group has no priority left: they go up to 4096, and each address takes a rule"
    }
    if openings.count > 4000 { return "a network security group rule holds no more than 4000 ports and ranges" }
    if localAddress.isLoopback {
      return "no network security group sees connections to the loopback address \(localAddress)"
    }
    return nil
  }

  /// Whether the server's address is a public one, which Azure translates before a rule could match it.
  public var hasPublicAddress: Bool {
    if case .v4(let address) = localAddress { address.scope == .publicUse } else { false }
  }
}

extension LocalAddress {
  fileprivate var isLoopback: Bool {
    switch self {
    case .any: false
    case .v4(let address): address.scope == .loopback
    case .v6(let address): address.isLoopback
    }
  }
}
