public import Inet

/// TCP connections that somebody may try to make: every combination of the addresses and ports that it names.
///
/// *Local* is the server's side and *remote* the other one, whichever begins. Filters hold state: they decide on the first
/// packet of a connection, and let the answers pass, so that a flow stands for both ways of its connections.
public struct Flow: Hashable, Sendable {
  /// Which side begins: inbound is from remote to local.
  public var direction: FlowDirection
  /// The addresses on the other side.
  public var remoteAddresses: IPAddressSet
  /// The ports on the other side.
  public var remotePorts: PortSet
  /// The server's addresses, as the filter sees them: behind NAT the private ones.
  ///
  /// Where they are not known, ``IPAddressSet/any``: a part of the decision that holds for some of them is then not known.
  public var localAddresses: IPAddressSet
  /// The server's ports.
  public var localPorts: PortSet

  /// Connections that begin on the given side, with any address and port that is not given.
  public init(
    _ direction: FlowDirection, remoteAddresses: IPAddressSet = .any, remotePorts: PortSet = .any,
    localAddresses: IPAddressSet = .any, localPorts: PortSet = .any
  ) {
    self.direction = direction
    self.remoteAddresses = remoteAddresses
    self.remotePorts = remotePorts
    self.localAddresses = localAddresses
    self.localPorts = localPorts
  }

  /// Whether there is no connection in it.
  public var isEmpty: Bool {
    remoteAddresses.isEmpty || remotePorts.isEmpty || localAddresses.isEmpty || localPorts.isEmpty
  }

  /// Whether another flow has all of these connections.
  func isSubset(of other: Flow) -> Bool {
    direction == other.direction && localPorts.isSubset(of: other.localPorts)
      && remoteAddresses.isSubset(of: other.remoteAddresses) && remotePorts.isSubset(of: other.remotePorts)
      && localAddresses.isSubset(of: other.localAddresses)
  }

  /// The connections that are in both flows; nothing where they begin on different sides.
  public func intersection(_ other: Flow) -> Flow? {
    guard direction == other.direction else { return nil }
    // Most flows that do not meet have different ports of the server or different clients.
    let localPorts = localPorts.intersection(other.localPorts)
    guard !localPorts.isEmpty else { return nil }
    let remoteAddresses = remoteAddresses.intersection(other.remoteAddresses)
    guard !remoteAddresses.isEmpty else { return nil }
    let both = Flow(
      direction, remoteAddresses: remoteAddresses, remotePorts: remotePorts.intersection(other.remotePorts),
      localAddresses: localAddresses.intersection(other.localAddresses), localPorts: localPorts)
    return both.isEmpty ? nil : both
  }
}
