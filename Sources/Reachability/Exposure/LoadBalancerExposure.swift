package import IISConfiguration
internal import Inet
package import NetworkModel
internal import Text

extension ServerContext {
  /// A load balancer's probe that certainly does not get through to the server.
  package struct BlockedProbe {
    /// The load balancer.
    package let balancer: LoadBalancer
    /// Its probe.
    package let probe: LoadBalancer.Probe
    /// What stops it.
    package let denial: Denial
    /// Whose probe it is, as a source of connections.
    package let source: IntendedSource
    /// What hangs on it.
    package let dependents: ProbeDependents
  }

  /// What hangs on a probe.
  package struct ProbeDependents {
    /// The bindings that nobody on the Internet reaches without an answer.
    package let bindings: Set<ByteRange>
    /// Whether clients of private networks alone dial the load balancer, which may dial the server itself as well.
    package let isInternal: Bool
  }

  /// The rules of load balancers that certainly lead to ports of the server, and of whose probes something hangs on.
  private var probedLeads: [(balancer: LoadBalancer, leads: [LoadBalancer.Frontend])] {
    let ports = passiveRange.map { controlPorts.union(PortSet($0)) } ?? controlPorts
    return environment.loadBalancers.map { balancer in
      (balancer, balancer.frontends(to: ports).filter { $0.isCertain && $0.serverState == nil })
    }
  }

  /// The probes of these rules, each once.
  private var probes: [(balancer: LoadBalancer, probe: LoadBalancer.Probe, isInternal: Bool)] {
    probedLeads.flatMap { balancer, leads in
      leads.compactMap(\.probe).distinct.map { probe in
        let fronts = leads.filter { $0.probe == probe }.map { environment.address($0, of: balancer) }
        let isInternal = fronts.allSatisfy { $0.map { IPAddressSet($0).isSubset(of: .privateUse) } ?? false }
        return (balancer, probe, isInternal)
      }
    }
  }

  /// The ports of the server that load balancers probe whose rules lead to its ports, or may.
  var probedPorts: PortSet {
    let ports = passiveRange.map { controlPorts.union(PortSet($0)) } ?? controlPorts
    let probes = environment.loadBalancers.flatMap { $0.frontends(to: ports).compactMap(\.probe) }
    return PortSet(probes.compactMap { $0.port.flatMap { Port(exactly: $0.value) } }.map { PortRange($0) })
  }

  /// The probes on which it hangs whether clients reach the server, and which certainly do not get through to it.
  package var blockedProbes: [BlockedProbe] {
    let source = IntendedSource(
      phrase: "\(ServiceTags.azureHost)", addresses: ServiceTags.azureHost, isExact: true)
    return probes.flatMap { balancer, probe, isInternal in
      guard let port = probe.port.flatMap({ Port(exactly: $0.value) }) else { return [BlockedProbe]() }
      let dependents = ProbeDependents(bindings: bindings(behind: balancer, with: probe), isInternal: isInternal)
      let asking = flow(from: source.addresses, to: PortSet(port), at: .any)
      return denials(asking, from: source, withImposed: true).map {
        BlockedProbe(balancer: balancer, probe: probe, denial: $0, source: source, dependents: dependents)
      }
    }
  }

  /// Of the probes of rules that lead to ports of the server, those that are in no file.
  package var missingProbes: [UnansweredProbe] {
    probedLeads.flatMap { balancer, leads in leads.compactMap { $0.missingProbe(of: balancer) } }
  }

  /// The probes that nobody at the server answers, or may not, and what hangs on them.
  package var unansweredProbes: [(probe: UnansweredProbe, dependents: ProbeDependents)] {
    probes.compactMap { balancer, probe, isInternal in
      server.fault(of: probe, of: balancer).map {
        ($0, ProbeDependents(bindings: bindings(behind: balancer, with: probe), isInternal: isInternal))
      }
    }
  }

  private func bindings(behind balancer: LoadBalancer, with probe: LoadBalancer.Probe) -> Set<ByteRange> {
    let found = sites.flatMap { site in
      site.bindings.filter { binding in
        guard let endpoint = binding.endpoint,
          case .loadBalancer(let path) = server.inboundNAT(of: site, at: endpoint.address)
        else { return false }
        return path.isCertain && path.balancer?.path == balancer.path && path.balancer?.name == balancer.name
          && path.lead(to: endpoint.port)?.probe == probe
      }
    }
    return Set(found.map(\.range))
  }

  /// A binding that does not take what a load balancer hands on with the address that clients dialled.
  package struct UnboundFloatingAddress {
    /// The site.
    package let site: FTPSite
    /// The binding.
    package let binding: Binding
    /// Why.
    package let check: SessionCheck
    /// Whether another binding of the site takes it.
    package let isBoundElsewhere: Bool
  }

  /// The bindings that do not take what a load balancer hands on with the address that clients dialled.
  package var unboundFloatingAddresses: [UnboundFloatingAddress] {
    guard environment.loadBalancers.contains(where: { $0.frontends.contains { $0.isFloating != false } }) else {
      return []
    }
    return sites.flatMap { site in
      site.bindings.compactMap { binding in
        guard let endpoint = binding.endpoint else { return nil }
        let dialed = DialedAddress(site, endpoint.address, server, from: .internet)
        guard case .loadBalancer(let path) = server.inboundNAT(for: dialed, from: .internet),
          let check = path.bindingChecks(binding, endpoint, dialed, server).first(where: { $0.verdict == .blocked })
        else { return nil }
        let others = site.bindings.compactMap(\.endpoint).filter { $0.port == endpoint.port }.map(\.address)
        let isBoundElsewhere = others.contains { address in
          address == .any || dialed.exchanges.contains { address == .v4($0.peer) }
        }
        return UnboundFloatingAddress(site: site, binding: binding, check: check, isBoundElsewhere: isBoundElsewhere)
      }
    }
  }
}
