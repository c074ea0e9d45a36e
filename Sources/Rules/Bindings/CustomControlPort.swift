internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let customControlPort = Rule(
    id: "custom-control-port", topic: .bindings, severity: .note,
    summary: "A control port is neither 21 nor 990.",
    rationale: """
      IIS speaks implicit FTPS on port 990 only, so clients must be set to explicit FTPS on every other port. In \
      active mode the server sends data from the port before the control port (RFC 959, section 3.2), and the \
      outbound rules that Windows ships cover ports 20 and 989 only; its inbound rules for control connections cover \
      21 and 990 only. Firewalls that read plain FTP do so on port 21.

      Nothing is wrong with such a port if the firewalls and the clients are set to it.

      Sources: \(sslSource); RFC 959, section 3.2.
      """,
    examples: [
      .rejects(.site, bindings("ftp", "▸*:2121:◂")),
      .rejects(
        .sites,
        """
        <siteDefaults>\(bindings("ftp", "▸*:989:ftp.example.com◂"))</siteDefaults>
        <site name="A" id="1" />
        <site name="B" id="2" />
        """, caption: "said once for both sites"),
      .accepts(
        .site,
        """
        <bindings>
          <binding protocol="http" bindingInformation="*:8080:" />
          <binding protocol="ftp" bindingInformation="*:21:" />
          <binding protocol="ftp" bindingInformation="*:990:" />
        </bindings>
        """),
      .accepts(.site, bindings("ftp", "*:212121:"), caption: "no port at all: invalid-binding speaks"),
    ],
    check: .site { site, context in
      for binding in site.bindings {
        guard let port = binding.endpoint?.port, port != 21, port != 990 else { continue }
        let active: Message =
          port > 1
          ? "active data leaves from port \(port - 1), which the rules that Windows ships do not cover"
          : "there is no port before it from which active data could leave"
        context.report(
          "the control port \(port) is neither 21 nor 990", at: binding.information.range,
          notes: ["FTPS is explicit on this port; \(active)"],
          help: "open port \(port) in the firewalls, and set clients to explicit FTPS on it")
      }
    })
}
