internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let noFTPSite = Rule(
    id: "no-ftp-site", topic: .reading, severity: .note,
    summary: "No site has an ftp binding, so there is nothing to check.",
    rationale: """
      Most servers with IIS run no FTP, so this is a note. It says why nearly every other rule is silent: an empty \
      report on such a file is no good news about FTP. With `--require-ftp` it is an error, for pipelines that lint \
      the configuration of an FTP server.

      A site serves FTP when one of its bindings has `protocol="ftp"`, which is the protocol of FTPS as well. A \
      commented-out site is none.

      Source: \(bindingSource).
      """,
    examples: [
      .rejects(
        .file,
        """
        <configuration><system.applicationHost>▸<sites◂>
          <site name="Web" id="1">
            <bindings><binding protocol="http" bindingInformation="*:80:" /></bindings>
          </site>
          <!-- <site name="FTP" id="2"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site> -->
        </sites></system.applicationHost></configuration>
        """),
      .rejects(
        .file, "▸<configuration◂><system.applicationHost /></configuration>", .error,
        with: DeploymentOptions(requiresFTP: true)),
      .rejects(
        .file,
        "<configuration><system.applicationHost>▸<sites◂ configSource=\"s.config\" /></system.applicationHost></configuration>",
        .error, with: DeploymentOptions(requiresFTP: true)),
      .accepts(
        .file,
        "<configuration><system.applicationHost><sites configSource=\"s.config\" /></system.applicationHost></configuration>",
        caption: "the sites are in another file: redirected-configuration speaks"),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" /></bindings>",
        with: DeploymentOptions(requiresFTP: true)),
      .accepts(
        .sites,
        """
        <site name="A" id="1" />
        <siteDefaults><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></siteDefaults>
        """, caption: "a binding of siteDefaults is a binding of each site"),
    ],
    check: .file { configuration, context in
      let deployment = context.deployment
      guard configuration.ftpSites.isEmpty else { return }
      if configuration.sitesAreRedirected, !deployment.requiresFTP { return }
      context.report(
        "no site has an ftp binding", at: configuration.sitesRange,
        severity: deployment.requiresFTP ? .error : .note,
        notes: ["there is nothing that the rules about FTP sites could check"],
        help: "if this server should offer FTP, add a site with a binding of protocol ftp")
    })
}
