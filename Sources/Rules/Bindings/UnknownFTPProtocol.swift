internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let unknownFTPProtocol = Rule(
    id: "unknown-ftp-protocol", topic: .bindings, severity: .error,
    summary: "A binding's protocol is ftps, ftpes or sftp, or ftp with a blank: IIS knows only ftp.",
    rationale: """
      The protocol of a binding is `ftp` for plain FTP and for FTPS alike. Whether a connection is implicit FTPS is \
      decided by the port alone: 990 is implicit once FTPS is enabled, every other port is explicit. A binding of \
      another protocol is no FTP binding, so clients find the port closed.

      Of `ftp` with a blank or another stray character it is not documented what IIS makes: a warning.

      Set `protocol="ftp"`. SFTP is a protocol of SSH, which the FTP server of IIS does not speak: bind `ftp` and let \
      clients use FTPS, or set up an SSH server.

      Sources: \(bindingSource); \(sslSource).
      """,
    examples: [
      .rejects(.site, bindings("▸ftps◂", "*:990:")),
      .rejects(
        .sites,
        """
        <site name="A" id="1">\(bindings("ftp", "*:21:"))</site>
        <site name="B" id="2">\(bindings("▸FTPES◂", "*:2121:"))</site>
        <site name="C" id="3">\(bindings("▸sftp◂", "*:22:"))</site>
        """),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer serverAutoStart="false" /></siteDefaults>
        <site name="A" id="1">\(bindings("▸ftps◂", "*:990:"))</site>
        """, .note, caption: "FTP of the site does not start"),
      .rejects(.site, bindings("▸ftp ◂", "*:21:"), .warning, caption: "a blank"),
      .accepts(.site, bindings("ftp", "*:990:"), caption: "the port makes it implicit"),
      .accepts(.site, bindings("https", "*:443:ftps.example.com")),
    ],
    check: .file { configuration, context in
      for site in configuration.sites where !site.bindings.allSatisfy(\.isFTP) {
        for binding in site.bindings {
          guard let fault = binding.ftpProtocolFault else { continue }
          let severity: Severity = fault == .strayCharacters ? .warning : .error
          context.report(
            message(fault, binding.protocolName.value), at: binding.protocolName.range,
            severity: site.startsFTP ? severity : .note, sites: [site.name.value], notes: [note(fault)],
            help: fault == .sftp
              ? "set protocol=\"ftp\" and let clients use FTPS, or remove the binding" : "set protocol=\"ftp\"")
        }
      }
    })
}

private func message(_ fault: FTPProtocolFault, _ name: String) -> Message {
  fault == .strayCharacters
    ? "the protocol \(quoted: name) is \"ftp\" but for stray characters" : "IIS has no protocol \(quoted: name)"
}

private func note(_ fault: FTPProtocolFault) -> Message {
  switch fault {
  case .ftps: "FTPS has the protocol ftp too; port 990 makes it implicit, every other port explicit"
  case .sftp: "SFTP runs over SSH, which the FTP server of IIS does not speak"
  case .strayCharacters: "whether IIS takes it for ftp is not documented; here it is not taken for an FTP binding"
  }
}
