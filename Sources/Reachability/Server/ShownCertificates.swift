public import IISConfiguration
internal import Inet

/// Whose certificate clients see at each binding.
///
/// TLS begins before a client can name a host. So at a binding with a host name clients see the certificate of the site
/// whose binding without one has the same address and port; that one on every address serves for a single one is not
/// documented (IIS configuration reference, `ftpServer/security/ssl`; FTP status code 534). Where there is none, people
/// report that the certificate of the server serves, which `<siteDefaults>` names, if the sites name it too
/// (win-acme/win-acme#1445, PowerShell/PowerShellModuleCoverage#23); Microsoft's blog knows no such thing.
public struct ShownCertificates: Sendable {
  /// Whose certificate clients see.
  public enum Owner: Sendable {
    /// That of the site itself.
    case itself
    /// That of this site, whose binding without a host name has the same address and port.
    case peer(FTPSite)
    /// Most likely that of this site, whose binding without a host name is on every address.
    case peerOnAnyAddress(FTPSite)
    /// Perhaps that of the server, which `<siteDefaults>` names: the site's own, or another one.
    case server(isSites: Bool)
    /// None.
    case nobody
  }

  private struct Listener: Hashable {
    let address: LocalAddress
    let port: Port
  }

  private var peers: [Listener: FTPSite] = [:]

  /// The certificates of the sites of a configuration; sites that are off show none to others.
  public init(_ configuration: Configuration) {
    for site in configuration.ftpSites where site.startsAutomatically.value && site.hasCertificate {
      for case let endpoint? in site.bindings.map(\.endpoint) where endpoint.host.isEmpty {
        let listener = Listener(address: endpoint.address, port: endpoint.port)
        if peers[listener] == nil { peers[listener] = site }
      }
    }
  }

  /// Whose certificate clients see at a binding of a site.
  public func owner(for site: FTPSite, at endpoint: BindingEndpoint) -> Owner {
    guard !endpoint.host.isEmpty else { return site.hasCertificate ? .itself : .nobody }
    // A site that is off is no peer of others, but it would be its own.
    let isOwn =
      site.hasCertificate
      && site.bindings.contains { binding in
        binding.endpoint.map { $0.host.isEmpty && $0.port == endpoint.port && $0.address == endpoint.address } ?? false
      }
    if isOwn { return .itself }
    if let peer = peers[Listener(address: endpoint.address, port: endpoint.port)] { return .peer(peer) }
    if let peer = peers[Listener(address: .any, port: endpoint.port)] { return .peerOnAnyAddress(peer) }
    guard site.hasCertificate, case .thumbprint(let thumbprint) = site.certificateHashOfDefaults.value else {
      return .nobody
    }
    return .server(isSites: site.certificateHash.value == .thumbprint(thumbprint))
  }
}
