package import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

/// A control port from which answers do not take the way by which clients come.
package struct RouteDenial: Sendable {
  /// The site.
  package let site: FTPSite
  /// Its binding.
  package let binding: Binding
  /// Why.
  package let check: SessionCheck
  /// Whether it concerns a part of the clients only, of whom not each is meant.
  package let isPartial: Bool
  /// Whether it is about clients on the Internet.
  package let isOfInternet: Bool
  /// Whether clients get in by another public address, through Azure Firewall.
  package let hasOtherWay: Bool
}

extension ServerContext {
  /// The control ports from which answers certainly do not take the way by which clients come.
  package var routeDenials: [RouteDenial] {
    guard environment.routes != nil else { return [] }
    return server.intendedSources.flatMap { source -> [RouteDenial] in
      guard let network = ClientNetwork(source.description) else { return [] }
      return sites.flatMap { site in
        site.bindings.compactMap { binding in
          guard let endpoint = binding.endpoint, server.unreachability(of: endpoint.address) == nil else { return nil }
          if case .v6 = endpoint.address { return nil }
          let dialed = DialedAddress(site, endpoint.address, server, from: network)
          let checks = server.returnChecks(
            dialed, from: network, behind: server.inboundNAT(for: dialed, from: network))
          guard let check = checks.first(where: { $0.verdict == .blocked }) else { return nil }
          let isExact = if case .network = source { true } else { false }
          return RouteDenial(
            site: site, binding: binding, check: check, isPartial: check.isPartial && !isExact,
            isOfInternet: network.isPublic,
            hasOtherWay: network.isPublic && hasFirewallRule(to: endpoint.port))
        }
      }
    }
  }

  /// Whether a rule of Azure Firewall certainly leads to a port of the server.
  private func hasFirewallRule(to port: Port) -> Bool {
    environment.azureFirewallRules.contains { rule in
      guard rule.coversTCP == true, rule.machinePort?.value == Int(port),
        let machine = rule.machine?.value.asIPv4
      else { return false }
      return server.machineAddresses.contains(machine)
    }
  }
}
