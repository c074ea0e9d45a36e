internal import IISConfiguration
internal import Linter
internal import Text

extension Rule {
  static let invalidBinding = Rule(
    id: "invalid-binding", topic: .bindings, severity: .error,
    summary: "The information of an ftp binding is not address:port:host.",
    rationale: """
      The schema of IIS asks only that `bindingInformation` is not empty, so a binding such as `*:161902:` or `*:21` \
      loads without complaint, and yields no end point on which the site could listen.

      Write `address:port:host`: the address is `*` or empty for all addresses, an IPv4 address, or an IPv6 address \
      in brackets; the port is a number from 1 to 65535; the host may be empty, but its colon may not be left out.

      Sources: \(bindingSource); JexusManager, Microsoft.Web.Administration/Binding.cs and its tests \
      (github.com/jexuswebserver/JexusManager).
      """,
    examples: [
      .rejects(.site, bindings("ftp", "▸*:21◂"), caption: "the colon before the host name is missing"),
      .rejects(.site, bindings("ftp", "▸*:161902:◂")),
      .rejects(.site, bindings("ftp", "▸*:0:◂")),
      .rejects(.site, bindings("ftp", "▸ftp.example.com:21:◂"), caption: "the host name stands in front"),
      .rejects(.site, bindings("ftp", "▸2001:db8::1:21:◂"), caption: "an IPv6 address without brackets"),
      .rejects(.site, bindings("ftp", "▸10.0.0.256:21:◂")),
      .rejects(.site, bindings("ftp", "▸*:21: ◂"), caption: "a blank is no host name"),
      .rejects(.site, bindings("ftp", "▸◂")),
      .rejects(.site, "<bindings>▸<binding◂ protocol=\"ftp\" /></bindings>"),
      .rejects(
        .site, bindings("ftp", "▸21◂") + "\n<ftpServer serverAutoStart=\"false\" />", .note,
        caption: "the site does not start"),
      .accepts(.site, bindings("ftp", "*:21:")),
      .accepts(.site, bindings("ftp", ":8080:localhost")),
      .accepts(.site, bindings("ftp", "[2001:db8::1]:21:")),
      .accepts(.site, bindings("ftp", "10.0.0.4:990:ftp.example.com")),
      .accepts(
        .site,
        """
        <bindings>
          <binding protocol="net.tcp" bindingInformation="808:*" />
          <binding protocol="net.pipe" bindingInformation="*" />
          <binding protocol="ftp" bindingInformation="*:21:" />
        </bindings>
        """, caption: "other protocols have forms of their own"),
    ],
    check: .site { site, context in
      for binding in site.bindings {
        guard let fault = binding.endpointFault else { continue }
        context.report(
          phrase(fault, of: binding.information.value), at: binding.information.range,
          notes: ["IIS loads such a binding without complaint, but the site does not listen there"],
          help: "write address:port:host, for example *:21: or 10.0.0.4:21:ftp.example.com")
      }
    })
}

/// What a message says of a text that names no end point.
private func phrase(_ fault: BindingEndpoint.Fault, of text: String) -> Message {
  let binding: Message = "the ftp binding \(quoted: text)"
  return switch fault {
  case .empty: "an ftp binding has no bindingInformation"
  case .tooFewColons: "\(binding) has too few colons to be address:port:host"
  case .noPort: "\(binding) names no port"
  case .noNumber(let port): "\(binding) has \(quoted: port) where the port should be"
  case .portOutOfRange(let port): "\(binding) has port \(name: port), which is not between 1 and 65535"
  case .blanksInHost: "\(binding) has blanks in its host name"
  case .bareIPv6: "\(binding) has an IPv6 address without brackets"
  case .noAddress(let address):
    "\(binding) has \(quoted: address) where *, an IPv4 address or an [IPv6] address should be"
  }
}
