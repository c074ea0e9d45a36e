internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let passiveRangeBlocked = Rule(
    id: "passive-range-blocked", topic: .environment, severity: .error,
    summary: "Passive ports do not get through a network security group or Windows Firewall.",
    rationale: """
      The logon works, then listings and transfers hang: each data connection goes to a port of the passive range, \
      and no filter can learn which one from an encrypted control channel. Where only a part of the range is open, \
      the fault comes and goes. The finding names the ports that are missing, and the filter. Only clients that reach \
      a control port count, if any do.

      Allow the whole range in each filter that is named, or make the range as small as what is open; restart `ftpsvc` \
      after a change of the range.

      Sources: \(firewallSettingsSource); \(passivePortsSource); \(securityGroupOrderSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21 40000-40099"), name: "▸nsg-ftp◂")]),
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(securityRule("FTP", ports: "21 40000-40199")),
          "firewall.reg": firewallExport(
            firewallRule("FTP", "LPort=21|Svc=ftpsvc"), firewallRule("Other", #"LPort2_10=40000-40199|App=C:\\a.exe"#)
          ).replacing("[HKEY", with: "[▸HKEY"),
        ], caption: "a rule for another program opens nothing for the FTP service"),
      .accepts(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21 40000-40099 40100-40200"))]),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("FTP", ports: "21"), securityRule("Data", 310, ports: "40000-40199", source: "AzureCloud"))
        ], caption: "which addresses the service tag stands for is in no file"),
      .rejects(
        .server, "", environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21"), name: "▸nsg-ftp◂")],
        caption: "no range is set, and whichever ports Windows picks, none gets through"),
      .rejects(
        .server, "",
        environment: [
          "nsg.json": securityGroup(securityRule("FTP", ports: "21 1024-50000"), name: "▸nsg-ftp◂"),
          "firewall.reg": firewallExport(
            firewallRule("FTP", "LPort=21|Svc=ftpsvc"), firewallRule("Data", "LPort2_10=50001-65535|Svc=ftpsvc")
          ).replacing("[HKEY", with: "[▸HKEY"),
        ], caption: "no range is set, and what one filter lets through the other stops"),
      .accepts(
        .server, "", environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21 49152-65535"))],
        caption: "no range is set, and which ports Windows picks is in no file: passive-range-unset"),
      .rejects(
        .server, exampleRange, .note, with: DeploymentOptions(sources: [.privateNetworks]),
        environment: [
          "nsg.json": securityGroup(
            securityRule("▸No-Data◂", 100, ports: "40000-40199", source: "10.1.0.0/26", access: "Deny"))
        ], caption: "which clients are in the virtual network is in no file, and of a part data is denied"),
    ],
    check: .environment { server, context in
      guard let range = server.passivePorts else { return }
      for address in server.controls.map(\.address).distinct {
        for source in server.intendedSources.flatMap({ server.seen($0, at: address) }) {
          // Where passive connections do not come as far as the filters, another rule speaks of them.
          if source.translation != nil, !server.leadsPassivePorts(at: address) { continue }
          let reaching = server.clientsReachingControl(from: source, at: address)
          let flow = server.flow(
            from: reaching.isEmpty ? source.addresses : reaching, to: range.ports, at: address)
          if let undecided = server.undecidedPorts(flow, from: source) { context.remark(undecided) }
          let denials = certain(server.denials(flow, from: source), among: range)
          for denial in denials {
            let filter = denial.decidingRule.filter
            let isAll = denial.ports == range.ports
            let isOne = denial.ports.count == 1
            context.report(
              """
              \(isAll ? "the passive range" : isOne ? "passive port" : "passive ports") \(denial.ports) \
              \(isAll || isOne ? "does" : "do") not get through \(filter) from \(source.phrase): \
              \(server.phrase(of: denial.decidingRule))
              """,
              at: server.place(of: denial.decidingRule),
              notes: [
                isAll
                  ? "the logon works, then every listing and transfer hangs until the client times out"
                  : "data connections that IIS gives \(isOne ? "this port" : "one of these ports") hang; the others work"
              ] + server.translationNotes(source) + server.almostMatchingRules(denial),
              help: server.remedy(denial, from: source), stops: server.passiveSessions(at: address, from: source))
          }
          if range.isKnown { server.noteDoubtful(range.ports, from: source, at: address, besides: denials, &context) }
        }
      }
    })
}

/// The denials that stop connections whichever ports are the passive ones: where that is not known, those of all ports.
private func certain(_ denials: [Denial], among range: (ports: PortSet, isKnown: Bool)) -> [Denial] {
  guard !range.isKnown else { return denials }
  let whole = denials.filter { $0.ports == range.ports }
  guard whole.isEmpty else { return whole }
  let together = denials.reduce(PortSet()) { $0.union($1.ports) }
  return together == range.ports ? denials : []
}

extension ServerContext {
  /// Notes what stops data of clients of whom it is not known whether they log on; what is reported already is left out.
  fileprivate func noteDoubtful(
    _ ports: PortSet, from source: IntendedSource, at address: LocalAddress, besides known: [Denial],
    _ context: inout RuleContext
  ) {
    let known = Set(known.map(\.decidingRule))
    for denial in doubtfulPassiveDenials(ports, from: source, at: address) where !known.contains(denial.decidingRule) {
      let isOne = denial.ports.count == 1
      context.report(
        """
        passive \(isOne ? "port" : "ports") \(denial.ports) \(isOne ? "does" : "do") not get through \
        \(denial.decidingRule.filter) from a part of \(source.phrase): \(phrase(of: denial.decidingRule))
        """,
        at: place(of: denial.decidingRule), severity: .note,
        notes: ["whether these clients get as far as the control port is not known"],
        help: "say with --from who must get in")
    }
  }
}
