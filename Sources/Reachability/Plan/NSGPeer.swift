public import Inet
internal import NetworkModel

/// The other side of a rule of a network security group: one word, or networks of one kind.
///
/// A side takes one service tag or many networks, never both, and no networks of both kinds: Azure answers
/// `ResourceCannotContainAddressPrefixesFromDifferentAddressFamilies`. Sources: Azure documentation, "Network security groups",
/// augmented rules; hashicorp/terraform-provider-azurerm issue 12534 for the answer.
public enum NSGPeer: Hashable, Sendable {
  /// Everybody.
  case anyone
  /// The tag `Internet`.
  case internet
  /// Some networks.
  case networks([IPPrefix], isV6: Bool)
  /// Another service tag.
  case serviceTag(String)
  /// The tag `AzureLoadBalancer`, from which health probes come.
  case probes

  /// The peers that together are one side.
  static func peers(of side: RemoteSide) -> [NSGPeer] {
    if side.isAnyone { return [.anyone] }
    var rest = side.addresses
    var peers: [NSGPeer] = []
    func take(_ addresses: IPAddressSet, as peer: NSGPeer) {
      guard addresses.isSubset(of: rest) else { return }
      rest = rest.subtracting(addresses)
      peers.append(peer)
    }
    take(ServiceTags.internetClients, as: .internet)
    take(ServiceTags.azureHost, as: .probes)
    let v4 = rest.intersection(.anyV4).prefixes
    let v6 = rest.intersection(.anyV6).prefixes
    if !v4.isEmpty { peers.append(.networks(v4, isV6: false)) }
    if !v6.isEmpty { peers.append(.networks(v6, isV6: true)) }
    return peers + side.serviceTags.map(NSGPeer.serviceTag)
  }

  /// Whether connections between the peer and an address of the server can be: both are of one kind.
  func canReach(_ address: LocalAddress) -> Bool {
    switch (self, address) {
    case (.networks(_, isV6: true), .v4), (.networks(_, isV6: false), .v6), (.probes, .v6): false
    default: true
    }
  }

  /// The addresses, as far as they are known; none for service tags, whose addresses are in no configuration.
  var addresses: IPAddressSet {
    switch self {
    case .anyone: .any
    case .internet: ServiceTags.internetClients
    case .networks(let networks, _): IPAddressSet(networks)
    case .serviceTag: IPAddressSet()
    case .probes: ServiceTags.azureHost
    }
  }

  /// The words of `sourceAddressPrefixes` or `destinationAddressPrefixes`.
  public var words: [String] {
    switch self {
    case .anyone: ["*"]
    case .internet: ["Internet"]
    case .networks(let networks, _): networks.map(\.description)
    case .serviceTag(let name): [name]
    case .probes: ["AzureLoadBalancer"]
    }
  }
}

extension NSGPeer: Comparable {
  /// In the order in which rules are written: the Internet, networks, tags, probes.
  public static func < (left: Self, right: Self) -> Bool {
    left.rank != right.rank ? left.rank < right.rank : left.words.lexicographicallyPrecedes(right.words)
  }

  private var rank: Int {
    switch self {
    case .anyone: 0
    case .internet: 1
    case .networks(_, isV6: false): 2
    case .networks(_, isV6: true): 3
    case .serviceTag: 4
    case .probes: 5
    }
  }
}
