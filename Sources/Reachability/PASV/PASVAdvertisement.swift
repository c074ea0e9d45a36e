public import IISConfiguration
public import Inet

/// What a site's replies to PASV name, as far as it matters to clients.
public enum PASVAdvertisement: Hashable, Sendable {
  /// A public address; clients on the Internet are taken to dial it.
  case publicAddress(IPv4Address)
  /// A private address that is no machine's.
  case placeholder(IPv4Address)
  /// No external address is set: the private address of the server on which it was reached.
  case ownAddress
  /// Nothing that a client could connect to.
  case unusable
  /// Nothing: the site listens on IPv6 alone, where EPSV takes the place of PASV.
  case none
}

extension FTPSite {
  /// What the site's replies to PASV name.
  public var advertisement: PASVAdvertisement {
    guard answersIPv4 else { return .none }
    switch externalAddress.value {
    case .unset: return ownPublicAddress.map(PASVAdvertisement.publicAddress) ?? .ownAddress
    case .invalid: return .unusable
    case .address(let address):
      switch address.scope {
      case .publicUse: return .publicAddress(address)
      case .privateUse: return .placeholder(address)
      default: return .unusable
      }
    }
  }

  /// The public address to which all of the site's IPv4 bindings go, if there is one such.
  private var ownPublicAddress: IPv4Address? {
    var addresses: Set<IPv4Address> = []
    for binding in bindings {
      switch binding.endpoint?.address {
      case .v4(let address): addresses.insert(address)
      case .any: return nil
      case .v6, nil: continue
      }
    }
    guard addresses.count == 1, let address = addresses.first, address.scope == .publicUse else { return nil }
    return address
  }
}

extension FTPClient {
  /// What becomes of the client's passive data connections; more than one thing where it hangs on the private network.
  public func dataPaths(
    to advertisement: PASVAdvertisement, on accessPath: AccessPath, answersEPSV: Bool = true
  ) -> Set<DataPath> {
    let exchanges: [(reply: IPv4Address, peer: IPv4Address)] =
      switch (advertisement, accessPath) {
      case (.publicAddress(let address), .publicPath): [(address, address)]
      case (.publicAddress(let address), .privatePath), (.placeholder(let address), _):
        accessPath.peers.map { (address, $0) }
      case (.ownAddress, .publicPath):
        AccessPath.privatePath.peers.flatMap { own in AccessPath.publicPath.peers.map { (own, $0) } }
      case (.ownAddress, .privatePath): accessPath.peers.map { ($0, $0) }
      case (.unusable, _), (.none, _): []
      }
    return Set(exchanges.map { dataPath(reply: $0.reply, peer: $0.peer, answersEPSV: answersEPSV) })
  }
}
