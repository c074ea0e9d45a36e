internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Reachability

/// A rule of a filter that lets connections to the server in, as far as it is known for certain.
struct PermitRule: Sendable {
  /// The rule's name, as the file has it.
  let name: String
  /// What a message calls the rule.
  let title: String
  /// Whether a name of the rule says that it is for FTP.
  let isNamedFTP: Bool
  /// What a message calls the filter.
  let filter: String
  let path: String
  /// The words for the server's ports; none for every port.
  let terms: [PortTerm]
  /// The clients.
  let sources: IPAddressSet
  /// Whether the rule is for the FTP service alone.
  let isScoped: Bool
  /// Where the rule as a whole is pointed to.
  let range: ByteRange

  /// The server's ports.
  var ports: PortSet { terms.isEmpty ? .any : PortSet(union: terms.compactMap(\.ports)) }

  /// The first word for ports, else the rule.
  var portsPlace: Location { Location(path, terms.first?.text.range ?? range) }

  /// A word for ports.
  func place(_ term: PortTerm) -> Location { Location(path, term.text.range) }

  /// Whether Windows brings the rule along with the FTP service.
  var isShipped: Bool { name.lowercased().hasPrefix("iis-webserverrole-ftp-") }

  /// Whether it is the shipped rule for passive data.
  var isPassive: Bool { name.lowercased().hasPrefix("iis-webserverrole-ftp-passive-in-tcp") }

  /// Whether everybody on the Internet may come, with IPv4.
  var isForAnySource: Bool { ServiceTags.internetClients.intersection(.anyV4).isSubset(of: sources) }
}

extension ServerContext {
  /// The rules of a kind that let connections in, as long as packets reach them and they can act.
  func permitRules(_ isOfKind: (PermitRule) -> Bool) -> [PermitRule] {
    environment.certainGroups.flatMap { group -> [PermitRule] in
      let found = permitRules(in: group).filter(isOfKind)
      // What packets reach takes a look at all rules of the group, so that it is asked last.
      guard !found.isEmpty else { return [] }
      let shadowed = group.shadowedRules(.inbound)
      return found.filter { !shadowed.contains(Location($0.path, $0.range)) }
    } + firewallPermitRules.filter(isOfKind)
  }

  /// The rules of a network security group that let connections to the server in.
  private func permitRules(in group: NetworkSecurityGroup) -> [PermitRule] {
    let tags = ServiceTags().merging(group.tags)
    return group.rules.compactMap { rule in
      guard !rule.isDefault, rule.direction?.value == .inbound, rule.access?.value == .allow, rule.coversTCP == true,
        rule.sourcePorts.isAnyPort
      else { return nil }
      let destinations = Self.certain(rule.destinations, tags)
      guard !destinations.isDisjoint(with: environment.localAddresses) else { return nil }
      return PermitRule(
        name: rule.name.value, title: quoted(rule.name.value), isNamedFTP: rule.name.value.namesFTP,
        filter: group.title, path: group.path, terms: rule.destinationPorts,
        sources: Self.certain(rule.sources, tags), isScoped: false, range: rule.name.range)
    }
  }

  /// Rules of Windows Firewall that let connections to the FTP service in.
  var firewallPermitRules: [PermitRule] {
    activeRules(.inbound).compactMap { rule in
      guard rule.action?.value == .allow, rule.doubts.isEmpty, rule.remotePorts.isAnyPort, canAct(rule) else {
        return nil
      }
      return PermitRule(
        name: rule.id.value, title: rule.title, isNamedFTP: rule.isNamedFTP, filter: "Windows Firewall",
        path: rule.path, terms: rule.localPorts, sources: rule.certainSources, isScoped: rule.isScopedToFTPService,
        range: rule.text.range)
    }
  }

  /// Rules of Windows Firewall that are on and can be about the FTP service.
  func activeRules(_ direction: FlowDirection) -> [WindowsFirewallRule] {
    (environment.windowsFirewall?.rules ?? []).filter {
      $0.isActive?.value == true && $0.direction?.value == direction && $0.coversFTPService && $0.coversTCP
    }
  }

  /// The addresses that some words of a group stand for without doubt.
  static func certain(_ peers: [SecurityRule.Peer], _ tags: ServiceTags) -> IPAddressSet {
    IPAddressSet(
      union: peers.map { peer in
        switch peer {
        case .word(let word): tags.match(word.value).certain
        case .expanded(_, let addresses): addresses
        case .applicationSecurityGroup: IPAddressSet()
        }
      })
  }
}

extension WindowsFirewallRule {
  /// Whether a name of the rule says that it is for FTP.
  var isNamedFTP: Bool { id.value.namesFTP || displayName?.namesFTP == true }

  /// The other side's addresses, as far as they are known for certain.
  var certainSources: IPAddressSet {
    remoteAddresses.isEmpty ? .any : IPAddressSet(union: remoteAddresses.map(\.match.certain))
  }
}

extension PortSet {
  /// The ports from which IIS sends active data for 21 and 990; nothing listens there.
  static let activeData = PortSet([PortRange(20), PortRange(989)])
}

extension [PortTerm] {
  /// Whether the words stand for every port that clients connect from.
  var isAnyPort: Bool {
    isEmpty || PortSet.client.isSubset(of: PortSet(union: compactMap(\.ports)))
  }
}
