public import Inet

extension SectionContents {
  /// The entries of a collection that are left after `<remove>` and `<clear/>`, levels from the outermost in.
  ///
  /// Lower levels append to what they inherit (`mergeAppend`, the schema's default).
  static func entries<Key: Equatable>(
    of collection: ElementID, in levels: [SectionContents], key: (Element) -> Key
  ) -> [Element] {
    var entries: [Element] = []
    for level in levels {
      for operation in level.operations(on: collection) {
        switch operation.role {
        case .add: entries.append(operation.element)
        case .remove:
          let removed = key(operation.element)
          entries.removeAll { key($0) == removed }
        case .clear: entries.removeAll()
        case .ordinary: break
        }
      }
    }
    return entries
  }
}

extension SectionContents {
  /// Whether a part of the section stands in another file.
  var isRedirected: Bool {
    elements.contains { $0.attribute(.configSource) != nil }
  }
}

extension Element {
  /// The text of an attribute, empty if it is not there.
  func text(_ name: Name) -> String {
    attribute(name)?.value ?? ""
  }

  /// A `true` or `false` of an entry, taken as it is meant; nothing if it is not there or neither.
  func flag(_ name: Name) -> Bool? {
    attribute(name).flatMap { ValueType.bool.number($0.value) }.map { $0 == 1 }
  }
}

/// A command that `commandFiltering` lists.
public struct CommandRule: Sendable {
  /// The command, in capitals.
  public let command: String
  /// Whether it is allowed.
  public let isAllowed: Bool
  /// The entry's start tag.
  public let range: ByteRange

  init(_ entry: Element) {
    command = entry.text(Self.command).uppercased()
    isAllowed = entry.flag(.allowed) ?? true
    range = entry.place
  }

  static let command = Name("command")
}

/// A custom provider that a site names.
public struct ProviderReference: Sendable {
  /// The provider's name.
  public let name: Located<String>
  /// Whether the site uses it.
  public let isEnabled: Bool

  init?(_ entry: Element) {
    guard let name = entry.attribute(.name) else { return nil }
    self.name = Located(name.value, at: name.place)
    isEnabled = entry.flag(.enabled) ?? true
  }
}

/// An entry of `system.ftpServer/security/ipSecurity`.
public struct AddressRestriction: Sendable {
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

extension Name {
  static let allowed = Name("allowed")
  static let enabled = Name("enabled")
}
