internal import NetworkModel
internal import Text

/// Windows Firewall, exported from the registry.
struct WindowsFirewallFormat: EnvironmentFormat {
  let description = FormatDescription(
    id: "windows-firewall", title: "Windows Firewall (registry export)",
    origins: [
      FileOrigin(
        .server, "Windows Firewall: rules, profiles, rules of device management",
        #"reg export HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy firewall.reg"#),
      FileOrigin(
        .server, "Windows Firewall by group policy",
        #"reg export HKLM\SOFTWARE\Policies\Microsoft\WindowsFirewall firewall-policy.reg"#),
    ], shownMembers: "")

  func recognises(_ content: FileContent) -> Bool {
    if case .registry = content { true } else { false }
  }

  func read(
    _ content: FileContent, _ file: inout FileReading, into environment: inout EnvironmentBuilder
  ) -> ReadingOutcome {
    var registry = environment.registry ?? FirewallRegistry()
    switch registry.read(&file) {
    case .nothing: return .nothing("it is a registry export without keys of Windows Firewall")
    case .broken: return .broken
    case .read:
      environment.registry = registry
      return .read
    }
  }
}
