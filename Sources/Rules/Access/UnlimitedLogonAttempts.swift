internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let unlimitedLogonAttempts = Rule(
    id: "unlimited-logon-attempts", topic: .access, severity: .warning, concern: .hardening,
    summary: "Passwords may be tried without limit: denyByFailure is not enabled for the server.",
    rationale: """
      Where users log on with passwords (Basic authentication or a custom provider), anyone who reaches the server may \
      try passwords as often as they like, and with Basic these are the passwords of Windows accounts. \
      `denyByFailure` (IIS 8.0 and later) blocks an address for a while after some failed logons. It is a warning where \
      the Internet reaches the server (in Azure, or with a public address), else a note.

      Set `enabled="true"` on `denyByFailure` in `system.ftpServer/security/authentication`; it cannot be set for one \
      site. It blocks the client's address for the whole FTP service: partners who share one address behind NAT are \
      blocked together. A single address that an Allow entry of \
      `ipSecurity` at server level names is never blocked.

      Sources: \(denyByFailureSource); \
      CIS Microsoft IIS 10 benchmark 6.2.
      """,
    examples: examples,
    check: .server { configuration, context in
      let deployment = context.deployment
      let server = configuration.server
      let denies = server.deniesByFailure
      guard denies.isReadable, !denies.value, !server.isRedirected else { return }
      let someStart = configuration.ftpSites.contains(where: \.startsAutomatically.value)
      var takesPasswords = false
      var isPublic = deployment.platform == .azure || !deployment.publicAddresses.isEmpty
      for site in configuration.ftpSites {
        guard site.startsAutomatically.value || !someStart, site.takesPasswords else { continue }
        takesPasswords = true
        if site.announcedPublicAddress != nil { isPublic = true }
        if isPublic { break }
      }
      guard takesPasswords else { return }
      context.report(
        server.denyByFailureRange == nil
          ? "failed logons are not limited: denyByFailure is not set"
          : "failed logons are not limited: denyByFailure is off",
        at: server.denyByFailureRange ?? server.range, severity: isPublic ? .warning : .note,
        notes: [
          isPublic
            ? "users log on with passwords, and the Internet may try them as often as it likes"
            : "users log on with passwords, and whoever reaches the server may try them as often as they like"
        ],
        help: """
          enable denyByFailure in system.ftpServer/security/authentication; it blocks the client's address for the whole FTP service, \
          so partners behind one NAT address are blocked together
          """,
        fix: context.setting(
          "system.ftpServer/security/authentication/denyByFailure", [SettingChange.Value("enabled", "true")],
          at: .server, "enable denyByFailure", .unsafe))
    })

  private static let basic =
    """
    <siteDefaults><ftpServer><security><authentication><basicAuthentication enabled=\"true\" />\
    </authentication></security></ftpServer></siteDefaults>
    """
  private static let site =
    "<site name=\"FTP\" id=\"1\"><bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" /></bindings></site>"

  private static func file(_ sites: String, _ server: String) -> String {
    """
    <configuration>
      <system.applicationHost><sites>
        \(sites)
      </sites></system.applicationHost>
      \(server)
    </configuration>
    """
  }

  private static let examples: [Example] = [
    .rejects(
      .file, file("\(basic)\n    \(site)", "▸<system.ftpServer◂ />"), .note,
      caption: "nothing says that the Internet reaches the server"),
    .rejects(
      .file,
      file(
        "\(basic)\n    \(site)",
        """
        <system.ftpServer><security><authentication>
            ▸<denyByFailure◂ enabled="false" />
          </authentication></security></system.ftpServer>
        """), with: DeploymentOptions(platform: .azure)),
    .rejects(
      .file, file("\(basic)\n    \(site)", "▸<system.ftpServer◂ />"),
      with: DeploymentOptions(publicAddresses: [IPv4Address(203, 0, 113, 5)])),
    .rejects(
      .file,
      file(
        """
        <site name="FTP" id="1">
              <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
              <ftpServer>
                <security><authentication><customAuthentication><providers>
                  <add name="IisManagerAuth" />
                </providers></customAuthentication></authentication></security>
                <firewallSupport externalIp4Address="203.0.113.5" />
              </ftpServer>
            </site>
        """, "▸<system.ftpServer◂ />"), caption: "a public external address"),
    .rejects(
      .file,
      file(
        """
        \(basic)
            <site name="FTP" id="1">
              <bindings><binding protocol="ftp" bindingInformation="203.0.113.5:21:" /></bindings>
            </site>
        """, "▸<system.ftpServer◂ />"), .note, caption: "no external address says that the server is public"),
    .accepts(
      .file,
      file(
        "\(basic)\n    \(site)",
        """
        <system.ftpServer><security><authentication>
            <denyByFailure enabled="true" />
          </authentication></security></system.ftpServer>
        """), with: DeploymentOptions(platform: .azure)),
    .accepts(.file, file(site, "<system.ftpServer />"), caption: "nobody logs on with a password"),
  ]
}
