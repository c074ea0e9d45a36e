internal import IISConfiguration
package import Inet
internal import NetworkModel
package import Text

/// Clients that are meant to connect.
package struct IntendedSource: Sendable {
  /// What a message calls them: `the Internet`.
  package let phrase: Message
  /// Their addresses.
  package let addresses: IPAddressSet
  /// Whether each of them is meant; of the whole Internet a server may well let in only a part.
  package let isExact: Bool
  /// What puts an address of its own in the place of theirs, if something does: their addresses are then its own.
  package var translation: TranslatedSource?
  /// The sites that they reach so, by their place among all sites of the file; nothing for all.
  package var sites: Set<Int>?
}

extension IntendedSource {
  /// Where filters see them come from, in a sentence.
  var origin: Message { translation == nil ? phrase : "\(addresses)" }
}

extension ServerContext {
  /// The clients that are meant to connect: those that the user names, else those that the server is taken to be for.
  package var intendedSources: [IntendedSource] {
    server.intendedSources.map { source in
      let isExact = if case .network = source { true } else { false }
      return IntendedSource(
        phrase: source.phrase, addresses: source == .internet ? internetClients : source.addresses, isExact: isExact)
    }
  }

  /// The clients on the Internet that could get as far as the server's firewalls.
  ///
  /// NAT leads IPv4 to private addresses; no client with IPv6 gets to an address of a private network (RFC 4193).
  private var internetClients: IPAddressSet {
    let bound = IPAddressSet(union: controls.map { localAddresses($0.address) })
    let own = environment.addresses.isEmpty ? bound : bound.union(environment.localAddresses)
    let isPrivate = own.intersection(.anyV6).isSubset(of: .privateUse)
    return isPrivate ? ServiceTags.internetClients.intersection(.anyV4) : ServiceTags.internetClients
  }

  /// Whether nothing says that clients on the Internet are meant, none gets in, and clients of private networks do.
  fileprivate var servesPrivateNetworks: Bool {
    guard !isSaidToBePublic else { return false }
    let fromInternet = controls.map { decide(flow(from: internetClients, to: PortSet($0.port), at: $0.address)) }
    guard fromInternet.allSatisfy({ $0.parts.allSatisfy(\.verdict.isBlocked) }) else { return false }
    return controls.contains { control in
      !decide(flow(from: .privateUse, to: PortSet(control.port), at: control.address)).allowed.isEmpty
    }
  }

  /// Whether an option, the configuration or a file says that the server has to do with the Internet.
  private var isSaidToBePublic: Bool {
    deployment.platform != nil || !deployment.publicAddresses.isEmpty
      || deployment.externalAddress == .placeholder || !environment.publicIPAddresses.isEmpty
      || !environment.azureFirewallRules.isEmpty || sites.contains { $0.externalAddress.value != .unset }
      || environment.addresses.contains { $0.address.value.isPublicIPv4 }
  }
}

extension IPAddress {
  /// Whether it is an IPv4 address that the Internet knows.
  fileprivate var isPublicIPv4: Bool { if case .v4(let address) = self { address.scope == .publicUse } else { false } }
}

extension Server {
  /// The clients that are meant where nobody says who.
  ///
  /// Those of private networks where files show an internal server, else those on the Internet; rules and sessions begin
  /// with the same.
  public var likelyClients: ClientNetwork {
    servesPrivateNetworks ? .privateNetwork : .internet
  }

  /// The same server, with the clients assumed that are likely.
  public var assumingLikelyClients: Server {
    guard deployment.sources.isEmpty, servesPrivateNetworks else { return self }
    return assuming(.privateNetworks)
  }

  private var servesPrivateNetworks: Bool { ServerContext(self)?.servesPrivateNetworks ?? false }
}
