internal import Inet
internal import NetworkModel
public import Text

/// What Windows Firewall makes of a plan whatever rules allow, as far as files tell.
public struct WindowsFirewallObstacles: Sendable {
  /// The first opening that stays closed, and why.
  public let fault: (opening: Opening, reason: Message)?
  /// What stays closed to some of the clients, who may be meant.
  public let remarks: [Message]
}

extension FirewallPlan {
  /// What rules for Windows Firewall cannot open.
  ///
  /// A block for some is a remark where everybody may come in, and a fault where each of the clients was named.
  public var windowsFirewallObstacles: WindowsFirewallObstacles {
    guard let firewall = surroundings.windowsFirewall else { return WindowsFirewallObstacles(fault: nil, remarks: []) }
    let hop = firewall.allowingAll(besidesRulesNamed: key.namePrefix)
    var fault: (Opening, Message)?
    var remarks: [Message] = []
    for opening in openings {
      var budget = FlowBudget([hop])
      let decision = [hop].decideForOneAddress(opening.flow(at: surroundings.serverAddresses), within: &budget)
      if let denial = decision.denials(isExact: hasNamedClients).first {
        fault = fault ?? (opening, Self.reason(of: denial))
      } else {
        remarks += decision.partialDenials.map {
          """
          \($0.decidingRule.filter): \($0.decidingRule.origin.name.quoted) stops some of these clients at TCP \($0.ports), whatever \
          rules allow
          """
        }
      }
    }
    return WindowsFirewallObstacles(fault: fault, remarks: remarks.distinct)
  }

  private static func reason(of denial: Denial) -> Message {
    let (filter, origin) = (denial.decidingRule.filter, denial.decidingRule.origin)
    return switch origin.kind {
    case .rule:
      """
      rule \(origin.name.quoted) of \(filter) blocks TCP \(denial.ports), and a rule that blocks beats each that allows: narrow it \
      or turn it off
      """
    case .lockdown:
      "\(filter) blocks all incoming connections, whatever rules allow: turn that off"
    case .builtIn, .policyDefault, .undecided:
      "group policy does not let the machine's own rules count in \(filter): allow it by group policy"
    }
  }
}

extension Opening {
  /// The connections, to those of the server's addresses that it is for; to any where no file tells of these.
  fileprivate func flow(at serverAddresses: [LocalAddress]) -> Flow {
    let own = localAddress == .any ? serverAddresses : [localAddress]
    let addresses = IPAddressSet(own.compactMap(\.address))
    return Flow(
      direction, remoteAddresses: remote.addresses, localAddresses: addresses.isEmpty ? .any : addresses,
      localPorts: PortSet(localPorts))
  }
}
