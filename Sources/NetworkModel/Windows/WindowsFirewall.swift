public import IISConfiguration

/// Windows Firewall as the registry holds it.
public struct WindowsFirewall: Hashable, Sendable {
  /// The stateful inspection of FTP, which opens data ports for clear-text control connections only.
  public enum StatefulFTP: Hashable, Sendable {
    /// It is on: by default, or because a value says so.
    case on(Location?)
    /// It is off.
    case off(Location)
    /// The file does not tell, as the place where the machine's own setting is kept is not documented.
    case unknown
  }

  /// The three profiles, one for each kind of network.
  public var profiles: [WindowsFirewallProfile]
  /// The rules, in the order of the files.
  public var rules: [WindowsFirewallRule]
  /// The stateful inspection of FTP.
  public var statefulFTP: StatefulFTP
  /// Where the rules begin, to point to for what is written nowhere.
  public var place: Location?

  /// A firewall.
  public init(
    profiles: [WindowsFirewallProfile] = WindowsFirewallProfile.Kind.allCases.map { WindowsFirewallProfile($0) },
    rules: [WindowsFirewallRule], statefulFTP: StatefulFTP = .unknown
  ) {
    self.profiles = profiles
    self.rules = rules
    self.statefulFTP = statefulFTP
  }
}
