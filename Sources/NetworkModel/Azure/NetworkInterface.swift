public import IISConfiguration
public import Inet

/// A network interface of a machine in Azure.
public struct NetworkInterface: Hashable, Sendable {
  /// The file.
  public let path: String
  /// The name, and where it stands.
  public let name: Located<String>
  /// The id, or the name where the file has no id.
  public let id: ResourceID
  /// Its private addresses, as far as the file tells.
  public var addresses: [Located<IPAddress>] = []
  /// Its public addresses, as far as the file tells.
  public var publicAddresses: [ResourceID] = []
  /// The subnets that it is in; one in Azure, but a template may be read in several ways.
  public var subnets: [ResourceID] = []
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
}
