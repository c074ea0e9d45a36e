public import Inet

/// An entry of `system.ftpServer/security/ipSecurity`.
public struct AddressRestriction: CollectionEntry {
  /// Whether clients that match are let in; deny is the schema's default.
  public let isAllowed: Bool
  /// Whether the entry says so itself.
  public let saysAllowed: Bool
  /// Whether what it says is true or false.
  public let isReadable: Bool
  /// The addresses that match; nothing where it names a domain, or none that can be read.
  public let addresses: IPPrefix?
  /// The entry's start tag.
  public let range: ByteRange

  init(_ entry: Element) {
    let key = Self.key(entry)
    addresses = key[2].isEmpty ? IPPrefix("\(key[0])/\(key[1])") : nil
    let allowed = entry.flag(.allowed)
    isAllowed = allowed ?? false
    saysAllowed = entry.attribute(.allowed) != nil
    isReadable = allowed != nil || !saysAllowed
    range = entry.place
  }

  static func key(_ entry: Element) -> [String] {
    let mask = entry.attribute(subnetMask)?.value ?? "255.255.255.255"
    return [entry.text(ipAddress), mask, entry.text(domainName).lowercased()]
  }

  private static let ipAddress = Name("ipAddress")
  private static let subnetMask = Name("subnetMask")
  private static let domainName = Name("domainName")
}
