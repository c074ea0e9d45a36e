internal import Inet
internal import NetworkModel
public import Text

/// What Windows Firewall makes of a plan besides what the plan's own rules do, as far as files tell.
public struct WindowsFirewallNeighbours: Sendable {
  /// The first opening that stays closed whatever rules allow, and why.
  public let fault: (opening: Opening, reason: Message)?
  /// What stays closed to some of the clients, who may be meant, and what is open already.
  public let remarks: [Message]
}

extension FirewallPlan {
  /// What rules that are there already, and settings, make of the plan.
  ///
  /// A block for some is a remark where everybody may come in, and a fault where each of the clients was named.
  public var windowsFirewallNeighbours: WindowsFirewallNeighbours {
    guard let firewall = surroundings.windowsFirewall else { return WindowsFirewallNeighbours(fault: nil, remarks: []) }
    let open = firewall.allowingAll(besidesRulesNamed: key.namePrefix)
    let present = firewall.without(rulesNamed: key.namePrefix)
    var fault: (Opening, Message)?
    var remarks: [Message] = []
    for opening in openings {
      let flow = opening.flow(at: surroundings.serverAddresses)
      let decision = Self.decide(flow, at: open)
      if let denial = decision.denials(isExact: hasNamedClients).first {
        fault = fault ?? (opening, Self.reason(of: denial))
      } else {
        remarks += decision.partialDenials.map(Self.remark)
      }
      remarks += Self.openAlready(beside: flow, at: present)
    }
    return WindowsFirewallNeighbours(fault: fault, remarks: remarks.distinct)
  }

  private static func decide(_ flow: Flow, at hop: FilterHop) -> FlowDecision {
    var budget = FlowBudget([hop])
    return [hop].decideForOneAddress(flow, within: &budget)
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

  private static func remark(on denial: Denial) -> Message {
    """
    \(denial.decidingRule.filter): \(denial.decidingRule.origin.name.quoted) stops some of these clients at TCP \(denial.ports), \
    whatever rules allow
    """
  }

  /// Rules and defaults that let others in than a flow is from, or all of it; those that Windows ships are the script's matter.
  private static func openAlready(beside flow: Flow, at firewall: WindowsFirewallFilter) -> [Message] {
    guard flow.direction == .inbound, !flow.isEmpty else { return [] }
    var others = flow
    others.remoteAddresses = IPAddressSet.any.subtracting(flow.remoteAddresses)
    let wide = rules(in: decide(others, at: firewall.hop).allowed, firewall).map { rule, ports -> Message in
      "\(rule.filter): \(rule.origin.name.quoted) lets in others than these clients at TCP \(ports) already"
    }
    let decision = decide(flow, at: firewall.hop)
    guard wide.isEmpty, decision.isAllowed else { return wide }
    return rules(in: decision.allowed, firewall).map { rule, ports in
      "\(rule.filter): \(rule.origin.name.quoted) lets in all of these clients at TCP \(ports) already"
    }
  }

  private static func rules(
    in parts: [FlowPart], _ firewall: WindowsFirewallFilter
  ) -> [(rule: DecidingRule, ports: PortSet)] {
    parts.map(\.verdict.decidingRule).distinct
      .filter { firewall.rule(of: $0.origin)?.isShippedForFTP != true }
      .map { rule in (rule, parts.filter { $0.verdict.decidingRule == rule }.localPorts) }
  }
}
