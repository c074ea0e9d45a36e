internal import Inet

/// What hands connections from the Internet on to the server.
enum Forwarder: Sendable {
  case loadBalancer(BalancedPath)
  case azureFirewall(FirewalledPath)

  /// What a report calls it.
  var title: String {
    switch self {
    case .loadBalancer(let path): path.title
    case .azureFirewall: FirewalledPath.title
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
  func passiveChecks(_ ports: PortSet) -> [SessionCheck] {
    switch self {
    case .loadBalancer(let path): path.passiveChecks(ports)
    case .azureFirewall(let path): path.passiveChecks(ports)
    }
  }
}

extension Simulation {
  /// What is between clients and the server and hands connections on; nothing where files show nothing.
  func forwarder(for dialling: Dialling) -> Forwarder? {
    azureFirewall(for: dialling).map { .azureFirewall($0) } ?? balancer(for: dialling).map { .loadBalancer($0) }
  }
}

extension PassageCache {
  /// What each filter does with connections to the server, as whatever hands them on makes them look.
  mutating func incoming(_ ports: PortSet, at binding: LocalAddress, behind forwarder: Forwarder?) -> [SessionCheck] {
    guard case .azureFirewall = forwarder else { return checks(.inbound, at: binding, ports: ports) }
    return FirewalledPath.behind(
      checks(.inbound, at: binding, ports: ports, from: IPAddressSet.privateUse.intersection(.anyV4)))
  }
}
