public import IISConfiguration
public import Inet
public import Text

/// A public address that files tell of, and that something else holds than the server or what is in front of it.
public struct AddressElsewhere: Hashable, Sendable {
  /// The address.
  public let resource: PublicIPAddress
  /// What holds it: `virtual network gateway gw`.
  let holder: Message
  /// The network interface that is the server's, where another one holds it.
  var server: String?
  /// Whether no FTP connection to it gets anywhere, whatever else is set up.
  public let isDeadEnd: Bool

  /// What holds it, behind its name: `which virtual network gateway gw holds`.
  public var clause: Message { "which \(holder) holds\(contrast)" }

  /// What holds it, as a sentence: `virtual network gateway gw holds it`.
  public var sentence: Message { "\(holder) holds it\(contrast)" }

  private var contrast: Message { server.map { ", and not \(name: $0)" } ?? "" }

  /// Where it stands.
  public var place: Location { resource.place(resource.address?.range ?? resource.name.range) }
}

extension PublicIPAddress {
  /// What holds the address instead of the server; nothing where clients of the server may come in through it.
  ///
  /// A machine may hand connections on, and so may a gateway for applications: of these nothing is known. Bastions, gateways
  /// to other networks and NAT gateways take none (Azure documentation, "Public IP addresses", on what they are for). One
  /// that nothing holds leads nowhere, but only where its file tells what holds others.
  ///
  /// - Parameters:
  ///   - interface: The server's network interface, if files tell which it is.
  ///   - owner: The network interface that holds the address, if one does.
  ///   - isTold: Whether the address' file tells what holds addresses.
  /// - Returns: What holds it, if that is something else.
  func elsewhere(than interface: ResourceID?, owner: ResourceID?, isTold: Bool) -> AddressElsewhere? {
    if let owner {
      guard let interface, interface.relation(to: owner) == .different else { return nil }
      return AddressElsewhere(
        resource: self, holder: "network interface \(name: owner.name)", server: interface.name, isDeadEnd: false)
    }
    guard let holder else {
      return isTold ? AddressElsewhere(resource: self, holder: "nothing", isDeadEnd: true) : nil
    }
    let id = ResourceID(holder.value)
    for (kind, title) in Self.deadEnds {
      guard let owner = id.owner(kind) else { continue }
      return AddressElsewhere(resource: self, holder: "\(title) \(name: owner.name)", isDeadEnd: true)
    }
    guard let gateway = id.owner("applicationGateways") else { return nil }
    return AddressElsewhere(
      resource: self, holder: "application gateway \(name: gateway.name)", isDeadEnd: false)
  }

  private static let deadEnds: [(kind: String, title: Message)] = [
    ("bastionHosts", "Azure Bastion"), ("virtualNetworkGateways", "virtual network gateway"),
    ("natGateways", "NAT gateway"),
  ]
}

extension [AddressElsewhere] {
  /// What holds a public address instead of the server; nothing where clients of the server may come in through it.
  public func first(of address: IPv4Address) -> AddressElsewhere? {
    first { $0.resource.address?.value == .v4(address) }
  }
}
