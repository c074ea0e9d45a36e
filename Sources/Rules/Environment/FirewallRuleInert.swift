internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let firewallRuleInert = Rule(
    id: "firewall-rule-inert", topic: .environment, severity: .error,
    summary: "A rule of Windows Firewall that is meant for FTP cannot act.",
    rationale: """
      The rule is there, it is on, and the port is closed all the same: it is for another profile than the one that is \
      active, or group policy does not let the machine's own rules count, or the profile blocks all inbound \
      connections. Which profile is active is in `server.json`, which `Export-FtpsEnvironment.ps1` writes; without it a \
      rule is inert only if it is in every profile that it is for.

      Make the rule for every profile, or have it made by group policy; turn "block all incoming connections" off.

      Sources: \(firewallGrammarSource); \(firewallSettingsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            "\"FTP\"=\"▸v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Domain|LPort=21|◂\""),
          "server.json": "{\"ftpsgateEnvironment\": 1, \"networkCategories\": [\"Public\"]}",
        ]),
      .rejects(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            "\"FTP\"=\"▸v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort=21|◂\"",
            settings: "\\PublicProfile]\n\"DoNotAllowExceptions\"=dword:00000001"),
          "server.json": "{\"ftpsgateEnvironment\": 1, \"networkCategories\": [\"Public\"]}",
        ]),
      .rejects(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            "\"{1}\"=\"▸v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Domain|Svc=ftpsvc|◂\"",
            "\"{2}\"=\"▸v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Domain|LPort2_10=40000-40299|Name=FTP|◂\""
          ), "server.json": "{\"ftpsgateEnvironment\": 1, \"networkCategories\": [\"Public\"]}",
        ], caption: "every port of the FTP service; and a range that is too wide, by the name of FTP"),
      .accepts(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(firewallRule("FTP", "Profile=Domain|LPort=21")),
          "server.json": "{\"ftpsgateEnvironment\": 1, \"networkCategories\": [\"DomainAuthenticated\"]}",
        ]),
      .accepts(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("FTP-1", "Profile=Domain|LPort=21"), firewallRule("FTP-2", "Profile=Public|LPort=21")),
          "server.json": "{\"ftpsgateEnvironment\": 1, \"networkCategories\": [\"Public\"]}",
        ], caption: "another rule opens the port where this one does not"),
      .accepts(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(firewallRule("FTP", "Profile=Domain|LPort=21"))],
        caption: "which profile is active is not known"),
    ],
    check: .environment { server, context in
      guard let (filter, number) = server.windowsFirewall else { return }
      for rule in filter.permitRules(.inbound) where rule.isCertain {
        let wanted = rule.ports.intersection(server.neededPorts)
        guard rule.isScoped || rule.ports == wanted || rule.isNamedFTP, !wanted.isEmpty,
          let reason = filter.reasonForInertia(rule), server.isClosed(wanted, at: number)
        else { continue }
        context.report(
          "rule \(rule.title) of Windows Firewall opens nothing: \(reason.text)",
          at: rule.place,
          notes: ["TCP \(wanted) is closed though the rule is on"], help: reason.help)
      }
    })
}

extension ServerContext {
  /// Whether no client gets through to any of some ports, wherever it is meant to come from.
  fileprivate func isClosed(_ ports: PortSet, at filter: Int) -> Bool {
    let decision = decide(flow(from: .any, to: ports, at: .any), at: filter)
    return !decision.parts.isEmpty && decision.parts.allSatisfy(\.verdict.isBlocked)
  }
}

extension WindowsFirewallFilter {
  /// Why a rule can act in no profile that may be active.
  fileprivate func reasonForInertia(_ permitRule: PermitRule) -> (text: Message, help: Message)? {
    guard let rule = rule(of: permitRule.origin) else { return nil }
    let active = activeProfiles
    let own = active.filter { profile in
      rule.profiles.isEmpty || rule.profiles.contains { $0.value == profile.kind }
    }
    if own.isEmpty {
      let kinds = rule.profiles.map(\.value).distinct
      return (
        "it is for the \(named(kinds)) profile, and active is the \(named(active.map(\.kind))) one",
        "make the rule for every profile"
      )
    }
    if rule.store == .local, own.allSatisfy({ !$0.mergesLocalRules.value }) {
      return (
        "group policy does not let the machine's own rules count",
        "make the rule by group policy, or let local rules be merged"
      )
    }
    if own.allSatisfy(\.blocksAllInbound.value) {
      return (
        "all inbound connections are blocked in its \(named(own.map(\.kind))) profile",
        "turn the blocking of all incoming connections off in that profile"
      )
    }
    return nil
  }
}

private func named(_ profiles: [WindowsFirewallProfile.Kind]) -> Message {
  "\(list: profiles.map { "\(code: $0.rawValue)" })"
}
