/// The id of a resource in Azure, `/subscriptions/…/networkInterfaces/nic-ftp`, or its name where a file has no more.
public struct ResourceID: Hashable, Sendable {
  /// The id or the name, as written.
  public let text: String

  /// An id, or a name.
  public init(_ text: String) {
    self.text = text
  }

  /// The name: the last part of an id.
  public var name: String { text.split(separator: "/").last.map(String.init) ?? text }

  /// Whether both may be the same resource: by their ids, or by their names where one has no id; Azure ignores case.
  public func isSame(as other: ResourceID) -> Bool {
    text.contains("/") && other.text.contains("/")
      ? text.lowercased() == other.text.lowercased() : name.lowercased() == other.name.lowercased()
  }

  /// The resource of a kind that this is a part of: the network interface of `…/networkInterfaces/nic/ipConfigurations/x`.
  public func owner(_ kind: String) -> ResourceID? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let index = parts.firstIndex(where: { $0.lowercased() == kind.lowercased() }), index + 1 < parts.count
    else { return nil }
    return ResourceID(parts[...(index + 1)].joined(separator: "/"))
  }
}

extension ResourceID: CustomStringConvertible {
  /// The id or the name, as written.
  public var description: String { text }
}

extension ResourceID: ExpressibleByStringLiteral {
  /// An id, or a name.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}
