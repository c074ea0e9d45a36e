public import Inet
internal import Text

/// What the words of network security groups stand for: `*`, prefixes, and service tags.
///
/// Source: Azure documentation, "Virtual network service tags" and "Network security groups".
public struct ServiceTags: Hashable, Sendable {
  /// What tags stand for here, by their names in lower case.
  private var known: [String: IPAddressSet]
  /// Addresses that are in the virtual network whatever else is.
  private var inVirtualNetwork = IPAddressSet()

  /// The tags, with what is known of this virtual network: the expansion of effective rules, or the network's prefixes.
  public init(_ known: [String: IPAddressSet] = [:]) {
    self.known = Dictionary(known.map { ($0.key.lowercased(), $0.value) }) { $0.union($1) }
  }

  /// The tags with these addresses in `VirtualNetwork` for certain, where no expansion is known.
  public func addingToVirtualNetwork(_ addresses: IPAddressSet) -> ServiceTags {
    var tags = self
    tags.inVirtualNetwork = tags.inVirtualNetwork.union(addresses)
    return tags
  }

  /// The tags as they are read on the server's own side, whose private addresses are in its virtual network.
  var onServerSide: ServiceTags {
    var tags = addingToVirtualNetwork(Self.internetClients.complement)
    // Which of the prefixes that effective rules list holds the server hangs on its address; that one does is certain.
    if let listed = known["virtualnetwork"] { tags.known["virtualnetwork"] = listed.union(tags.inVirtualNetwork) }
    return tags
  }

  /// The tags with more expansions, which win.
  public func merging(_ more: [String: IPAddressSet]) -> ServiceTags {
    var tags = self
    for (name, addresses) in more { tags.known[name.lowercased()] = addresses }
    return tags
  }

  /// The address from which Azure probes and serves machines, `168.63.129.16`; no client has it.
  public static let azureHost = IPAddressSet(.v4(IPv4Address(168, 63, 129, 16)))

  /// The addresses of clients on the Internet: all public ones but the one that Azure's own services use.
  public static let internetClients = IPAddressSet.internet.subtracting(azureHost)

  /// What a word stands for; a word that is nothing known may stand for any address.
  ///
  /// `VirtualNetwork` covers private addresses of which only Azure knows the prefixes, so that it is a doubt for private
  /// addresses, unless they were given. It covers public ones where the network itself has such, or a route to
  /// `0.0.0.0/0`; only effective rules show that, and without them it is taken not to.
  public func match(_ word: String) -> AddressMatch {
    if let prefix = IPPrefix(word) { return AddressMatch(IPAddressSet(prefix)) }
    let name = word.trimmingBlanks.lowercased()
    if let addresses = known[name] { return AddressMatch(addresses) }
    if let prefix = IPPrefix(name) { return AddressMatch(IPAddressSet(prefix)) }
    switch name {
    case "*", "any": return AddressMatch(.any)
    case "azureloadbalancer": return AddressMatch(Self.azureHost)
    case "internet": return AddressMatch(Self.internetClients)
    case "virtualnetwork":
      return AddressMatch(
        known: inVirtualNetwork, possible: Self.internetClients.complement,
        doubt: "the prefixes of the virtual network are in no file")
    default:
      if let range = Self.range(name) { return AddressMatch(range) }
      return AddressMatch(possible: .any, doubt: "the addresses of \(quoted: word) are in no file")
    }
  }

  /// Whether a text can be the name of a service tag: letters, digits and dots, as in `Storage.WestEurope`.
  ///
  /// `Internet` and `VirtualNetwork` are no names of services, yet tags that rules take. Source: Azure documentation, "Virtual
  /// network service tags".
  public static func isName(_ text: String) -> Bool {
    1...80 ~= text.utf8.count && text.first?.isLetter == true
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }

  /// Whether a word is one that can be told: an address, a prefix, a range or a tag with known addresses.
  public func knows(_ word: String) -> Bool { match(word).doubt == nil }

  private static func range(_ text: String) -> IPAddressSet? {
    let ends = text.split(separator: "-", maxSplits: 1)
    guard ends.count == 2, let first = IPAddress(ends[0].trimmingBlanks), let last = IPAddress(ends[1].trimmingBlanks)
    else { return nil }
    return IPAddressSet(from: first, through: last)
  }
}
