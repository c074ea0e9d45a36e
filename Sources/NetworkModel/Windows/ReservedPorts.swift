public import IISConfiguration
public import Inet

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
  public var place: Location { Location(path, range.range) }
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
  public var place: Location { Location(path, range.range) }
}
