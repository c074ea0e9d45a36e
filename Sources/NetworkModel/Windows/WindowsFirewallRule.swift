public import IISConfiguration
public import Text

/// A rule of Windows Firewall as the registry holds it, in the grammar of [MS-GPFAS] section 2.2.2.19.
public struct WindowsFirewallRule: Hashable, Sendable {
  /// Who made the rule.
  public enum Store: Hashable, Sendable {
    /// An administrator or a role, on the machine itself.
    case local
    /// Group policy.
    case groupPolicy
  }

  /// What the rule does.
  public enum Action: String, Hashable, Sendable {
    /// Lets connections through that no rule blocks.
    case allow
    /// Stops connections, whatever other rules say.
    case block
    /// Lets authenticated connections through, even against blocks.
    case bypass
  }

  /// An address, range, subnet or keyword, with its place.
  public struct AddressTerm: Hashable, Sendable {
    /// The word as written.
    public let text: Located<String>
    /// What it stands for; of a keyword such as `LocalSubnet` only in part.
    public let match: AddressMatch

    /// A word and what it stands for.
    public init(_ text: Located<String>, _ match: AddressMatch) {
      self.text = text
      self.match = match
    }
  }

  /// The file.
  public let path: String
  /// The name of the registry value, which does not depend on the display language.
  public var id: Located<String>
  /// Where the rule's text stands.
  public var text: Located<String>
  /// Who made it.
  public var store: Store
  /// The display name; often a reference to a resource.
  public var name: Located<String>?
  /// What it does; nothing when that cannot be told.
  public var action: Located<Action>?
  /// Whether it is on; nothing when that cannot be told.
  public var isActive: Located<Bool>?
  /// Which side begins; nothing when that cannot be told.
  public var direction: Located<FlowDirection>?
  /// The profiles that it is for; none for all.
  public var profiles: [Located<WindowsFirewallProfile.Kind>] = []
  /// The protocol's number; nothing for all protocols.
  public var protocolNumber: Located<Int>?
  /// The server's ports; none for all.
  public var localPorts: [PortTerm] = []
  /// The other side's ports; none for all.
  public var remotePorts: [PortTerm] = []
  /// The server's addresses; none for all.
  public var localAddresses: [AddressTerm] = []
  /// The other side's addresses; none for all.
  public var remoteAddresses: [AddressTerm] = []
  /// The program; nothing for all.
  public var program: Located<String>?
  /// The service; nothing for all, and for what is no service.
  public var service: Located<String>?
  /// The package that it is for, if it is for one.
  public var package: Located<String>?
  /// Why it may match less than it seems to: conditions that files do not tell, or that are not known here.
  public var doubts: [Message] = []

  /// A rule of which nothing is known but its name and its text.
  public init(path: String, id: Located<String>, text: Located<String>, store: Store) {
    self.path = path
    self.id = id
    self.text = text
    self.store = store
  }
}

extension WindowsFirewallRule {
  /// Whether the rule can be about connections of the FTP service, `ftpsvc` in `svchost.exe`.
  ///
  /// `Svc=*` stands for every service. A rule for a package is never about a service.
  public var coversFTPService: Bool {
    if let package, !["", "*"].contains(package.value) { return false }
    if let service, !["*", "ftpsvc"].contains(service.value.lowercased()) { return false }
    return program.map { Self.isServiceHost($0.value) != false } ?? true
  }

  /// The display name, unless it is a reference to a resource, which says nothing to a reader.
  public var displayName: String? {
    guard let name = name?.value, !name.isEmpty, !name.hasPrefix("@") else { return nil }
    return name
  }

  /// What a report calls the rule: its id, and the display name before it where that is a GUID that nobody knows.
  public var ruleName: RuleName {
    guard id.value.hasPrefix("{"), let displayName else { return RuleName(id.value) }
    return RuleName(displayName, id: id.value)
  }

  /// Where the rule stands.
  public var place: Location { Location(path, text.range) }

  /// Whether the rule is about the FTP service and no other service.
  public var isScopedToFTPService: Bool { service?.value.lowercased() == "ftpsvc" }

  /// Whether a program's path is that of the process in which services run, however it is spelt; nothing where it may be.
  public static func isServiceHost(_ path: String) -> Bool? {
    let path = String(path.trimmingBlanks.lowercased().map { $0 == "/" ? "\\" : $0 })
    if path == "*" { return true }
    let folder = "\\system32\\svchost.exe"
    if path.hasSuffix(folder) {
      let root = path.dropLast(folder.count)
      if root == "%systemroot%" || root == "%windir%" { return true }
      // A drive, and the one folder below it in which Windows is.
      if root.dropFirst().hasPrefix(":\\"), root.split(separator: "\\").count == 2 { return true }
    }
    if path.isEmpty || path == "svchost.exe" { return nil }
    guard path.contains("svchos") else { return false }
    // Other variables, devices, views of the folder, short names, dots, quotation marks, arguments: of these only the
    // machine knows where they lead.
    let isPlain = path.dropFirst().hasPrefix(":\\") && path.hasSuffix("\\svchost.exe")
    let oddities = ["%", "~", "\"", "\\\\", "\\.\\", "\\..\\", "\\sysnative\\"]
    return isPlain && !oddities.contains(where: path.contains) ? false : nil
  }

  /// Whether Windows ships the rule with the FTP service of IIS.
  public var isShippedForFTP: Bool { id.value.lowercased().hasPrefix("iis-webserverrole-ftp-") }

  /// Whether the rule can be about TCP.
  public var coversTCP: Bool { protocolNumber.map { $0.value == 6 || $0.value == 256 } ?? true }
}
