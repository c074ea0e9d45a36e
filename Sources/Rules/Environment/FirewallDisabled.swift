internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let firewallDisabled = Rule(
    id: "firewall-disabled", topic: .environment, severity: .warning, concern: .hardening,
    summary: "Windows Firewall is off in a profile.",
    rationale: """
      With the firewall off, everything that listens on the machine can be reached from wherever the network lets \
      packets through: SMB, Remote Desktop, WinRM. It is often turned off to make FTP work and then forgotten; two \
      rules do the same for FTP alone.

      Open the control ports and the passive range, and whatever the machine is managed by, such as Remote Desktop; then \
      turn it on in every profile. `ftpsgate firewall` writes the rules for FTP.

      Source: \(firewallSettingsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(settings: "\\PublicProfile]\n\"EnableFirewall\"=▸dword:00000000◂")]
      ),
      .rejects(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            settings: "\\PublicProfile]\n\"EnableFirewall\"=dword:00000000\n\n"
              + #"[HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"#
              + "\\DomainProfile]\n\"EnableFirewall\"=▸dword:00000000◂")
        ], caption: "in two profiles, and one finding"),
      .accepts(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(settings: "\\PublicProfile]\n\"EnableFirewall\"=dword:00000001")]),
      .accepts(
        .server, exampleRange, environment: ["firewall.reg": firewallExport()], caption: "on is Windows' default"),
    ],
    check: .environment { server, context in
      let off = (server.environment.windowsFirewall?.profiles ?? []).filter { !$0.isEnabled.value }
      guard let first = off.first else { return }
      context.report(
        "the firewall of Windows is off in the \(list: off.map { "\(code: $0.kind.rawValue)" }) \(off.count == 1 ? "profile" : "profiles")",
        at: first.isEnabled.place,
        notes: ["everything that listens on the machine can be reached from where the network allows it"],
        help: "open the ports of FTP, and those by which you manage the machine, by rules, then turn it on")
    })
}
