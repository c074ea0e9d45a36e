internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let explicitBindingMissing = Rule(
    id: "explicit-binding-missing", topic: .bindings, severity: .note,
    summary: "All ftp bindings of a site are on port 990, so it offers no explicit FTPS.",
    rationale: """
      Port 990 is implicit FTPS and nothing else. Several clients know explicit FTPS only: Azure Data Factory, Azure \
      Logic Apps, .NET's FtpWebRequest, Python's ftplib and PHP. They wait for a greeting that an implicit server \
      sends only after the TLS handshake, and run into a timeout. It is a warning with `--platform azure` because \
      Azure's own services are among them, and an error with `--require explicit`.

      Add `<binding protocol="ftp" bindingInformation="*:21:" />` beside the one on 990; with \
      `controlChannelPolicy="SslRequire"` passwords are as safe there.

      Sources: \(sslSource); [Azure Data Factory, FTP connector]\
      (https://learn.microsoft.com/azure/data-factory/connector-ftp); [Logic Apps, FTP connector]\
      (https://learn.microsoft.com/azure/connectors/connectors-create-api-ftp); dotnet/runtime FtpControlStream.cs; \
      CPython Lib/ftplib.py; php-src ext/ftp/ftp.c.
      """,
    examples: [
      .rejects(.site, bindings("ftp", "▸*:990:◂")),
      .rejects(.site, bindings("ftp", "▸*:990:◂"), .warning, with: DeploymentOptions(platform: .azure)),
      .rejects(
        .site, bindings("ftp", "▸*:990:◂"), .error, with: DeploymentOptions(platform: .azure, requiresExplicit: true)),
      .rejects(
        .site, bindings("ftp", "▸*:990:◂") + "<ftpServer serverAutoStart=\"false\" />", .note,
        with: DeploymentOptions(requiresExplicit: true), caption: "the site does not start"),
      .accepts(
        .site,
        """
        <bindings>
          <binding protocol="ftp" bindingInformation="*:990:" />
          <binding protocol="ftp" bindingInformation="*:2121:" />
        </bindings>
        """, with: DeploymentOptions(requiresExplicit: true), caption: "every port but 990 is explicit"),
      .accepts(.site, bindings("ftp", "*:21:"), with: DeploymentOptions(platform: .azure)),
    ],
    check: .site { site, context in
      let deployment = context.deployment
      guard let first = site.bindings.first,
        site.bindings.allSatisfy({ $0.endpoint?.isImplicitPort ?? false })
      else { return }
      let severity: Severity =
        if deployment.requiresExplicit { .error } else if deployment.platform == .azure { .warning } else { .note }
      context.report(
        "every ftp binding is on port 990, so there is no explicit FTPS", at: first.information.range,
        severity: severity,
        notes: [
          """
          clients without implicit FTPS cannot connect: Azure Data Factory, Logic Apps, .NET FtpWebRequest, \
          Python ftplib and PHP among them
          """
        ], help: "add a binding of protocol ftp on port 21")
    })
}
