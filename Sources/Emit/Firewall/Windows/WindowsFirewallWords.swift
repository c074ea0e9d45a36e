internal import Inet
internal import Reachability

extension RemoteSide {
  /// The words of a remote address in rules of Windows Firewall: `any`, or networks.
  ///
  /// Windows has a word for the Internet too, whose meaning hangs on what it takes for the internal network, so networks say it
  /// here. Source: Microsoft Learn, "New-NetFirewallRule", RemoteAddress.
  var windowsWords: [String] { isAnyone ? ["any"] : addresses.prefixes.map(\.description) }
}

extension FirewallPlan {
  /// Refuses what no rule for Windows Firewall can open, as far as files tell.
  func checkWindowsFirewall() throws(UnsupportedByTarget) {
    guard let fault = windowsFirewallNeighbours.fault else { return }
    throw UnsupportedByTarget(opening: fault.opening, reason: fault.reason)
  }

  /// The lines of a header on what rules that are there already make of the plan.
  var windowsFirewallNotes: [String] { windowsFirewallNeighbours.remarks.map { "NOTE: \($0)." } }
}
