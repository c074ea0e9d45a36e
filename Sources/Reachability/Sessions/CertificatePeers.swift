internal import IISConfiguration
internal import Inet

/// Finds the site whose certificate clients see at a binding with a host name: the first with a binding without one there.
///
/// TLS begins before clients name a host. The bindings of all sites are looked at once, not again for each session.
struct CertificatePeers: Sendable {
  private struct Endpoint: Hashable {
    let port: Port
    let address: LocalAddress
  }

  private var started: [Endpoint: FTPSite] = [:]
  private var stopped: [Endpoint: Set<Int>] = [:]

  init(_ sites: [FTPSite]) {
    for site in sites {
      for case let endpoint? in site.bindings.map(\.endpoint) where endpoint.host.isEmpty {
        let place = Endpoint(port: endpoint.port, address: endpoint.address)
        if !site.startsAutomatically.value {
          stopped[place, default: []].insert(site.site.index)
        } else if started[place] == nil {
          started[place] = site
        }
      }
    }
  }

  /// The first site with a binding without a host name beside another one, a site that is off counting for itself only.
  func peer(of site: FTPSite, at endpoint: BindingEndpoint) -> FTPSite? {
    let places = [LocalAddress.any, endpoint.address].map { Endpoint(port: endpoint.port, address: $0) }
    let own = places.contains { stopped[$0]?.contains(site.site.index) == true } ? [site] : []
    return (places.compactMap { started[$0] } + own).min { $0.site.index < $1.site.index }
  }
}
