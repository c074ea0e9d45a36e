public import IISConfiguration
public import Inet

/// A subnet of a virtual network in Azure.
public struct Subnet: Hashable, Sendable {
  /// The file.
  public let path: String
  /// The name, and where it stands.
  public let name: Located<String>
  /// The id, or the name where the file has no id.
  public let id: ResourceID
  /// What it is made of; none where the file does not tell.
  public var prefixes: [IPPrefix] = []
  /// Its route table, and where that is named, if the file names one.
  public var routeTable: Located<ResourceID>?

  /// A subnet of which nothing is known but its name.
  public init(path: String, name: Located<String>, id: ResourceID) {
    self.path = path
    self.name = name
    self.id = id
  }
}
