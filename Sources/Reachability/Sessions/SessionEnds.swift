internal import IISConfiguration
public import Inet
public import Text

/// Between which ports and addresses the connections of a session are made.
public struct SessionEnds: Hashable, Sendable {
  /// The port on which the server waits for control connections.
  public let controlPort: Port
  /// The address that the client dials, or what it is where nothing tells it.
  public let dialled: Message
  /// The ports on which the server waits for passive data connections; nothing where what is set is no range.
  public let passivePorts: Message?
  /// The port from which the server makes active data connections; nothing below port 1.
  public let activePort: Port?
}

extension SessionEnds {
  init(_ listener: ListenerPath, _ world: Simulation) {
    controlPort = listener.endpoint.port
    let peers = listener.dialed.exchanges.map(\.peer)
    dialled = peers.first.map { listener.dialed.text($0) } ?? "the server"
    passivePorts =
      switch PassiveRange.Knowledge(world) {
      case .known(let range): Simulation.brief(range.ports)
      case .windowsDefault: "Windows' dynamic ports"
      case .unknown: nil
      }
    activePort = controlPort > 1 ? controlPort - 1 : nil
  }
}
