internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let addressCheckDisabled = Rule(
    id: "address-check-disabled", topic: .access, severity: .warning, concern: .hardening,
    summary: "Data connections may come from, or go to, another address than the client's.",
    rationale: """
      IIS compares the address of a data connection with that of its control connection. With \
      `matchClientAddressForPasv="false"` whoever connects to the passive port first gets or delivers the file. With \
      `matchClientAddressForPort="false"` a client may send the server's data connections to other machines (the FTP \
      bounce attack).

      Set both to `true`. They are sometimes turned off because clients behind NAT leave by several addresses and get \
      `425 Cannot open data connection.` (FTP substatus 38); it is better to let these clients leave by one address.

      Sources: [IIS configuration reference, dataChannelSecurity]\
      (https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/security/datachannelsecurity); \
      [RFC 2577](https://www.rfc-editor.org/rfc/rfc2577).
      """,
    examples: [
      .rejects(
        .ftpServer, "<security><dataChannelSecurity matchClientAddressForPasv=\"▸false◂\" /></security>"),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer><security>
          <dataChannelSecurity matchClientAddressForPort="▸false◂" matchClientAddressForPasv="▸false◂" />
        </security></ftpServer></siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
        """),
      .accepts(
        .ftpServer,
        """
        <security><dataChannelSecurity matchClientAddressForPort="true" matchClientAddressForPasv="true" /></security>
        """),
      .accepts(.ftpServer, "<security />", caption: "both are on by default"),
    ],
    check: .site { site, context in
      let passive = site.matchesClientAddressForPasv
      if passive.isReadable, !passive.value {
        context.report(
          "passive data connections are taken from any address", at: passive.range,
          notes: ["whoever connects to the passive port first gets or delivers the file"],
          help: "set matchClientAddressForPasv to true; let clients behind NAT leave by one address",
          fix: context.checkingAddresses(passive, named: "matchClientAddressForPasv", of: site))
      }
      let active = site.matchesClientAddressForPort
      if active.isReadable, !active.value {
        context.report(
          "active data connections are made to any address", at: active.range,
          notes: ["a client may point the server at other machines (the FTP bounce attack, RFC 2577)"],
          help: "set matchClientAddressForPort to true",
          fix: context.checkingAddresses(active, named: "matchClientAddressForPort", of: site))
      }
    })
}

extension RuleContext {
  fileprivate func checkingAddresses(_ check: Setting<Bool>, named name: String, of site: FTPSite) -> Fix? {
    setting(
      "ftpServer/security/dataChannelSecurity", [SettingChange.Value(name, "true")], at: site.level(of: check),
      "set \(code: name) to true", .unsafe)
  }
}
