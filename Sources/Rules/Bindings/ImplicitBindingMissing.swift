internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let implicitBindingMissing = Rule(
    id: "implicit-binding-missing", topic: .bindings, severity: .note,
    summary: "A site with a certificate has no binding on port 990, so it offers no implicit FTPS.",
    rationale: """
      Clients set to implicit FTPS begin with TLS and connect to port 990. IIS offers it on port 990 and on no other \
      port, through a second binding of protocol `ftp` beside the one on port 21. It is a note, said once a file, \
      since explicit FTPS is the standard (RFC 4217); with `--require implicit` it is an error for every site that \
      starts and has no such binding.

      Add `<binding protocol="ftp" bindingInformation="*:990:" />`, and open port 990 in the firewalls.

      Sources: \(sslSource); \(articleSource); RFC 4217.
      """,
    examples: [
      .rejects(
        .site, "▸<bindings◂><binding protocol=\"ftp\" bindingInformation=\"*:21:\" /></bindings>\n" + withCertificate),
      .rejects(
        .sites,
        """
        <siteDefaults>\(withCertificate)</siteDefaults>
        <site name="A" id="1">\(bindings("ftp", "10.0.0.4:990:"))</site>
        <site name="B" id="2">▸\(bindings("ftp", "10.0.0.5:21:"))</site>
        <site name="C" id="3">\(bindings("ftp", "10.0.0.6:21:"))</site>
        """, caption: "said once, at the first"),
      .rejects(
        .sites,
        """
        <site name="A" id="1">▸\(bindings("ftp", "10.0.0.4:21:"))</site>
        <site name="B" id="2">▸\(bindings("ftp", "10.0.0.5:21:"))\(withCertificate)</site>
        <site name="C" id="3">\(bindings("ftp", "10.0.0.6:990:"))</site>
        """, .error, with: DeploymentOptions(requiresImplicit: true)),
      .accepts(
        .site,
        """
        <bindings>
          <binding protocol="ftp" bindingInformation="*:21:" />
          <binding protocol="ftp" bindingInformation="*:990:" />
        </bindings>
        \(withCertificate)
        """, with: DeploymentOptions(requiresImplicit: true)),
      .accepts(.site, bindings("ftp", "*:21:"), caption: "there is no certificate"),
      .accepts(
        .sites,
        """
        <site name="A" id="1">\(bindings("ftp", "*:990:"))</site>
        <site name="B" id="2">\(bindings("ftp", "*:21:"))<ftpServer serverAutoStart="false" /></site>
        """, with: DeploymentOptions(requiresImplicit: true), caption: "a site that does not start is not asked for"),
    ],
    check: .server { configuration, context in
      let deployment = context.deployment
      let sites = configuration.startingSites.filter { !$0.isBound(implicit: true) }
      if deployment.requiresImplicit {
        for site in sites {
          context.report(
            "no ftp binding on port 990, so there is no implicit FTPS", at: site.site.bindingsRange ?? site.site.range,
            severity: .error, sites: [site.name], notes: ["implicit FTPS is required of every site that starts"],
            help: "add a binding of protocol ftp on port 990, and open the port")
        }
        return
      }
      let noted = sites.filter(\.hasCertificate)
      guard let first = noted.first else { return }
      context.report(
        "no ftp binding on port 990, so there is no implicit FTPS", at: first.site.bindingsRange ?? first.site.range,
        sites: noted.map(\.name),
        notes: ["clients set to implicit FTPS cannot connect; explicit FTPS is not affected"], help: addition)
    })
}

private let withCertificate = ftpServer(ssl: thumbprint)
private let addition: Message = "if clients need it, add a binding of protocol ftp on port 990, and open the port"
