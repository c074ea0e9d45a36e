internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let rangeOpenBeyondNeed = Rule(
    id: "range-open-beyond-need", topic: .environment, severity: .warning, concern: .hardening,
    settings: [mostPortsOfAWord],
    summary: "A rule meant for FTP opens more ports than the passive range and the bindings need.",
    rationale: """
      Ports beyond the range serve no transfer, and whatever else listens there can be reached. It is usually what is \
      left of an earlier, wider range. A rule is taken as meant for FTP if its ports overlap the passive range or its \
      name says so, of Windows' rules the display name too; `SFTP` and `TFTP` are other protocols. Rules of Windows \
      Firewall for the service `ftpsvc` alone open nothing else and are left out.

      Narrow the ports that are too wide to those that FTP needs.

      Sources: \(passivePortsSource); \(securityGroupsSource).
      """,
    examples: [
      .rejects(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21 ▸40000-40999◂"))]),
      .rejects(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(firewallRule("FTP-Data", "LPort2_10=▸50000-50100◂"))],
        caption: "an earlier range"),
      .rejects(
        .server, exampleRange,
        environment: [
          "firewall.reg": firewallExport(firewallRule("{1}", "LPort2_10=▸50000-50100◂|Name=FTP passive, old"))
        ], caption: "the display name says that it is for FTP"),
      .rejects(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("FTP", ports: "21 ▸39900-40100◂ 40101-40300"))],
        caption: "two words of one rule, and one finding"),
      .rejects(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("web-ftp", ports: "443 8080-8090 21 ▸40000-40500◂"))],
        caption: "what is for others stays out of it"),
      .rejects(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(securityRule("FTP-Data", ports: "▸1024-65535◂", source: "203.0.113.0/24"))
        ], caption: "not for any source, and so none of any-source-wide-range"),
      .accepts(
        .server, exampleRange,
        environment: [
          "nsg.json": securityGroup(
            securityRule("SFTP-Gateway", ports: "2222-2230"), securityRule("TFTP", 310, ports: "6900-6910"))
        ], caption: "other protocols"),
      .accepts(
        .server, exampleRange,
        environment: ["nsg.json": securityGroup(securityRule("Web-and-FTP", ports: "21 443 40000-40199"))]),
      .accepts(
        .server, exampleRange,
        environment: ["firewall.reg": firewallExport(firewallRule("FTP", "LPort2_10=1024-65535|Svc=ftpsvc"))]),
    ],
    check: .environment { server, context in
      guard let range = server.passiveRange else { return }
      let limits = WidthLimits(
        word: context.value(of: mostPortsOfAWord), anySource: context.value(of: mostPortsForAnySource))
      for permitRule in server.permitRules({ !server.wideWords(of: $0, range, limits).isEmpty }) {
        let wide = server.wideWords(of: permitRule, range, limits)
        guard let first = wide.first else { continue }
        let excess = wide.reduce(PortSet()) { $0.union(server.excess(of: $1.ports)) }
        let isOnly = wide.count == max(permitRule.terms.count, 1)
        context.report(
          "rule \(permitRule.title) of \(permitRule.filter) opens \(excess), which FTP does not need", at: first.place,
          notes: ["the passive range is \(range); whatever listens on the other ports can be reached"],
          help: server.remedy(wide, isOnly: isOnly))
      }
    })
}

/// A word for the ports of a rule.
private struct PortWord {
  let text: String
  let ports: PortSet
  let place: Location
}

extension ServerContext {
  /// Whether a rule may be one for ports of FTP, and no other rule of the catalogue speaks of it.
  private func mayBeMeantForFTP(_ permitRule: PermitRule, _ limits: WidthLimits) -> Bool {
    !permitRule.isScoped && !permitRule.isPassive
      && !(permitRule.isForAnySource && permitRule.ports.count > limits.anySource)
  }

  /// The words that stand for more ports than FTP needs, as far as they are meant for FTP.
  ///
  /// Those that overlap the passive range are, very wide ones only if the rule's name or a control port beside them says
  /// so: machines have other uses for all high ports. Others are if the name says so and the rule has no port of another
  /// service, such as 443.
  fileprivate func wideWords(of permitRule: PermitRule, _ range: PortRange, _ limits: WidthLimits) -> [PortWord] {
    guard mayBeMeantForFTP(permitRule, limits) else { return [] }
    let words =
      permitRule.terms.isEmpty
      ? [PortWord(text: "any port", ports: .any, place: permitRule.portsPlace)]
      : permitRule.terms.map {
        PortWord(text: $0.text.value, ports: $0.ports ?? PortSet(), place: permitRule.place($0))
      }
    let isForOthersToo = words.contains { $0.ports.count == 1 && !excess(of: $0.ports).isEmpty }
    let isForFTP = permitRule.isNamedFTP || words.contains { !$0.ports.isEmpty && $0.ports.isSubset(of: controlPorts) }
    return words.filter { word in
      let isMeant =
        word.ports.isDisjoint(with: PortSet(range))
        ? permitRule.isNamedFTP && !isForOthersToo : isForFTP || word.ports.count <= limits.word
      return isMeant && !excess(of: word.ports).isEmpty
    }
  }

  fileprivate func excess(of ports: PortSet) -> PortSet {
    ports.subtracting(neededPorts).subtracting(.activeData)
  }

  /// What each word is to become; nothing else of the rule is to change.
  fileprivate func remedy(_ words: [PortWord], isOnly: Bool) -> Message {
    let useless = words.filter { $0.ports.isDisjoint(with: neededPorts) }
    if isOnly, useless.count == words.count { return "remove the rule" }
    let deeds: [Message] = words.map { word in
      let needed = word.ports.intersection(neededPorts)
      return needed.isEmpty
        ? "take \(name: word.text) out of the rule" : "narrow \(name: word.text) to \(needed)"
    }
    return "\(list: deeds)"
  }
}

private let mostPortsOfAWord = RuleSetting(
  "ports", of: "range-open-beyond-need", "more ports in one word of a rule are no passive range that somebody chose",
  standard: 5000, in: 1...65_535)

private struct WidthLimits {
  /// The most ports of a word that may be meant as a passive range.
  let word: Int
  /// The most ports for any source; of a rule with more `any-source-wide-range` speaks.
  let anySource: Int
}
