package import IISConfiguration
internal import Inet
internal import Text

/// What hands connections from the Internet on to the server.
enum InboundNAT: Sendable {
  case loadBalancer(LoadBalancerPath)
  case azureFirewall(AzureFirewallDNAT)

  /// What a report calls it.
  var title: Message {
    switch self {
    case .loadBalancer(let path): path.title
    case .azureFirewall: "Azure Firewall"
    }
  }

  /// Whether control connections come through to a port of the machine.
  func controlChecks(_ port: Port) -> [SessionCheck] {
    switch self {
    case .loadBalancer(let path): path.controlChecks(port)
    case .azureFirewall(let path): path.controlChecks(port)
    }
  }

  /// Whether data connections come through to the ports that the server announces.
  func passiveChecks(_ ports: PortSet, control: Port, _ site: FTPSite) -> [SessionCheck] {
    switch self {
    case .loadBalancer(let path): path.passiveChecks(ports, control: control)
    case .azureFirewall(let path): path.passiveChecks(ports, control: control, site.matchesClientAddressForPasv)
    }
  }

  /// What the server sees in place of clients' addresses; nothing where it sees these.
  var source: TranslatedSource? {
    switch self {
    case .loadBalancer: nil
    case .azureFirewall(let path): path.source
    }
  }
}

extension Server {
  /// What is between clients and the server and hands connections on; nothing where files show nothing.
  func inboundNAT(for dialed: DialedAddress, from origin: ClientNetwork) -> InboundNAT? {
    guard origin.isPublic else { return nil }
    return azureFirewall(for: dialed, from: origin).map { .azureFirewall($0) }
      ?? balancer(for: dialed).map { .loadBalancer($0) }
  }

  /// What hands connections from the Internet on to a site that listens at an address.
  func inboundNAT(of site: FTPSite, at binding: LocalAddress) -> InboundNAT? {
    inboundNAT(for: DialedAddress(site, binding, self, from: .internet), from: .internet)
  }

  /// Whether clients on the Internet come in to a site by a load balancer, or may.
  package func isBehindBalancer(_ site: FTPSite) -> Bool {
    site.bindings.contains { binding in
      guard let endpoint = binding.endpoint else { return false }
      if case .loadBalancer = inboundNAT(of: site, at: endpoint.address) { return true }
      return false
    }
  }
}
