package import IISConfiguration
package import Inet
internal import NetworkModel
package import Text

/// A control port to which what hands connections on does not lead.
package struct InboundNATDenial: Sendable {
  /// The site.
  package let site: FTPSite
  /// Its binding.
  package let binding: Binding
  /// Why.
  package let check: SessionCheck
  /// Whether a rule leads there, and somebody has taken the server out of its pool.
  package let isDrained: Bool
}

extension ServerContext {
  /// The control ports to which a load balancer or Azure Firewall certainly leads nobody from the Internet.
  package var inboundNATDenials: [InboundNATDenial] {
    handings.compactMap { handing in
      handing.checks.first { $0.verdict == .blocked }.map {
        InboundNATDenial(site: handing.site, binding: handing.binding, check: $0, isDrained: handing.isDrained)
      }
    }
  }

  /// Why it is not known whether what hands connections on leads to a control port: a sentence each.
  ///
  /// It is no finding, but silence would look like a pass.
  package var undecidedInboundNAT: [Message] {
    handings.compactMap { handing -> Message? in
      guard !handing.checks.contains(where: { $0.verdict == .blocked }) else { return nil }
      return handing.checks.first { $0.verdict == .unknown }?.reason
    }.distinct
  }

  /// What the way from the Internet to a control port was held against, as far as something hands connections on.
  private struct Handing {
    let site: FTPSite
    let binding: Binding
    let checks: [SessionCheck]
    let isDrained: Bool
  }

  private var handings: [Handing] {
    guard server.intendedSources.contains(where: { !$0.addresses.isDisjoint(with: ServiceTags.internetClients) })
    else { return [] }
    return sites.flatMap { site in
      site.bindings.compactMap { binding in
        guard let endpoint = binding.endpoint, server.unreachability(of: endpoint.address) == nil else { return nil }
        if case .v6 = endpoint.address { return nil }
        let dialed = DialedAddress(site, endpoint.address, server, from: .internet)
        let way = server.inboundNAT(for: dialed, from: .internet)
        // What stops connections at the binding has a rule of its own.
        let bound = (way?.bindingChecks(binding, endpoint, dialed, server) ?? []).filter { $0.verdict == .unknown }
        let checks =
          [dialed.check] + server.gatewayLoadBalancerChecks(dialed, from: .internet)
          + (way?.controlChecks(endpoint.port) ?? []) + bound
        return Handing(
          site: site, binding: binding, checks: checks, isDrained: way?.isDrained(at: endpoint.port) ?? false)
      }
    }
  }
}

extension ServerContext {
  /// Clients as the filters see them on their way to an address: behind something that translates addresses with its
  /// own, once for each way in that sites have.
  package func seen(_ source: IntendedSource, at address: LocalAddress) -> [IntendedSource] {
    if case .v6 = address { return [source] }
    guard server.mayBeBehindTranslator, source.addresses.isSubset(of: ServiceTags.internetClients) else {
      return [source]
    }
    var ways: [(translation: TranslatedSource?, sites: Set<Int>)] = []
    for site in sites where site.bindings.contains(where: { $0.endpoint?.address == address }) {
      let translation = server.inboundNAT(of: site, at: address)?.source
      let number = site.site.index
      if let known = ways.firstIndex(where: { $0.translation == translation }) {
        ways[known].sites.insert(number)
      } else {
        ways.append((translation, [number]))
      }
    }
    return ways.map { way in
      guard let translation = way.translation else {
        var source = source
        source.sites = ways.count == 1 ? nil : way.sites
        return source
      }
      return IntendedSource(
        phrase: "\(source.phrase) through \(translation.translator)", addresses: translation.possible, isExact: false,
        translation: translation, sites: way.sites)
    }
  }

  /// Whether something certainly hands connections on to a control port.
  package func isHandedOn(_ control: Control) -> Bool {
    sites.contains { site in
      guard site.bindings.contains(where: { $0.endpoint?.address == control.address }) else { return false }
      let way = server.inboundNAT(of: site, at: control.address)
      return way?.controlChecks(control.port).contains { $0.verdict == .passes } ?? false
    }
  }

  /// Whether what hands connections on to the control ports at an address leads the passive ports there, too, or may.
  package func leadsPassivePorts(at address: LocalAddress) -> Bool {
    guard let ports = passivePorts?.ports else { return false }
    return sites.contains { site in
      site.bindings.contains { binding in
        guard let endpoint = binding.endpoint, endpoint.address == address else { return false }
        let way = server.inboundNAT(of: site, at: address)
        let checks = way?.passiveChecks(ports, control: endpoint.port, site) ?? []
        return !checks.contains { $0.verdict == .blocked }
      }
    }
  }
}

extension Server {
  /// Whether files tell of something that may hand connections on with addresses of its own.
  var mayBeBehindTranslator: Bool {
    guard let environment else { return false }
    return !environment.azureFirewallRules.isEmpty
      || environment.publicIPAddresses.contains { $0.holder?.value.lowercased().contains("/azurefirewalls/") ?? false }
  }

  /// What clients on the Internet have addresses of when they come to a site, where that is the same for all its bindings;
  /// nothing where the server sees their own.
  package func translator(of site: FTPSite) -> (name: Message, addresses: IPAddressSet?)? {
    guard mayBeBehindTranslator else { return nil }
    let ways = site.bindings.compactMap { binding -> TranslatedSource?? in
      guard let endpoint = binding.endpoint else { return nil }
      return .some(inboundNAT(of: site, at: endpoint.address)?.source)
    }.distinct
    guard let only = ways.first, let source = only else { return nil }
    return (source.translator, ways.count == 1 ? source.known : nil)
  }
}
