internal import Inet
internal import Reachability

extension RemoteSide {
  /// The words of a remote address in rules of Windows Firewall: `any`, or networks.
  ///
  /// Windows has a word for the Internet too, whose meaning hangs on what it takes for the internal network, so networks say it
  /// here. Source: Microsoft Learn, "New-NetFirewallRule", RemoteAddress.
  var windowsWords: [String] { isAnyone ? ["any"] : addresses.prefixes.map(\.description) }
}
