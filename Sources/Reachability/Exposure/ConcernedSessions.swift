internal import IISConfiguration
package import Inet
internal import NetworkModel

extension ServerContext {
  /// The sessions that begin at a control port, of clients where `--from` says.
  package func sessions(of control: Control, from source: IntendedSource) -> StoppedSessions {
    let bindings = sites.flatMap(\.bindings).filter {
      $0.endpoint.map { $0.port == control.port && $0.address == control.address } ?? false
    }
    return StoppedSessions(
      at: .controlConnection, sites: source.sites, bindings: Set(bindings.map(\.range)), networks: .asked)
  }

  /// The sessions that begin at some control ports, wherever clients are.
  package func sessions(on ports: PortSet) -> StoppedSessions {
    let bindings = sites.flatMap(\.bindings).filter { $0.endpoint.map { ports.contains($0.port) } ?? false }
    return StoppedSessions(at: .controlConnection, bindings: Set(bindings.map(\.range)))
  }

  /// The sessions whose passive data connections go to an address, of clients that have nothing else.
  package func passiveSessions(at address: LocalAddress, from source: IntendedSource) -> StoppedSessions {
    let bindings = sites.flatMap(\.bindings).filter { $0.endpoint?.address == address }
    return StoppedSessions(
      at: .dataConnection, sites: source.sites, bindings: Set(bindings.map(\.range)), dataMode: .passive,
      clients: .withoutFallbackAfterFailure, networks: .asked)
  }
}
