internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let siteDoesNotStart = Rule(
    id: "site-does-not-start", topic: .reading, severity: .note,
    summary: "FTP of a site does not start by itself.",
    rationale: """
      `serverAutoStart="false"` of a site's `<ftpServer>` keeps its FTP side off whenever the FTP service starts; until \
      somebody starts it, clients are refused the connection. A site that was started by hand runs until the service \
      stops, and then stays off. What else is said of such a site are notes, as it may be a leftover, and it is left \
      out of sums and of what sites do to each other. `<site>` has an attribute of the same name, which is about HTTP \
      and changes nothing here.

      It is an error with `--require-ftp`, and with `--require` for a site that has what is required, if no site that \
      starts has it. With either it is one for a site that `--site` names.

      Set `serverAutoStart` of `<ftpServer>` to `true`, or remove the site.

      Sources: [IIS configuration reference, \
      ftpServer](https://learn.microsoft.com/iis/configuration/system.applicationhost/sites/site/ftpserver/); \
      \(schemaSource).
      """,
    examples: examples,
    check: .server { configuration, context in
      guard configuration.startingSites.count < configuration.ftpSites.count else { return }
      let needs = Need.all(of: context.deployment)
      let missing = needs.filter { need in !configuration.startingSites.contains(where: need.isMet) }
      for site in configuration.ftpSites where !site.startsAutomatically.value {
        let isNamed = context.deployment.names(site)
        let need = isNamed ? needs.first : missing.first { $0.isMet(site) }
        context.report(
          "FTP of this site does not start by itself", at: site.startsAutomatically.range,
          severity: need == nil ? .note : .error, sites: [site.name],
          notes: need.map {
            [isNamed ? "\($0.option) asks for it of this site" : "\($0.option) asks for what no site that starts has"]
          } ?? [],
          help: "set serverAutoStart of ftpServer to true if the site is meant to serve FTP")
      }
    })

  private static let examples: [Example] = [
    .rejects(.sites, site(ftpServer: off), caption: "started by hand it runs until the service stops"),
    .rejects(
      .sites, site(ftpServer: off), .error, with: DeploymentOptions(requiresFTP: true)),
    .rejects(
      .sites, site(ftpServer: off) + site("B", id: 2, port: 2121),
      with: DeploymentOptions(requiresFTP: true), caption: "another site starts"),
    .rejects(
      .sites, site(port: 990, ftpServer: off) + site("B", id: 2), .error,
      with: DeploymentOptions(requiresImplicit: true), caption: "the only site with implicit FTPS"),
    .accepts(
      .sites,
      """
      <site name="A" id="1" serverAutoStart="false">
        <bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings>
      </site>
      """, caption: "that attribute is about HTTP: FTP starts"),
  ]
}

private func site(_ name: String = "A", id: Int = 1, port: Int = 21, ftpServer attributes: String = "") -> String {
  """
  <site name="\(name)" id="\(id)">
    <bindings><binding protocol="ftp" bindingInformation="*:\(port):" /></bindings>
    <ftpServer \(attributes)/>
  </site>
  """
}

private let off = "serverAutoStart=\"▸false◂\" "

/// An option that requires something of a site.
private struct Need {
  let option: Message
  let isMet: @Sendable (FTPSite) -> Bool

  /// What the user requires.
  static func all(of deployment: DeploymentOptions) -> [Need] {
    var needs: [Need] = []
    if deployment.requiresFTP { needs.append(Need(option: "--require-ftp") { _ in true }) }
    if deployment.requiresImplicit {
      needs.append(Need(option: "--require implicit") { $0.isBound(implicit: true) })
    }
    if deployment.requiresExplicit {
      needs.append(Need(option: "--require explicit") { $0.isBound(implicit: false) })
    }
    return needs
  }
}
