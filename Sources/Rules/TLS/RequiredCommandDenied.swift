internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let requiredCommandDenied = Rule(
    id: "required-command-denied", topic: .tls, severity: .error,
    summary: "Command filtering denies a command that logons, TLS, passive transfers or listings need.",
    rationale: """
      `commandFiltering` refuses commands (FTP substatus 51, command filtering rules denied the access). Nobody logs \
      on without `USER` and `PASS`. Explicit FTPS begins with `AUTH`, and clients send `PBSZ` and `PROT` before they \
      encrypt data connections; where a site does without TLS, but clients would see another site's certificate at one \
      of its bindings, that `AUTH` is denied is a note. Passive transfers need `PASV` or `EPSV`: with both denied there are none; with one \
      denied, the clients that know or try only that one cannot transfer, which is a warning. \
      Without `PORT` and `EPRT` there is no active mode, as may be meant: a note. Without `LIST` most clients show \
      nothing, and before they transfer they send `TYPE`, `PWD` and `CWD`: warnings. That `MLSD` is allowed is no help, \
      as the FTP server of IIS does not announce it ([MS-FTPS] 4.2). In a drop box, where no rule grants Read, nobody \
      misses `LIST`.

      Allow the commands, or set `allowUnlisted="true"` and list what is to be denied.

      Sources: [IIS configuration reference, commandFiltering]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/security/commandfiltering); \
      \(statusCodesSource); [RFC 4217]\
      (https://www.rfc-editor.org/rfc/rfc4217); [RFC 2428](https://www.rfc-editor.org/rfc/rfc2428).
      """,
    examples: examples,
    check: .site { site, context in
      checkLineLimit(of: site, &context)
      let unlisted = site.allowsUnlistedCommands
      let rules = decidingEntries(site.commandRules)
      guard !unlisted.value || rules.contains(where: { !$0.isAllowed }) else { return }
      let required = site.requiredCommands
      let usual = site.usualCommands
      let allowed = Dictionary(rules.map { ($0.command, $0.isAllowed) }, uniquingKeysWith: { $1 })
      let deniesPassive = passive.allSatisfy { !(allowed[$0] ?? unlisted.value) }
      var saidPassive = false
      for rule in rules where !rule.isAllowed {
        if required.contains(rule.command) {
          context.report(
            "command filtering denies \(code: rule.command)", at: rule.range, notes: [note(on: rule.command)],
            help: "set allowed to true, or remove the entry", stops: stops(without: [rule.command]))
        } else if usual.contains(rule.command) {
          context.report(
            "command filtering denies \(code: rule.command)", at: rule.range, severity: .warning,
            notes: [note(on: rule.command)], help: "set allowed to true, or remove the entry")
        } else if passive.contains(rule.command), !saidPassive {
          context.report(
            deniesPassive
              ? "command filtering denies both PASV and EPSV" : "command filtering denies \(code: rule.command)",
            at: rule.range, severity: deniesPassive ? .error : .warning,
            notes: [deniesPassive ? noPassiveMode : note(on: rule.command)],
            help: deniesPassive ? "allow PASV and EPSV" : "set allowed to true, or remove the entry",
            stops: deniesPassive ? stops(without: passive) : nil)
          saidPassive = deniesPassive
        }
      }
      let basics = unlisted.value ? [] : required.filter { allowed[$0] == nil }
      let missing =
        basics + (unlisted.value ? [] : ((saidPassive ? [] : passive) + usual).filter { allowed[$0] == nil })
      if let first = missing.first {
        context.report(
          "command filtering does not allow \(list: missing.map { "\(code: $0)" })", at: unlisted.range,
          severity: basics.isEmpty && !deniesPassive ? .warning : .error,
          notes: [basics.isEmpty && deniesPassive ? noPassiveMode : note(on: first)],
          help: "add entries that allow the missing commands, or set allowUnlisted to true",
          stops: basics.isEmpty && !deniesPassive ? nil : stops(without: basics.isEmpty ? passive : basics))
      }
      if !required.contains("AUTH"), !(allowed["AUTH"] ?? unlisted.value), site.borrowsCertificate(of: context.server) {
        context.report(
          "command filtering denies \(code: "AUTH")", at: rules.first { $0.command == "AUTH" }?.range ?? unlisted.range,
          severity: .note,
          notes: ["the site does without TLS, but clients may see the certificate of another site at its port"],
          help: "allow AUTH if clients are to use TLS here", stops: stops(without: ["AUTH"]))
      }
      let entry = rules.first { !$0.isAllowed && active.contains($0.command) }
      guard active.allSatisfy({ !(allowed[$0] ?? unlisted.value) }), entry != nil || missing.isEmpty else { return }
      context.report(
        "command filtering denies both PORT and EPRT", at: entry?.range ?? unlisted.range, severity: .note,
        notes: ["active mode needs one of the two; passive mode needs neither"],
        help: "allow PORT and EPRT if clients use active mode",
        stops: StoppedSessions(at: .dataAddress, dataMode: .active))
    })

  /// Of several entries for one command the last, which decides, in their order.
  private static func decidingEntries(_ rules: [CommandRule]) -> [CommandRule] {
    var seen: Set<String> = []
    return rules.reversed().filter { seen.insert($0.command).inserted }.reversed()
  }

  /// The sessions that come to nothing without some commands: with PBSZ and PROT implicit TLS does without them.
  private static func stops(without commands: [String]) -> StoppedSessions {
    if commands.contains("USER") || commands.contains("PASS") { return StoppedSessions(at: .logon) }
    if commands == passive {
      return StoppedSessions(at: .dataAddress, dataMode: .passive, clients: .withoutFallbackAfterRefusal)
    }
    return StoppedSessions(at: .tls, security: [.explicit])
  }

  private static let passive = ["PASV", "EPSV"]
  private static let active = ["PORT", "EPRT"]
  private static let noPassiveMode: Message = "passive transfers and listings need one of the two"

  private static func note(on command: String) -> Message {
    switch command {
    case "USER", "PASS": "nobody can log on without USER and PASS"
    case "AUTH": "explicit FTPS begins with AUTH TLS"
    case "PASV": "clients that know only PASV cannot transfer in passive mode"
    case "LIST": "most clients ask with LIST for what is in a folder, and show nothing without"
    case "TYPE", "PWD", "CWD": "most clients send it before they transfer, and what they do without is not documented"
    case "EPSV": "clients cannot transfer in passive mode over IPv6 (RFC 2428)"
    default: "clients send PBSZ and PROT before they encrypt data connections (RFC 4217)"
    }
  }

  private static let examples: [Example] = [
    .rejects(
      .ftpServer, "<security><commandFiltering maxCommandLine=\"▸3◂\" /></security>",
      caption: "lines so short that USER does not fit"),
    .accepts(
      .ftpServer, "<security><commandFiltering maxCommandLine=\"100\" /></security>"),
    .rejects(
      .ftpServer,
      """
      <security>
        <ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" />
        <commandFiltering>
          ▸<add◂ command="auth" allowed="false" />
          ▸<add◂ command="PROT" allowed="false" />
          <add command="SYST" allowed="false" />
        </commandFiltering>
      </security>
      """),
    .rejects(
      .ftpServer,
      """
      <security><commandFiltering allowUnlisted="▸false◂">
        <add command="USER" allowed="true" /><add command="LIST" allowed="true" />
      </commandFiltering></security>
      """, caption: "PASS is not listed, nor is what TLS and passive mode need"),
    .rejects(
      .ftpServer,
      """
      <security><commandFiltering>
        ▸<add◂ command="PASV" allowed="false" /><add command="EPSV" allowed="false" />
      </commandFiltering></security>
      """, caption: "one finding for both"),
    .rejects(
      .ftpServer,
      "<security><commandFiltering>▸<add◂ command=\"EPSV\" allowed=\"false\" /></commandFiltering></security>",
      .warning),
    .rejects(
      .sites,
      """
      <siteDefaults><ftpServer><security>
        <ssl controlChannelPolicy="SslAllow" dataChannelPolicy="SslAllow" />
        <commandFiltering allowUnlisted="▸false◂">
          <add command="USER" allowed="true" /><add command="PASS" allowed="true" />
          <add command="PASV" allowed="true" /><add command="LIST" allowed="true" />
        </commandFiltering>
      </security></ftpServer></siteDefaults>
      <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
      <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
      """, .warning, caption: "only EPSV is missing, for sites without TLS"),
    .rejects(
      .ftpServer,
      """
      <security><commandFiltering>
        ▸<add◂ command="EPRT" allowed="false" /><add command="PORT" allowed="false" />
      </commandFiltering></security>
      """, .note, caption: "no active mode, as may be meant"),
    .accepts(
      .site,
      """
      <bindings><binding protocol="ftp" bindingInformation="*:990:" /></bindings>
      <ftpServer><security>
        <ssl serverCertHash="0123456789ABCDEF0123456789ABCDEF01234567" />
        <commandFiltering><add command="AUTH" allowed="false" /></commandFiltering>
      </security></ftpServer>
      """, caption: "implicit FTPS needs no AUTH"),
    .accepts(
      .ftpServer,
      """
      <security>
        <ssl controlChannelPolicy="SslAllow" dataChannelPolicy="SslAllow" />
        <commandFiltering><add command="AUTH" allowed="false" /></commandFiltering>
      </security>
      """, caption: "a site without TLS"),
    .rejects(
      .sites,
      """
      <site name="A" id="1">\(bindings("ftp", "*:21:"))\(ftpServer(ssl: thumbprint))</site>
      <site name="B" id="2">\(bindings("ftp", "*:21:ftp.example.com"))<ftpServer><security><ssl \(withoutTLS) />
        <commandFiltering>▸<add◂ command="AUTH" allowed="false" /></commandFiltering>
      </security></ftpServer></site>
      """, .note, caption: "a site without TLS, behind the certificate of the site beside it"),
    .accepts(
      .sites,
      """
      <siteDefaults><ftpServer><security>
        <commandFiltering><add command="PASS" allowed="false" /></commandFiltering>
      </security></ftpServer></siteDefaults>
      <site name="A" id="1">
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
        <ftpServer><security>
          <commandFiltering><clear /><add command="SITE" allowed="false" /></commandFiltering>
        </security></ftpServer>
      </site>
      """, caption: "the site takes the inherited entry away"),
  ]
}

