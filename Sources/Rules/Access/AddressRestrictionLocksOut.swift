internal import IISConfiguration
internal import Inet
internal import Linter
internal import NetworkModel
internal import Reachability
internal import Text

extension Rule {
  static let addressRestrictionLocksOut = Rule(
    id: "address-restriction-locks-out", topic: .access, severity: .error,
    summary: "Address restrictions deny clients that are meant to connect, or an entry denies by default.",
    rationale: """
      With `ipSecurity allowUnlisted="false"` only clients that an entry allows may connect. `allowed` is `false` where \
      an entry does not set it, so `<add ipAddress="…" />` denies the very address that it was most likely meant to let \
      in (a warning). If no entry allows, nobody gets in (an error): FTP substatus 4, IP restriction rules denied the \
      access. With `allowUnlisted="true"` an entry without `allowed` is the documented way to deny an address.

      Clients that `--from` names by address must all get in (an error); of the whole Internet, which is meant where \
      nothing is said, some may be kept out on purpose (a note). Behind Azure Firewall the server sees one of the \
      firewall's addresses in place of the client's, and entries must allow its subnet.

      Set `allowed="true"` on the entries that are to let clients in.

      Sources: [IIS configuration reference, ipSecurity]\
      (https://learn.microsoft.com/iis/configuration/system.ftpserver/security/ipsecurity/); \
      \(statusCodesSource).
      """,
    examples: [
      .rejects(.server, "<security>▸<ipSecurity◂ allowUnlisted=\"false\" /></security>"),
      .rejects(
        .configuration,
        """
        <location path="FTP"><system.ftpServer><security>▸<ipSecurity◂ allowUnlisted="false">
          <add ipAddress="192.0.2.1" allowed="false" />
        </ipSecurity></security></system.ftpServer></location>
        """),
      .rejects(
        .server,
        """
        <security><ipSecurity allowUnlisted="false">
          <add ipAddress="203.0.113.7" allowed="true" />
          ▸<add◂ ipAddress="203.0.114.0" subnetMask="255.255.255.0" />
        </ipSecurity></security>
        """, .warning, with: partner, caption: "the second entry denies"),
      .rejects(
        .server,
        "<security><ipSecurity>▸<add◂ ipAddress=\"203.0.113.0\" subnetMask=\"255.255.255.0\" /></ipSecurity></security>",
        with: partner, caption: "the client is in the network that is denied"),
      .rejects(
        .server,
        """
        <security><ipSecurity allowUnlisted="false">▸<add◂ ipAddress="203.0.113.7" allowed="true" /></ipSecurity></security>
        """, .note, caption: "most of the Internet is kept out, as may be meant"),
      .rejects(
        .server,
        """
        <security>▸<ipSecurity◂ allowUnlisted="false"><add ipAddress="203.0.113.7" allowed="true" /></ipSecurity></security>
        """, with: partner, environment: behindFirewall,
        caption: "Azure Firewall puts an address of its own in place of the client's"),
      .accepts(
        .server,
        """
        <security><ipSecurity allowUnlisted="false">
          <add ipAddress="10.1.0.0" subnetMask="255.255.255.192" allowed="true" />
        </ipSecurity></security>
        """, with: partner, environment: behindFirewall, caption: "the subnet of Azure Firewall"),
      .rejects(
        .server,
        """
        <security><ipSecurity>▸<add◂ ipAddress="0.0.0.0" subnetMask="128.0.0.0" />
          <add ipAddress="128.0.0.0" subnetMask="128.0.0.0" /></ipSecurity></security>
        """, caption: "unlisted clients are let in, and all are listed"),
      .accepts(
        .server,
        """
        <security><ipSecurity allowUnlisted="false"><add ipAddress="203.0.113.7" allowed="true" /></ipSecurity></security>
        """, with: partner),
      .accepts(
        .server, "<security><ipSecurity><add ipAddress=\"203.0.114.1\" /></ipSecurity></security>", with: partner,
        caption: "unlisted clients are let in"),
      .accepts(
        .configuration,
        """
        <system.ftpServer><security><ipSecurity allowUnlisted="false" /></security></system.ftpServer>
        <location path="FTP"><system.ftpServer><security><ipSecurity>
          <add ipAddress="203.0.113.7" allowed="true" />
        </ipSecurity></security></system.ftpServer></location>
        """, with: partner, caption: "the site's entry allows"),
    ],
    check: .site { site, context in
      // Most servers have none, and there may be tens of thousands of sites.
      guard site.ipSecurityRange != nil, !site.server.isRedirected else { return }
      let entries = site.addressRestrictions
      let deniesUnlisted = !site.allowsUnlistedAddresses.value
      if case .nobody(let range) = site.admission(of: .anyV4) {
        context.report(
          deniesUnlisted
            ? "address restrictions let nobody in: unlisted clients are denied, and no entry allows"
            : "address restrictions let nobody in: their entries deny every address",
          at: range,
          notes: ["every client is refused (FTP substatus 4)"],
          help: deniesUnlisted
            ? "add entries with allowed=\"true\", or set allowUnlisted to true"
            : "remove the entries that deny, or set allowed to true where that was meant",
          stops: StoppedSessions(at: .logon))
      } else {
        for source in context.server.intendedSources { add(source, of: site, to: &context) }
      }
      guard deniesUnlisted else { return }
      for entry in entries where !entry.saysAllowed {
        context.report(
          "the entry denies: it does not set \"allowed\", and the default is false", at: entry.range,
          severity: .warning,
          notes: ["unlisted clients are denied anyway, so the entry was most likely meant to allow"],
          help: "set allowed to true, or remove the entry")
      }
    })
}

