public import Inet
public import Linter

/// Ports that Windows has set aside, as `netsh int ipv4 show excludedportrange tcp` lists them.
public struct ExcludedPorts: Hashable, Sendable {
  /// The file.
  public let path: String
  /// The ports; the place is that of the line.
  public let range: Located<PortRange>
  /// Whether an administrator set them aside, which `netsh` marks with an asterisk: a service may still ask for these.
  public let isAdministered: Bool

  /// Ports that are set aside.
  public init(path: String, range: Located<PortRange>, isAdministered: Bool) {
    self.path = path
    self.range = range
    self.isAdministered = isAdministered
  }

  /// Where the line stands.
  public var place: EnvironmentPlace { EnvironmentPlace(path, range.range) }
}

/// The ports that Windows takes for outgoing connections, as `netsh int ipv4 show dynamicport tcp` says.
public struct DynamicPorts: Hashable, Sendable {
  /// The file.
  public let path: String
  /// The ports; the place is that of the first port's number.
  public let range: Located<PortRange>

  /// The dynamic ports.
  public init(path: String, range: Located<PortRange>) {
    self.path = path
    self.range = range
  }

  /// Where the first port's number stands.
  public var place: EnvironmentPlace { EnvironmentPlace(path, range.range) }
}

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
