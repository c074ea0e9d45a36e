extension Symptom {
  /// What clients, Schannel and IIS's log say of TLS.
  static let ofTLS: [Symptom] = [
    Symptom(
      "tls-version", .client,
      anyOf([
        // Alerts 40, 70, 71 and 86 of RFC 8446, as each program names them.
        alert([40, 70, 71, 86]),
        #"protocol[ _]?version(?:'|\b)(?! ?:)"#,
        "handshake[ _]?failure", "insufficient[ _]?security", "inappropriate[ _]?fallback",
        // OpenSSL, and with it Python, Node, Ruby and PHP.
        "unsupported[ _]protocol", "no[ _]protocols[ _]available", "version[ _]too[ _]low", "wrong[ _]ssl[ _]version",
        "no[ _]shared[ _]cipher", "no[ _]ciphers[ _]available", "no[ _]cipher[ _]match", "unsafe legacy renegotiation",
        "dh[ _]key[ _]too[ _]small",
        // Schannel: its events 36871 and 36874, and .NET on Windows.
        "do not possess a common algorithm", "SEC_E_ALGORITHM_MISMATCH",
        "none of the cipher suites supported by the client",
        "cipher suites supported by the client application are supported by the server", #"\b36874\b"#,
        "creating an? (?:TLS|SSL) (?:client |server )?credential",
        // Go.
        "no supported versions satisfy", "client offered only unsupported versions",
        "server selected unsupported protocol",
        "no cipher suite supported by both", "unsupported versions",
        // Java.
        "No appropriate protocol", "no cipher suites in common",
        "Server chose .{1,20}, but that protocol version is not",
        "server selected protocol version .{1,20} is not accepted", "No available (?:protocol|cipher)",
        // GnuTLS.
        "No supported cipher suites", "GnuTLS error -87", "GnuTLS error -21", "No common (?:cipher|application)",
      ]),
      possibly: anyOf([
        #"GnuTLS error -(?:8|12)\b"#, "packet with illegal or unsupported version", "TLS fatal alert has been received",
        #"curl: \(35\)"#, "Could not create SSL/TLS secure channel", "Authentication failed, see inner exception",
        "Authentication failed because the remote party", alert([10, 47]), "unexpected[ _]message", "ILLEGAL_MESSAGE",
        #"\b3687[01]\b|\b3688[0-8]\b"#, "SSL_ERROR_SYSCALL",
        "SSLHandshakeException", "EPROTO", "AuthenticationException", "Can.t establish TLS connection",
      ]), substatuses: [55], windowsErrors: [0x8009_0331], curlErrors: [59],
      seen: "client and server agree on no TLS version or cipher suite",
      cause:
        "the two have no TLS version (TLS 1.0 to 1.3) or no cipher suite in common: an old client, or versions and "
        + "suites that the server's Schannel settings turn off; no setting of FTP chooses them",
      remedy:
        "let the client use TLS 1.2, and compare it with the server's Schannel settings (Get-TlsCipherSuite, registry "
        + "key SCHANNEL\\Protocols, events 36871 to 36888)", .high,
      source:
        "RFC 8446 section 6; Microsoft Learn, \"Protocols in TLS/SSL (Schannel SSP)\"; robinrodricks/FluentFTP issue "
        + "907; win-acme/win-acme issue 479"),
    Symptom(
      "tls-1-3", .client, possibly: #"TLS ?v?1\.3"#, seen: "data connections fail with TLS 1.3",
      cause: "no source says what TLS 1.3 does to IIS's data connections",
      remedy:
        "try the client with TLS 1.2 alone, to tell whether the version matters, and look for another cause if it does "
        + "not", .unknown, source: "none"),
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
      windowsErrors: [0x8009_0308, 0x8009_0326], seen: "an unexpected TLS packet",
      cause: "clear text came where TLS was expected: implicit TLS on a port other than 990 or without a certificate, "
        + "explicit TLS on 990, or something on the way that speaks in between",
      remedy: "implicit TLS belongs to 990, explicit TLS to other ports", .high,
      source: "IIS configuration reference, ssl"),
    Symptom(
      "gnutls-110", .client,
      #"GnuTLS error -110|non-properly terminated|Server did not properly shut down TLS connection|"#
        + #"error -9: A TLS packet with unexpected length|EOF occurred in violation of protocol|SSLEOFError|"#
        + #"unexpected eof while reading|Remote host (?:closed connection during|terminated the) handshake"#,
      possibly: #"curl: \(56\)|^\W*EOF\W*$|\bEOFError"#, windowsErrors: [0x8009_0317, 0x8009_0333],
      seen: "the TLS connection was not shut down properly",
      cause: "the server closed the connection without the end of TLS, after an error or a timeout",
      remedy: "look at the server's log of the same second; \(try12)", .high,
      source: "FileZilla, tlssocket; Python, Lib/ssl.py"),
    Symptom(
      "no-tls-on-990", .client,
      anyOf([
        "wrong[ _]version[ _]number", "first record does not look like a TLS handshake", "unknown protocol",
        "Unrecognized SSL message", "Unsupported or unrecognized SSL message", "packet[ _]length[ _]too[ _]long",
        "Cannot determine the frame size", "unexpected packet format", "oversized record received",
        "SEC_E_INVALID_TOKEN", "token supplied to the function is invalid",
      ]),
      possibly:
        #"EOF occurred in violation of protocol|SSLEOFError|SSL_ERROR_SYSCALL|curl: \(35\)|message received was unexpected|"#
        + #"unexpected[ _]message|ILLEGAL_MESSAGE"#,
      seen: "the TLS handshake fails at its beginning",
      cause:
        "TLS met clear text: implicit TLS on a port that greets in clear text, or the other way round; or the server "
        + "refused AUTH, and the program took its reply for TLS, as \"openssl s_client -starttls ftp\" does",
      remedy:
        "use 990 for implicit TLS and explicit TLS elsewhere, and look whether a reply 500 or 534 to AUTH stands behind "
        + "it", .high,
      source: "IIS configuration reference, ssl; measured with OpenSSL 3.0 and rclone 1.60.1"),
  ]
}
