extension Symptom {
  /// What clients say of TLS.
  static let ofTLS: [Symptom] = [
    Symptom(
      "fz-resumption", .client,
      #"does not support TLS session resumption on the data connection|failed_tls_resumption"#,
      seen: "FileZilla asks about TLS sessions that are not resumed",
      cause: "a data connection did not resume the TLS session of the control connection",
      remedy: "accept it for this server; let one machine serve both connections", .medium,
      source: "FileZilla, src/engine/ftp/transfersocket.cpp"),
    Symptom(
      "gnutls-15", .client, #"GnuTLS error -15|unexpected TLS packet was received"#,
      possibly: #"GnuTLS error -8\b|packet with illegal or unsupported version"#,
      seen: "an unexpected TLS packet",
      cause: "clear text came where TLS was expected: implicit TLS on a port other than 990 or without a certificate, "
        + "explicit TLS on 990, or something on the way that speaks in between",
      remedy: "implicit TLS belongs to 990, explicit TLS to other ports", .high,
      source: "IIS configuration reference, ssl"),
    Symptom(
      "gnutls-110", .client,
      #"GnuTLS error -110|non-properly terminated|Server did not properly shut down TLS connection|"#
        + #"error -9: A TLS packet with unexpected length|EOF occurred in violation of protocol|SSLEOFError|"#
        + #"unexpected eof while reading"#,
      possibly: #"curl: \(56\)|^\W*EOF\W*$|\bEOFError"#,
      seen: "the TLS connection was not shut down properly",
      cause: "the server closed the connection without the end of TLS, after an error or a timeout",
      remedy: "look at the server's log of the same second", .high,
      source: "FileZilla, tlssocket; Python, Lib/ssl.py"),
    Symptom(
      "no-tls-on-990", .client, #"wrong version number|SSL_ERROR_SYSCALL|curl: \(35\)"#,
      possibly: #"EOF occurred in violation of protocol|SSLEOFError"#,
      seen: "the TLS handshake fails at its beginning",
      cause: "TLS met a port that speaks clear text, or the other way round", remedy: "use 990 for implicit TLS", .high,
      source: "IIS configuration reference, ssl"),
    Symptom(
      "cert-name", .client,
      #"certificate (?:subject|name).*(?:does not match|mismatch)|SSL: no alternative certificate subject name|-?12276|"#
        + #"RemoteCertificateNameMismatch|common name doesn.t match|owner does not match|hostname mismatch"#,
      possibly: #"remote certificate is invalid|certificate verify failed"#,
      seen: "the certificate's name does not match",
      cause: "the name that the client dials is not in the certificate",
      remedy: "get a certificate for the name that clients dial", .medium, source: "RFC 9525"),
    Symptom(
      "cert-untrusted", .client,
      #"self.signed certificate|unable to get local issuer|curl: \(60\)(?!.*subject name)|"#
        + #"Certificate verification: Not trusted|RemoteCertificateChainErrors|UntrustedRoot|PartialChain"#,
      possibly: #"remote certificate is invalid|certificate verify failed"#,
      seen: "the certificate is not trusted", cause: "it is self-signed, or an intermediate certificate is missing",
      remedy: "use a certificate with its full chain", .medium, source: "RFC 5280 section 6"),
  ]
}
