public import IISConfiguration

/// The sessions that something stops, and the step at which it does; what is not named is not restricted.
public struct StoppedSessions: Hashable, Sendable {
  /// Which clients' sessions.
  public enum Clients: Hashable, Sendable {
    /// Those of all clients.
    case all
    /// Those of clients that connect to the address in the reply to PASV, or try it first.
    case usingTheReplysAddress
    /// Those of clients that do not change to the other data mode when a data connection fails.
    case withoutFallbackAfterFailure
    /// Those of clients that do not change to the other data mode when the server refuses the command.
    case withoutFallbackAfterRefusal
  }

  /// Where clients are.
  public enum Networks: Hashable, Sendable {
    /// Wherever they are.
    case all
    /// On the Internet.
    case `public`
    /// At the addresses that `--from` names, or its default.
    case asked
  }

  /// The step at which they stop.
  public let step: SessionStep
  /// The sites, by their place among all sites of the file.
  public var sites: Set<Int>?
  /// The start tags of the bindings.
  public var bindings: Set<ByteRange>?
  /// How TLS begins.
  public var security: Set<SessionMode.Security>?
  /// Which side makes data connections.
  public var dataMode: SessionMode.DataMode?
  /// Which clients' sessions.
  public var clients: Clients
  /// Where clients are.
  public var networks: Networks

  /// Sessions that stop at a step.
  public init(
    at step: SessionStep, sites: Set<Int>? = nil, bindings: Set<ByteRange>? = nil,
    security: Set<SessionMode.Security>? = nil, dataMode: SessionMode.DataMode? = nil, clients: Clients = .all,
    networks: Networks = .all
  ) {
    self.step = step
    self.sites = sites
    self.bindings = bindings
    self.security = security
    self.dataMode = dataMode
    self.clients = clients
    self.networks = networks
  }
}

extension Set<SessionMode.Security> {
  /// Sessions with TLS.
  public static let tls: Self = [.explicit, .implicit]
}

extension StoppedSessions {
  /// Whether a session is one of these; of a client that is where `--from` says.
  public func contains(
    _ client: FTPClient, _ mode: SessionMode, at binding: Binding, of site: FTPSite, from network: ClientNetwork
  ) -> Bool {
    guard sites?.contains(site.site.index) ?? true, bindings?.contains(binding.range) ?? true,
      security?.contains(mode.security) ?? true, dataMode ?? mode.dataMode == mode.dataMode
    else { return false }
    guard networks != .public || network.isPublic else { return false }
    switch clients {
    case .all: return true
    case .usingTheReplysAddress: return client.takesAddressFromReply(of: site) && !client.mayFallBack
    case .withoutFallbackAfterFailure: return !client.mayFallBack
    case .withoutFallbackAfterRefusal: return client.fallsBackAfterRefusal != true
    }
  }
}

extension FTPClient {
  /// Whether the client may change to active mode when data connections fail.
  fileprivate var mayFallBack: Bool { activeFallback?.isEmpty == false }

  /// Whether the client sends PASV to a site, and does not ignore the address in the reply.
  fileprivate func takesAddressFromReply(of site: FTPSite) -> Bool {
    let commands = CommandFilter(site)
    let first = passiveCommands?.first { !commands.denies($0.rawValue.uppercased()) }
    guard passiveCommands == nil || first == .pasv else { return false }
    return !policies.allSatisfy { $0 == .peerAlways }
  }
}
