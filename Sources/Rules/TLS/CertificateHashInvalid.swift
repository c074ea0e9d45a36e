internal import IISConfiguration
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let certificateHashInvalid = Rule(
    id: "certificate-hash-invalid", topic: .tls, severity: .error,
    summary: "The certificate's hash is not 40 hexadecimal digits.",
    rationale: """
      `serverCertHash` is the thumbprint of a certificate in the local computer's store that `serverCertStoreName` \
      names: 40 hexadecimal digits, without blanks. IIS's schema takes any text, so nothing is said when the file is \
      loaded, and clients find TLS refused: FTP substatus 46 means that the hash has an invalid length, 44 that no \
      such certificate was found. A thumbprint copied from the certificate's dialog has blanks, and often begins with \
      an invisible character (U+200E).

      Write the digits alone; upper case is what IIS Manager shows.

      Sources: \(sslSource); \
      [Using FTP over SSL](https://learn.microsoft.com/iis/publish/using-the-ftp-service/using-ftp-over-ssl-in-iis-7); \
      \(statusCodesSource).
      """,
    examples: [
      .rejects(
        .ftpServer,
        "<security><ssl serverCertHash=\"▸01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef 01 23 45 67◂\" /></security>",
        caption: "blanks"),
      .rejects(
        .ftpServer,
        "<security><ssl serverCertHash=\"▸\u{200E}0123456789abcdef0123456789abcdef01234567◂\" /></security>",
        caption: "an invisible U+200E before the digits"),
      .rejects(
        .ftpServer, "<security><ssl serverCertHash=\"▸0123456789ABCDEF0123456789ABCDEF0123456◂\" /></security>",
        caption: "39 digits"),
      .rejects(
        .ftpServer, "<security><ssl serverCertHash=\"▸O123456789ABCDEF0123456789ABCDEF01234567◂\" /></security>",
        caption: "a letter O"),
      .rejects(
        .sites,
        """
        <siteDefaults><ftpServer><security><ssl serverCertHash="▸ABCD◂" /></security></ftpServer></siteDefaults>
        <site name="A" id="1"><bindings><binding protocol="ftp" bindingInformation="192.0.2.1:21:" /></bindings></site>
        <site name="B" id="2"><bindings><binding protocol="ftp" bindingInformation="192.0.2.2:21:" /></bindings></site>
        """, caption: "one finding for all sites that inherit it"),
      .accepts(
        .ftpServer, "<security><ssl serverCertHash=\"0123456789abcdef0123456789ABCDEF01234567\" /></security>"),
      .accepts(.ftpServer, "<security><ssl serverCertHash=\"\" /></security>", caption: "no certificate"),
    ],
    check: .site { site, context in
      let hash = site.certificateHash
      guard case .malformed(let text) = hash.value else { return }
      let digits = Thumbprint(repairing: text)
      context.report(
        "the certificate's hash is no thumbprint: \(fault(of: text))", at: hash.range,
        notes: ["IIS finds no certificate by it, so clients find TLS refused (FTP substatus 46 or 44)"],
        help: digits.map { "set serverCertHash to \"\(code: $0.description)\"" }
          ?? "copy the certificate's thumbprint again, as 40 hexadecimal digits",
        fix: digits.flatMap {
          context.setting(
            "ftpServer/security/ssl", [SettingChange.Value("serverCertHash", $0.description)], at: site.level(of: hash),
            "write the digits alone", .safe)
        },
        stops: StoppedSessions(at: .tls, bindings: site.ownCertificateBindings, security: .tls))
    })
}

private func fault(of hash: String) -> Message {
  let scalars = hash.unicodeScalars
  if let strange = scalars.first(where: { !$0.isASCII || $0.value < 0x20 || $0.value == 0x7F }) {
    let digits = String(strange.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return strange.properties.generalCategory == .format
      ? "it holds the invisible character \(code: code)" : "it holds the character \(code: code)"
  }
  if scalars.contains(" ") { return "it holds blanks" }
  if let other = scalars.first(where: { !$0.properties.isASCIIHexDigit }) { return "it holds \(quoted: String(other))" }
  return "it has \(scalars.count) digits, not 40"
}

extension FTPSite {
  /// The bindings at which clients see the site's own certificate: TLS begins before a client names a host.
  fileprivate var ownCertificateBindings: Set<ByteRange> {
    Set(bindings.filter { $0.endpoint?.host.isEmpty ?? false }.map(\.range))
  }
}
