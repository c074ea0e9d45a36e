internal import IISConfiguration
internal import Inet
public import Text

/// A rule that somebody has put into a network security group and that stops connections.
public struct SecurityGroupDenial: Hashable, Sendable {
  /// How much it stops of the connections that were asked about.
  public enum Extent: Hashable, Sendable {
    /// A port or more of them, whoever the client is.
    case ports
    /// Some of the clients, or one of the addresses.
    case some
    /// Nobody knows, as no file tells whom it is about.
    case unknown
  }

  /// What a report calls the group.
  public let group: Message
  /// The rule's name.
  public let name: String
  /// Its place among the rules of its direction, lower first; nothing when the file does not tell.
  public let priority: Int?
  /// How much it stops.
  public let extent: Extent
  /// Whether it is about some of the server's ports or of the clients on the Internet and not about all, so that somebody had these
  /// in mind.
  public let isSpecific: Bool
  /// Whether just-in-time access of Defender for Cloud has made it, and would make it again.
  public let isJustInTime: Bool
}

extension SecurityGroupRules {
  /// The rules that stop some of these connections, or may, in the file's order; each for itself.
  ///
  /// - Parameters:
  ///   - flow: The connections.
  ///   - areNamed: Whether each of the clients is meant, so that to stop one is to stop all.
  /// - Returns: The rules.
  public func denials(of flow: Flow, areNamed: Bool) -> [SecurityGroupDenial] {
    // Only Azure knows who is in a service tag: rules about everybody are about them, of others nobody knows.
    let isOfTag = flow.remoteAddresses.isEmpty
    var asked = flow
    if isOfTag { asked.remoteAddresses = .any }
    return entries.compactMap { entry in
      let blocks = entry.parts.filter { $0.action == .block }
      guard blocks.contains(where: { $0.possible.intersection(asked) != nil }),
        let found = extent(of: exempt + blocks, on: asked, areNamed: areNamed)
      else { return nil }
      let rule = entry.rule
      let extent = isOfTag && found == .some ? .unknown : found
      return SecurityGroupDenial(
        group: entry.group.title, name: rule.name.value, priority: rule.priority?.value,
        extent: rule.priority == nil ? .unknown : extent,
        isSpecific: blocks.allSatisfy { !$0.possible.isAboutTheInternet },
        isJustInTime: rule.name.value.isOfJustInTimeAccess)
    }
  }

  /// What rules stop of a flow of which all else gets through; nothing where they stop nothing.
  ///
  /// Where anybody may come in, clients on the Internet are meant, over IPv4 unless the server has IPv6 alone.
  private func extent(of rules: [FilterRule], on flow: Flow, areNamed: Bool) -> SecurityGroupDenial.Extent? {
    let pass = FilterDefault(.allow, of: FilterID(hop: 0), RuleName(words: "no rule"))
    let filter = PacketFilter(
      id: FilterID(hop: 0), name: "a rule", rules: rules, inboundDefault: pass, outboundDefault: pass)
    var budget = FlowBudget([.filter(filter)])
    func decide(_ flow: Flow) -> FlowDecision { [.filter(filter)].decideForOneAddress(flow, within: &budget) }
    if !decide(flow.fromTheInternet).denials(isExact: areNamed).isEmpty { return .ports }
    let decision = decide(flow)
    if !decision.blocked.isEmpty { return .some }
    return decision.unknown.isEmpty ? nil : .unknown
  }
}

extension NetworkSecurityGroup {
  /// The priorities that rules of a direction have, but for rules whose names begin with a prefix, where one is given.
  public func priorities(_ direction: FlowDirection, besides prefix: String?) -> Set<Int> {
    Set(
      rules.filter { rule in
        !rule.isDefault && !(prefix.map { rule.name.value.lowercased().hasPrefix($0) } ?? false)
          && (rule.direction.map { $0.value == direction } ?? true)
      }.compactMap { $0.priority?.value })
  }
}

extension Flow {
  /// Whether it has all ports of the server and all clients on the Internet, over IPv4 or IPv6.
  fileprivate var isAboutTheInternet: Bool {
    localPorts == .any
      && [IPAddressSet.anyV4, .anyV6].contains {
        ServiceTags.internetClients.intersection($0).isSubset(of: remoteAddresses)
      }
  }

  /// The connections with clients on the Internet, where all are meant.
  package var fromTheInternet: Flow {
    guard remoteAddresses == .any else { return self }
    var part = self
    let isV6 = localAddresses.isSubset(of: .anyV6)
    part.remoteAddresses = ServiceTags.internetClients.intersection(isV6 ? .anyV6 : .anyV4)
    return part
  }
}

extension String {
  /// Whether a rule of this name was made by just-in-time access (Microsoft Learn, "Understanding just-in-time virtual machine
  /// access").
  public var isOfJustInTimeAccess: Bool {
    let name = lowercased()
    return name.hasPrefix("securitycenter-jitrule") || name.hasPrefix("microsoftdefenderforcloud-jitrule")
  }
}
