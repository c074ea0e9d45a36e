package import IISConfiguration
internal import Inet
internal import NetworkModel
package import Text

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
    answers.flatMap { answer -> [RouteDenial] in
      guard let check = answer.checks.first(where: { $0.verdict == .blocked }) else { return [] }
      return [
        RouteDenial(
          site: answer.site, binding: answer.binding, check: check, isPartial: check.isPartial && !answer.isExact,
          isOfInternet: answer.network.isPublic,
          hasOtherWay: answer.network.isPublic && hasFirewallRule(to: answer.port))
      ]
    }
  }

  /// Of which clients it is not known whether they get answers, and why: a sentence each.
  ///
  /// It is no finding, but silence would look like a pass.
  package var undecidedRoutes: [Message] {
    answers.compactMap { answer -> Message? in
      guard !answer.checks.contains(where: { $0.verdict == .blocked }),
        let check = answer.checks.first(where: { $0.verdict == .unknown })
      else { return nil }
      return "whether clients from \(answer.network.phrase) get answers is not known: \(check.reason)"
    }.distinct
  }

  /// What the way of answers from a control port to clients was held against.
  private struct Answer {
    let site: FTPSite
    let binding: Binding
    let port: Port
    let network: ClientNetwork
    /// Whether each of the clients is meant.
    let isExact: Bool
    let checks: [SessionCheck]
  }

  private var answers: [Answer] {
    server.intendedSources.flatMap { source -> [Answer] in
      guard let network = ClientNetwork(source),
        let route = ReturnRoute(environment, to: network), !route.isClear
      else { return [] }
      let isExact = if case .network = source { true } else { false }
      return sites.flatMap { site in
        site.bindings.compactMap { binding in
          guard let endpoint = binding.endpoint, server.unreachability(of: endpoint.address) == nil else { return nil }
          if case .v6 = endpoint.address { return nil }
          let dialed = DialedAddress(site, endpoint.address, server, from: network)
          let checks = route.checks(dialed, behind: server.inboundNAT(for: dialed, from: network))
          guard !checks.isEmpty else { return nil }
          return Answer(
            site: site, binding: binding, port: endpoint.port, network: network, isExact: isExact, checks: checks)
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
