internal import IISConfiguration
internal import Inet

/// The ftp bindings without a host name of sites that start and have a certificate.
///
/// TLS begins before a client can name a host. So on a host-named binding clients see the certificate of the site
/// whose blank-host binding has the same address and port, and without such a binding they see none.
struct BlankHostPeers {
  /// How a peer covers a binding.
  enum Coverage {
    /// It has the same address and port.
    case sameAddress
    /// It listens on every address, the binding on one.
    case anyAddress
  }

  private struct Listener: Hashable {
    let address: LocalAddress
    let port: Port
  }

  private var listeners: Set<Listener> = []

  /// The peers among the sites of a configuration.
  init(_ configuration: Configuration) {
    for site in configuration.ftpSites where site.startsAutomatically.value { add(site) }
  }

  /// The site itself: one that is off is no peer of others, but it would be its own.
  init(itself site: FTPSite) {
    add(site)
  }

  private mutating func add(_ site: FTPSite) {
    guard site.hasCertificate else { return }
    for case let endpoint? in site.bindings.map(\.endpoint) where endpoint.host.isEmpty {
      listeners.insert(Listener(address: endpoint.address, port: endpoint.port))
    }
  }

  /// How the certificate of a peer reaches clients of a binding; nothing if it does not.
  func coverage(of endpoint: BindingEndpoint) -> Coverage? {
    if listeners.contains(Listener(address: endpoint.address, port: endpoint.port)) { return .sameAddress }
    return listeners.contains(Listener(address: .any, port: endpoint.port)) ? .anyAddress : nil
  }
}