extension FTPSite {
  /// The commands that logons and TLS need here; passive mode has a choice of two.
  fileprivate var requiredCommands: [String] {
    var commands = ["USER", "PASS"]
    guard usesTLS else { return commands }
    if !explicitEndpoints.isEmpty { commands.append("AUTH") }
    return commands + ["PBSZ", "PROT"]
  }

  /// What clients send after the logon, whatever they do; listings only where somebody may have one.
  fileprivate var usualCommands: [String] {
    CommandFilter.preparation + (grant(of: .read).isRefused ? [] : [FTPOperation.list.usualCommand])
  }

  /// Whether clients see another site's certificate after AUTH at some binding of a site that names none itself.
  fileprivate func borrowsCertificate(of server: Server) -> Bool {
    !hasCertificate
      && explicitEndpoints.contains { endpoint in
        switch server.certificates.owner(for: self, at: endpoint) {
        case .peer, .peerOnAnyAddress: true
        case .itself, .server, .nobody: false
        }
      }
  }

  private var explicitEndpoints: [BindingEndpoint] { bindings.compactMap(\.endpoint).filter { !$0.isImplicitPort } }
}

private func checkLineLimit(of site: FTPSite, _ context: inout RuleContext) {
  switch site.commandLineLimit {
  case .ample: return
  case .tight: context.remark(site.commandLineDoubt)
  case .tooShort:
    context.report(
      "no command fits into lines of \(site.maxCommandLine.value) characters", at: site.maxCommandLine.range,
      notes: ["even USER has four"], help: "remove maxCommandLine, or set it to its default, 4096",
      stops: StoppedSessions(at: .logon))
  }
}
