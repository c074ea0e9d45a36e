public import IISConfiguration
public import Inet

/// A network interface of a machine in Azure.
public struct NetworkInterface: Hashable, Sendable {
  /// A private address of the interface, and what goes with it.
  public struct Configuration: Hashable, Sendable {
    /// The name, if the file tells.
    public var name: String?
    /// The private address, if the file tells.
    public var address: Located<IPAddress>?
    /// The public address that Azure translates to it, and from it, if there is one.
    public var publicAddress: ResourceID?
    /// The subnet, if the file tells.
    public var subnet: ResourceID?
    /// The gateway load balancer through which connections to the public address come first, if the file names one.
    public var gateway: Located<String>?

    /// One of which nothing is known.
    public init() {}
  }

  /// The file.
  public let path: String
  /// The name, and where it stands.
  public let name: Located<String>
  /// The id, or the name where the file has no id.
  public let id: ResourceID
  /// Its addresses; a template may be read in several ways.
  public var configurations: [Configuration] = []
  /// The machine that has it, if the file tells.
  public var machine: ResourceID?
  /// Whether it certainly is not the machine's primary one.
  public var isSecondary = false

  /// A network interface of which nothing is known but its name.
  public init(path: String, name: Located<String>, id: ResourceID) {
    self.path = path
    self.name = name
    self.id = id
  }

  /// Its private addresses, as far as the file tells.
  public var addresses: [Located<IPAddress>] { configurations.compactMap(\.address) }
  /// Its public addresses, as far as the file tells.
  public var publicAddresses: [ResourceID] { configurations.compactMap(\.publicAddress) }
  /// The subnets that it is in; one in Azure, but a template may be read in several ways.
  public var subnets: [ResourceID] { configurations.compactMap(\.subnet) }
}
