internal import Inet
internal import NetworkModel
internal import Reachability

/// The rules that Windows creates with the FTP role service, for service `ftpsvc` and any address.
///
/// Their internal names are the same in every language; their display names are translated.
enum PredefinedRule: String, CaseIterable {
  /// Control connections to port 21.
  case control = "IIS-WebServerRole-FTP-In-TCP-21"
  /// Control connections to port 990.
  case implicitControl = "IIS-WebServerRole-FTP-In-TCP-990"
  /// Passive data connections, to any of ``passivePorts``.
  case passiveData = "IIS-WebServerRole-FTP-Passive-In-TCP"
  /// Active data connections from port 20.
  case activeData = "IIS-WebServerRole-FTP-Out-TCP-20"
  /// Active data connections from port 989.
  case implicitActiveData = "IIS-WebServerRole-FTP-Out-TCP-989"

  /// What the passive rule opens until someone narrows it.
  static let passivePorts = "1024-65535"

  /// The rule that says what an opening says, once the passive one is narrowed; none for a custom port, an address, or some
  /// clients only.
  init?(for opening: Opening) {
    guard opening.localAddress == .any, opening.remote.isAnyone else { return nil }
    switch (opening.direction, opening.purpose, opening.localPorts) {
    case (.inbound, .passiveData, _): self = .passiveData
    case (.inbound, _, PortRange(21)): self = .control
    case (.inbound, _, PortRange(990)): self = .implicitControl
    case (.outbound, _, PortRange(20)): self = .activeData
    case (.outbound, _, PortRange(989)): self = .implicitActiveData
    default: return nil
    }
  }
}

extension PredefinedRule {
  /// The ports that the rule opens as Windows ships it.
  var shippedPorts: String {
    switch self {
    case .control: "21"
    case .implicitControl: "990"
    case .passiveData: Self.passivePorts
    case .activeData: "20"
    case .implicitActiveData: "989"
    }
  }

  /// Whether it lets clients in.
  var isInbound: Bool { self != .activeData && self != .implicitActiveData }

  /// Whether an opening is for the same connections, at whichever address and for whichever clients.
  func concerns(_ opening: Opening) -> Bool {
    guard (opening.direction == .inbound) == isInbound else { return false }
    return (opening.purpose == .passiveData) == (self == .passiveData)
      && (self == .passiveData || opening.localPorts.description == shippedPorts)
  }

  /// The rules for incoming connections that let in what a plan does not: ports that no site has, or anybody where the plan lets
  /// in some clients only.
  static func stillOpen(beside plan: FirewallPlan) -> [PredefinedRule] {
    let needed = Set(plan.openings.compactMap { PredefinedRule(for: $0) })
    return [.control, .implicitControl, .passiveData].filter { !needed.contains($0) }
  }
}
