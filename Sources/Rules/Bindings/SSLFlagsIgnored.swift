internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let sslFlagsIgnored = Rule(
    id: "ssl-flags-ignored", topic: .bindings, severity: .note,
    summary: "sslFlags is set on an ftp binding, where it has no effect.",
    rationale: """
      `sslFlags` tells HTTP.sys how to find a certificate, for example by the name in the TLS handshake. FTP is not \
      served by HTTP.sys: its certificate comes from `serverCertHash` in `ftpServer/security/ssl` alone. So the value \
      1 brings no certificate for each host name, and 2 none from the central store.

      Remove the attribute, or set it to 0, and set `serverCertHash`.

      Sources: \(bindingSource); \(sslSource).
      """,
    examples: [
      .rejects(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" sslFlags=\"▸1◂\" /></bindings>"),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" sslFlags=\"0\" /></bindings>"),
      .accepts(
        .site, "<bindings><binding protocol=\"ftp\" bindingInformation=\"*:21:\" sslFlags=\"Sni\" /></bindings>",
        caption: "no number: invalid-value speaks"),
      .accepts(
        .site,
        """
        <bindings>
          <binding protocol="https" bindingInformation="*:443:www.example.com" sslFlags="1" />
          <binding protocol="ftp" bindingInformation="*:21:" />
        </bindings>
        """),
    ],
    check: .site { site, context in
      guard site.bindings.contains(where: { $0.sslFlags != nil }) else { return }
      for binding in site.bindings {
        guard let flags = binding.sslFlags, let bits = binding.sslFlagBits, bits != 0 else { continue }
        context.report(
          "sslFlags is \(bits), which has no effect on an ftp binding", at: flags.range,
          notes: ["it is meant for HTTP.sys; FTP takes its certificate from serverCertHash alone"],
          help: "remove the attribute")
      }
    })
}
