internal import IISConfiguration
internal import Linter

extension Rule {
  static let addressRestrictionLocksOut = Rule(
    id: "address-restriction-locks-out", topic: .access, severity: .error,
    summary: "Address restrictions deny unlisted clients and allow no listed one, or an entry denies by default.",
    rationale: """
      With `ipSecurity allowUnlisted="false"` only clients that an entry allows may connect. `allowed` is `false` where \
      an entry does not set it, so `<add ipAddress="…" />` denies the very address that it was most likely meant to let \
      in (a warning). If no entry allows, nobody gets in (an error): FTP substatus 4, IP restriction rules denied the \
      access. With `allowUnlisted="true"` an entry without `allowed` is the documented way to deny an address, and \
      nothing is said.

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
          <add ipAddress="192.0.2.1" allowed="true" />
          ▸<add◂ ipAddress="198.51.100.0" subnetMask="255.255.255.0" />
        </ipSecurity></security>
        """, .warning, caption: "the second entry denies"),
      .accepts(
        .server,
        """
        <security><ipSecurity allowUnlisted="false"><add ipAddress="192.0.2.1" allowed="true" /></ipSecurity></security>
        """),
      .accepts(
        .server, "<security><ipSecurity><add ipAddress=\"192.0.2.1\" /></ipSecurity></security>",
        caption: "unlisted clients are let in, this one is not"),
      .accepts(
        .configuration,
        """
        <system.ftpServer><security><ipSecurity allowUnlisted="false" /></security></system.ftpServer>
        <location path="FTP"><system.ftpServer><security><ipSecurity>
          <add ipAddress="192.0.2.1" allowed="true" />
        </ipSecurity></security></system.ftpServer></location>
        """, caption: "the site's entry allows"),
    ],
    check: .site { site, _, report in
      guard !site.allowsUnlistedAddresses.value, !site.server.isRedirected else { return }
      let entries = site.addressRestrictions
      if entries.allSatisfy({ $0.isReadable && !$0.isAllowed }) {
        report.add(
          "address restrictions let nobody in: unlisted clients are denied, and no entry allows",
          at: site.ipSecurityRange,
          notes: ["every client is refused (FTP substatus 4)"],
          help: "add entries with allowed=\"true\", or set allowUnlisted to true")
      }
      for entry in entries where !entry.saysAllowed {
        report.add(
          "the entry denies: it does not set \"allowed\", and the default is false", at: entry.range,
          severity: .warning,
          notes: ["unlisted clients are denied anyway, so the entry was most likely meant to allow"],
          help: "set allowed to true, or remove the entry")
      }
    })
}
