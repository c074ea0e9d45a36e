internal import Linter
internal import Reachability

extension Rule {
  static let firewallDisabled = Rule(
    id: "firewall-disabled", topic: .environment, severity: .warning,
    summary: "Windows Firewall is off in a profile.",
    rationale: """
      With the firewall off, everything that listens on the machine can be reached from wherever the network lets \
      packets through: SMB, Remote Desktop, WinRM. It is often turned off to make FTP work and then forgotten; two \
      rules do the same for FTP alone.

      Turn it on in every profile and open the control ports and the passive range: `ftpsgate firewall` writes the \
      rules.

      Source: \(firewallSettingsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(settings: "\\PublicProfile]\n\"EnableFirewall\"=▸dword:00000000◂")]
      ),
      .accepts(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(settings: "\\PublicProfile]\n\"EnableFirewall\"=dword:00000001")]),
      .accepts(
        .server, exampleRange, environment: ["firewall.reg": firewallExport()], caption: "on is Windows' default"),
    ],
    check: .scene { scene, report in
      for profile in scene.environment.windowsFirewall?.profiles ?? [] where !profile.isEnabled.value {
        report.add(
          "the firewall of Windows is off in the \(profile.kind.rawValue) profile", at: profile.isEnabled.place,
          notes: ["everything that listens on the machine can be reached from where the network allows it"],
          help: "turn it on, and open the ports of FTP by rules")
      }
    })
}
