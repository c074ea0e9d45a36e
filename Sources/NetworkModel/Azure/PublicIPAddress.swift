public import IISConfiguration
public import Inet

/// A public IP address resource of Azure.
public struct PublicIPAddress: Hashable, Sendable {
  /// The file.
  public let path: String
  /// The name, and where it stands.
  public let name: Located<String>
  /// The id, or the name where the file has no id.
  public var id: ResourceID
  /// The address; nothing while none is assigned, or when it cannot be told.
  public var address: Located<IPAddress>?
  /// How the address is assigned.
  public var allocation: Located<AddressAllocation>?
  /// The SKU as written: `Standard`, `Basic`.
  public var sku: Located<String>?
  /// After how many minutes without traffic a connection is forgotten.
  public var idleTimeout: Located<Int>?
  /// The id of what holds the address, such as the IP configuration of a network interface; nothing if nothing does.
  public var holder: Located<String>?
  /// Whether a template or a plan tells of it, which does not say what will hold it.
  public var isPlanned = false

  /// An address of which nothing is known but its name.
  public init(path: String, name: Located<String>) {
    self.path = path
    self.name = name
    id = ResourceID(name.value)
  }

  /// Where one of its values stands.
  public func place(_ range: ByteRange) -> Location { Location(path, range) }
}
