public import Inet

/// What becomes of a client's passive data connections, as far as the address goes.
public enum DataPath: Hashable, Sendable {
  /// They go where the control connection goes.
  case reached
  /// They do so in the end, each after a timeout at this address.
  case reachedAfterTimeout(IPv4Address)
  /// They go to this other address.
  case elsewhere(IPv4Address)
  /// The client gives up before it connects.
  case aborted
  /// The client has no passive mode.
  case neverPassive
  /// Not documented.
  case unknown
}

extension FTPClient {
  /// Where the client makes a passive data connection to, by its defaults.
  ///
  /// - Parameters:
  ///   - reply: The address in the server's reply to PASV.
  ///   - peer: The address that the control connection goes to.
  ///   - answersEPSV: Whether the server answers EPSV over IPv4; IIS does, unless command filtering denies it.
  /// - Returns: The address, or that there is none.
  public func dataAddress(reply: IPv4Address, peer: IPv4Address, answersEPSV: Bool = true) -> DataAddress {
    if triesEPSVFirst, answersEPSV { return .use(peer) }
    let addresses = policies.map { $0.dataAddress(reply: reply, peer: peer, private: privateAddresses) }
    guard let first = addresses.first else { return .unknown }
    if addresses.allSatisfy({ $0 == first }) { return first }
    // One library ignores the address, another version repairs it: both connect to the same place.
    return addresses.allSatisfy { $0 == .use(peer) || $0 == .repaired(peer) } ? .use(peer) : .unknown
  }

  /// What becomes of the client's passive data connections.
  ///
  /// Takes the parameters of ``dataAddress(reply:peer:answersEPSV:)``.
  public func dataPath(reply: IPv4Address, peer: IPv4Address, answersEPSV: Bool = true) -> DataPath {
    switch dataAddress(reply: reply, peer: peer, answersEPSV: answersEPSV) {
    case .use(peer), .repaired(peer): .reached
    case .use(let address), .repaired(let address): .elsewhere(address)
    case .tries(let address, then: peer): .reachedAfterTimeout(address)
    case .tries(_, then: let address): .elsewhere(address)
    case .abort: .aborted
    case .neverPassive: .neverPassive
    case .unknown: .unknown
    }
  }

  /// Whether the client changes to active mode when the server refuses PASV; nothing where not documented.
  public var fallsBackAfterRefusal: Bool? {
    activeFallback?.contains(.refusedCommand)
  }

  /// Whether the client changes to active mode when a data connection fails; nothing where not documented.
  public func fallsBackAfterFailure(at address: DataAddress) -> Bool? {
    activeFallback.map { causes in
      switch address {
      case .use, .tries: causes.contains(.failedConnection)
      case .repaired: !causes.isDisjoint(with: [.failedConnection, .failedRepair])
      case .abort, .neverPassive, .unknown: false
      }
    }
  }
}

extension FTPClient {
  /// Whether the client changes to active mode when a data connection fails, whichever of these ways it went; nothing
  /// where that hangs on the way, or is not documented.
  func fallsBackAfterFailure(atAnyOf routes: [DataAddress]) -> Bool? {
    guard let first = routes.first else { return activeFallback == [] ? false : nil }
    let answer = fallsBackAfterFailure(at: first)
    return routes.allSatisfy { fallsBackAfterFailure(at: $0) == answer } ? answer : nil
  }
}

// MARK: - Who fails

extension FTPClient {
  /// How clients reach the server.
  public enum AccessPath: CaseIterable, Hashable, Sendable {
    /// By a public address.
    case publicPath
    /// By the server's own private address: from its virtual network, or through a VPN.
    case privatePath
  }

  /// The clients whose passive data connections certainly fail, by their defaults, if the reply to PASV names a
  /// placeholder, which is no machine's address.
  ///
  /// Nobody is in it of whom nothing is documented, nor who fails from some private networks only.
  public static func failing(
    placeholder: IPv4Address, on accessPath: AccessPath, answersEPSV: Bool = true
  ) -> [FTPClient] {
    all.filter { client in
      accessPath.peers.allSatisfy { peer in
        switch client.dataPath(reply: placeholder, peer: peer, answersEPSV: answersEPSV) {
        case .elsewhere, .aborted: true
        case .reached, .reachedAfterTimeout, .neverPassive, .unknown: false
        }
      }
    }
  }
}

extension FTPClient.AccessPath {
  /// Addresses that stand for all that clients dial; one for each private network, since clients tell these apart.
  var peers: [IPv4Address] {
    switch self {
    // RFC 5737: no client takes it for anything but public, and no server has it.
    case .publicPath: [IPv4Address(198, 51, 100, 10)]
    case .privatePath: [IPv4Address(10, 0, 0, 4), IPv4Address(172, 16, 0, 4), IPv4Address(192, 168, 0, 4)]
    }
  }
}
