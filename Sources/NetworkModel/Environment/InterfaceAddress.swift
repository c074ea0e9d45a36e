public import IISConfiguration
public import Inet

/// An address that one of the server's network interfaces has.
public struct InterfaceAddress: Hashable, Sendable {
  /// The file.
  public let path: String
  /// The address.
  public let address: Located<IPAddress>
  /// The network that it is in, if its length is told.
  public let network: IPPrefix?

  /// An address of the server.
  public init(path: String, address: Located<IPAddress>, network: IPPrefix?) {
    self.path = path
    self.address = address
    self.network = network
  }
}