/// The clients of one partner.
private let partner = DeploymentOptions(sources: [ClientSource("203.0.113.7")].compactMap(\.self))

/// Says which of the clients that are meant to connect are refused; of the whole Internet some may well be, on purpose.
private func add(_ source: ClientSource, of site: FTPSite, to context: inout RuleContext) {
  if source.addresses.isSubset(of: ServiceTags.internetClients), let translator = context.server.translator(of: site) {
    addTranslated(source, translator.name, translator.addresses, of: site, to: &context)
    return
  }
  let message: Message
  let place: ByteRange?
  switch site.admission(of: source.addresses.intersection(.anyV4)) {
  case .nobody, .unrestricted, .admitted: return
  case .unknown:
    context.remark(
      "which entry of the address restrictions holds for clients from \(source.phrase) is not documented")
    return
  case .partlyAdmitted(let entry):
    (message, place) = ("address restrictions let only some clients in from \(source.phrase)", entry)
  case .denied(let entry):
    (message, place) = ("address restrictions deny clients from \(source.phrase), or some of them", entry)
  case .unlisted(let range):
    (message, place) = ("address restrictions do not list clients from \(source.phrase), and so deny them", range)
  }
  let isCertain = if case .network = source { true } else { false }
  context.report(
    message, at: place, severity: isCertain ? .error : .note, notes: ["they are refused (FTP substatus 4)"],
    help: isCertain
      ? "add an entry that allows them, or take away the one that denies them"
      : "if this is meant, say with --from who must get in; else add entries that allow the others",
    stops: StoppedSessions(at: .logon, networks: .asked))
}

/// Says whether clients are refused whose addresses something has translated; of several possible ones nothing is certain.
private func addTranslated(
  _ source: ClientSource, _ translator: Message, _ addresses: IPAddressSet?, of site: FTPSite,
  to context: inout RuleContext
) {
  guard let addresses, case .unlisted(let range) = site.admission(of: addresses) else { return }
  context.report(
    "address restrictions do not list \(addresses), from which \(translator) comes for clients from \(source.phrase)",
    at: range,
    notes: ["the server sees an address of \(translator) in place of the client's, and refuses it (FTP substatus 4)"],
    help:
      "add an entry with allowed=\"true\" for \(addresses), and say in the rules of \(translator) which clients may come",
    stops: StoppedSessions(at: .logon, networks: .public))
}

/// Azure Firewall, which leads to the server's control port, and its subnet.
private let behindFirewall: KeyValuePairs = [
  "firewall.json": azureFirewall("in", machine: "10.0.0.4", port: 21), "vnet.json": azureFirewallNetwork,
  "pip.json": azureFirewallAddress,
]
