package import IISConfiguration
package import Inet
internal import NetworkModel

extension ServerContext {
  /// The sessions that begin at a control port, of clients where `--from` says.
  package func sessions(of control: Control) -> StoppedSessions {
    let bindings = sites.flatMap(\.bindings).filter {
      $0.endpoint.map { $0.port == control.port && $0.address == control.address } ?? false
    }
    return StoppedSessions(at: .controlConnection, bindings: Set(bindings.map(\.range)), networks: .asked)
  }

  /// The sessions that begin at some control ports, wherever clients are.
  package func sessions(on ports: PortSet) -> StoppedSessions {
    let bindings = sites.flatMap(\.bindings).filter { $0.endpoint.map { ports.contains($0.port) } ?? false }
    return StoppedSessions(at: .controlConnection, bindings: Set(bindings.map(\.range)))
  }

  /// The sessions whose passive data connections go to an address, of clients that have nothing else.
  package func passiveSessions(at address: LocalAddress) -> StoppedSessions {
    let bindings = sites.flatMap(\.bindings).filter { $0.endpoint?.address == address }
    return StoppedSessions(
      at: .dataConnection, bindings: Set(bindings.map(\.range)), dataMode: .passive,
      clients: .withoutFallbackAfterFailure, networks: .asked)
  }
}

/// A control port to which what hands connections on does not lead.
package struct InboundNATDenial: Sendable {
  /// The site.
  package let site: FTPSite
  /// Its binding.
  package let binding: Binding
  /// Why.
  package let check: SessionCheck
}

extension ServerContext {
  /// The control ports to which a load balancer or Azure Firewall certainly leads nobody from the Internet.
  package var inboundNATDenials: [InboundNATDenial] {
    guard server.intendedSources.contains(where: { !$0.addresses.isDisjoint(with: ServiceTags.internetClients) })
    else { return [] }
    let simulation = Simulation(server, from: .internet)
    return sites.flatMap { site in
      site.bindings.compactMap { binding in
        guard let endpoint = binding.endpoint, server.unreachability(of: endpoint.address) == nil else { return nil }
        if case .v6 = endpoint.address { return nil }
        let checks = simulation.inboundNAT(for: DialedAddress(site, endpoint.address, server, from: .internet))?
          .controlChecks(endpoint.port)
        return checks?.first { $0.verdict == .blocked }.map {
          InboundNATDenial(site: site, binding: binding, check: $0)
        }
      }
    }
  }
}
