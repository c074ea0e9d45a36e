internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let controlPortBlocked = Rule(
    id: "control-port-blocked", topic: .environment, severity: .error,
    summary: "A control port does not get through a network security group, Windows Firewall or a load balancer.",
    rationale: """
      Clients that dial this port wait until they time out: a filter drops what it does not let through. In Azure the \
      groups of the subnet and of the network interface must both let it through, then Windows Firewall. The finding \
      names the filter and the rule or default that stops the port. Of the clients that `--from` names by address \
      each must get in; of the whole Internet, which is meant where nothing is said, at least a part (a note says where \
      it is not all). Clients of private \
      networks are meant where no option and no file speaks of a public address and the firewalls let them in alone.

      Allow the port in each filter that is named, or take away the rule that blocks it; `ftpsgate firewall` writes the \
      rules.

      Sources: \(securityGroupOrderSource); \(firewallSettingsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("Implicit", ports: "990 40000-40199"), name: "▸nsg-ftp◂")]),
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("▸No-FTP◂", 200, ports: "21", access: "Deny"),
            securityRule("All", ports: "21 40000-40199"))
        ]),
      .rejects(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(
            firewallRule("All", "LPort2_10=21-65535"),
            "\"Block\"=\"▸v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=21|◂\"")
        ], caption: "in Windows Firewall a block beats every allow"),
      .rejects(
        .server, exampleRange, with: DeploymentOptions(sources: [ClientSource("203.0.113.0/24")].compactMap(\.self)),
        environment: [
          "nsg.json": securityGroup(
            securityRule("Partner", ports: "21 40000-40199", source: "203.0.113.0/25"), name: "▸nsg-ftp◂")
        ]),
      .rejects(
        .server, exampleRange, with: DeploymentOptions(sources: [ClientSource("2a01:111::1")].compactMap(\.self)),
        environment: [
          "nsg.json": securityGroup(
            securityRule("Partner", ports: "21 40000-40199", source: "203.0.113.0/24"), name: "▸nsg-ftp◂")
        ], caption: "a client with IPv6, and a rule for IPv4"),
      .accepts(
        .server, exampleRange, environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21 40000-40199"))]),
      .rejects(
        .server, exampleRange,
        .note,
        environment: [
          "nsg.json": securityGroup(
            securityRule("Partner", ports: "21 40000-40199", source: "203.0.113.0/25"), name: "▸nsg-ftp◂")
        ], caption: "open to some, as may be meant; --from tells who must get in"),
      .accepts(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21", source: "AzureCloud"))],
        caption: "which addresses the service tag stands for is in no file"),
    ],
    check: .environment { server, context in
      for control in server.controls {
        for source in server.intendedSources.flatMap({ server.seen($0, at: control.address) }) {
          let flow = server.flow(from: source.addresses, to: PortSet(control.port), at: control.address)
          if let undecided = server.undecidedPorts(flow, from: source) { context.remark(undecided) }
          for denial in server.denials(flow, from: source) {
            let filter = denial.decidingRule.filter
            context.report(
              """
              TCP port \(control.port) does not get through \(filter) from \(source.phrase): \
              \(server.phrase(of: denial.decidingRule))
              """,
              at: server.place(of: denial.decidingRule), sites: control.sites,
              notes: ["clients that dial port \(control.port) wait until they time out"]
                + server.translationNotes(source) + server.almostMatchingRules(denial),
              help: server.remedy(denial, from: source), stops: server.sessions(of: control, from: source))
          }
          for denial in server.partialDenials(flow, from: source) {
            context.report(
              """
              TCP port \(control.port) gets through \(denial.decidingRule.filter) from a part of \(source.phrase) only: \
              \(server.phrase(of: denial.decidingRule))
              """,
              at: server.place(of: denial.decidingRule), severity: .note, sites: control.sites,
              notes: ["the others wait until they time out"], help: partialHelp)
          }
        }
      }
      for undecided in server.undecidedInboundNAT { context.remark(undecided) }
      for denial in server.inboundNATDenials {
        context.report(
          denial.check.reason, at: denial.check.place, sites: [denial.site.name],
          notes: ["clients that dial the public address find nobody there"],
          help: denial.isDrained
            ? "set adminState of the server in that pool to None" : "add a rule that leads to the control port",
          stops: StoppedSessions(
            at: .controlConnection, sites: [denial.site.site.index], bindings: [denial.binding.range],
            networks: .public))
      }
    })
}

/// What to do where only some of the clients get through, which may be meant.
private let partialHelp: Message = "if this is meant, say with --from who must get in; else allow it from everywhere"
