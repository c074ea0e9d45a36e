internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let externalAddressInvalid = Rule(
    id: "external-address-invalid", topic: .externalAddress, severity: .error,
    fixValue: .publicAddress,
    summary: "The external address is not an IPv4 address written as four decimal numbers.",
    rationale: """
      IIS's schema takes any text for `externalIp4Address`; only IIS Manager checks it. What the service does with a \
      host name, an IPv6 address, quotation marks, blanks, a prefix length or `0.0.0.0` is not documented, and no \
      client can use it: a 227 reply has room for four numbers only. Scripts leave quotes and blanks behind most often.

      Write the address alone, as `104.41.173.83`. For IPv6 nothing is needed: EPSV replies name no address.

      Sources: \(externalAddressSource); \
      RFC 959 section 4.1.2 (PASV), RFC 2428 (EPSV).
      """,
    examples: [
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸ftp.example.com◂\" />"),
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸ &quot;23.97.78.120&quot;◂\" />"),
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸0.0.0.0◂\" />"),
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸104.41.173.83/32◂\" />"),
      .rejects(.ftpServer, "<firewallSupport externalIp4Address=\"▸2001:db8::1◂\" />"),
      .accepts(.ftpServer, "<firewallSupport externalIp4Address=\"104.41.173.83\" />"),
      .accepts(.ftpServer, "<firewallSupport externalIp4Address=\"\" />", caption: "empty is the same as not set"),
    ],
    check: .site { site, context in
      guard case .invalid(let text, let fault) = site.externalAddress.value, site.answersIPv4 else { return }
      context.report(
        "the external address \(quoted: text) is \(phrase(fault))", at: site.externalAddress.range,
        notes: [
          fault != .unspecified
            ? "a PASV reply has room for four numbers only; what IIS puts there instead is not documented"
            : "data connections to it cannot reach the server"
        ],
        help: "set externalIp4Address to the server's static public IPv4 address, and nothing else",
        fix: meant(text).flatMap { address in
          context.setting(
            "ftpServer/firewallSupport", [SettingChange.Value("externalIp4Address", address.description)],
            at: site.level(of: site.externalAddress), "write the address alone", .safe)
        } ?? context.publicExternalAddress(of: site),
        stops: StoppedSessions(at: .dataAddress, dataMode: .passive, clients: .usingTheReplysAddress))
    })
}

/// The address in a text that has nothing else in it but blanks and quotation marks around it, or the length of a whole
/// address as prefix.
private func meant(_ text: String) -> IPv4Address? {
  let isAround: (Character) -> Bool = { $0.isWhitespace || $0 == "\"" || $0 == "'" }
  var inner = text[...]
  while inner.last.map(isAround) == true { inner.removeLast() }
  if inner.hasSuffix("/32") { inner.removeLast(3) }
  return IPv4Address(String(inner.drop(while: isAround))).flatMap { $0.rawValue == 0 ? nil : $0 }
}

/// What a message says of a text that is no address to announce.
private func phrase(_ fault: ExternalAddress.Fault) -> Message {
  switch fault {
  case .unspecified: "no address that a client could connect to"
  case .blanks: "no IPv4 address: it has blanks around it"
  case .quotationMarks: "no IPv4 address: it has quotation marks in it"
  case .prefixLength: "no IPv4 address: it has a prefix length"
  case .ipv6: "an IPv6 address, and only IPv4 can be announced"
  case .hostName: "no IPv4 address: host names are not looked up"
  case .notFourNumbers: "no IPv4 address: it takes four decimal numbers from 0 to 255"
  }
}
