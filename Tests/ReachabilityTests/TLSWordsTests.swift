import TestSupport
import Testing
@testable import Reachability

/// What programs say when a handshake fails, each class in the words of each.
@Suite(.timeLimited) struct TLSWordsTests {
  static let version = [
    "error:1409442E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version",
    "error:0A000410:SSL routines::sslv3 alert handshake failure", "error:0A000102:SSL routines::unsupported protocol",
    "[SSL: UNSUPPORTED_PROTOCOL] unsupported protocol (_ssl.c:1129)",
    "error:0A0000BF:SSL routines::no protocols available", "SSL alert number 70", "SSL alert number 40",
    "error:1417A0C1:SSL routines:tls_post_process_client_hello:no shared cipher",
    "The remote certificate... TLS alert: 'ProtocolVersion'.", "TLS alert: 'HandshakeFailure'",
    "The client and server cannot communicate, because they do not possess a common algorithm",
    "A TLS 1.0 connection request was received from a remote client application, but none of the cipher suites supported "
      + "by the client application are supported by the server. The TLS connection request has failed.",
    "A fatal alert was received from the remote endpoint. The TLS protocol defined fatal alert code is 70.",
    "A fatal alert was generated and sent to the remote endpoint. The TLS protocol defined fatal error code is 40. The "
      + "Windows SChannel error state is 1205.", "GnuTLS error -12: A TLS fatal alert has been received. Alert 70",
    "A fatal error occurred while creating a TLS server credential. The internal error state is 10013.",
    "tls: server selected unsupported protocol version 301", "remote error: tls: handshake failure",
    "remote error: tls: protocol version not supported", "tls: no cipher suite supported by both client and server",
    "javax.net.ssl.SSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites are inappropriate)",
    "javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure",
    "Received fatal alert: protocol_version", "no cipher suites in common",
    "GnuTLS error -87: No supported cipher suites have been found.",
    "write EPROTO 140:error:1425F102:SSL routines:ssl_choose_client_version:unsupported protocol",
    "ERR_SSL_UNSUPPORTED_PROTOCOL", "curl: (59) failed setting cipher list", "SEC_E_ALGORITHM_MISMATCH (0x80090331)",
  ]
  static let name = [
    "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: h. is not in the "
      + "cert's altnames: DNS:a",
    "certificate verify failed: Hostname mismatch, certificate is not valid for '203.0.113.10'.",
    "certificate verify failed: IP address mismatch, certificate is not valid for '203.0.113.10'.",
    "x509: certificate is valid for a.example, not b.example",
    "x509: cannot validate certificate for 203.0.113.10 because it doesn't contain any IP SANs",
    "java.security.cert.CertificateException: No subject alternative names present",
    "No subject alternative DNS name matching ftp.example.com found.", "No name matching ftp.example.com found",
    "Certificate verification: certificate common name doesn't match requested host name 'h'",
    "The name in the certificate does not match the expected.", "SEC_E_WRONG_PRINCIPAL",
    "The target principal name is incorrect.", "RemoteCertificateNameMismatch",
    "ftp.example.com:21 - Hostname does not match certificate",
    "curl: (60) SSL: no alternative certificate subject name matches target host name 'x'",
  ]
  static let expired = [
    "curl: (60) SSL certificate problem: certificate has expired", "CERT_HAS_EXPIRED",
    "certificate verify failed: certificate has expired (_ssl.c:1129)",
    "curl: (60) SSL certificate problem: certificate is not yet valid",
    "x509: certificate has expired or is not yet valid: current time 2025-03-01",
    "remote error: tls: expired certificate",
    "java.security.cert.CertificateExpiredException: NotAfter: Sat Mar 01 2025",
    "PKIX path validation failed: "
      + "java.security.cert.CertPathValidatorException: validity check failed",
    "Received fatal alert: certificate_expired", "The certificate chain uses expired certificate.",
    "The received certificate has expired.", "RemoteCertificateChainErrors NotTimeValid", "SSL alert number 45",
    "TLS alert: 'CertificateExpired'", "curl: (60) schannel: SEC_E_CERT_EXPIRED (0x80090328)",
  ]
  static let chain = [
    "unable to verify the first certificate", "DEPTH_ZERO_SELF_SIGNED_CERT",
    "self signed certificate in certificate chain",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to get local issuer certificate", "unable to get issuer certificate",
    "x509: certificate signed by unknown authority",
    "PKIX path building failed: unable to find valid certification path to requested target",
    "Received fatal alert: unknown_ca", "SSL alert number 48", "tlsv1 alert unknown ca",
    "The certificate is NOT trusted. The certificate issuer is unknown. ", "UntrustedRoot", "PartialChain",
    "The certificate chain was issued by an authority that is not trusted", "CERT_E_UNTRUSTEDROOT",
    "curl: (77) error setting certificate verify locations", "TLS alert: 'UnknownCA'",
  ]
  static let revocation = [
    (
      "curl: (35) schannel: CRYPT_E_NO_REVOCATION_CHECK (0x80092012) - The revocation function was unable to check revocation "
        + "for the certificate.", "cert-revocation-unknown"
    ),
    ("RevocationStatusUnknown, OfflineRevocation", "cert-revocation-unknown"),
    ("unable to get certificate CRL", "cert-revocation-unknown"),
    (
      "Unable to determine revocation status due to network "
        + "error", "cert-revocation-unknown"
    ),
    ("curl: (91) SSL server certificate status verification FAILED", "cert-revocation-unknown"),
    ("certificate revoked", "cert-revoked"),
    ("CertificateRevokedException: Certificate has been revoked", "cert-revoked"),
    ("SSL alert number 44", "cert-revoked"), ("The certificate chain revoked.", "cert-revoked"),
    ("Received fatal alert: certificate_revoked", "cert-revoked"),
  ]
  static let client = [
    "tlsv13 alert certificate required", "SSL alert number 116", "Received fatal alert: bad_certificate",
    "sslv3 alert bad certificate", "remote error: tls: certificate required", "peer did not return a certificate",
    "tls: client didn't provide a certificate", "TLS alert: 'BadCertificate'",
    "curl: (58) could not load PEM client certificate", "SSL policy requires client certificate.",
  ]
  static let clearText = [
    "wrong version number", "tls: first record does not look like a TLS handshake",
    "javax.net.ssl.SSLException: Unrecognized SSL message, plaintext connection?",
    "Unsupported or unrecognized SSL message", "packet length too long", "unknown protocol",
    "Cannot determine the frame size or a corrupted frame was received.",
    "The handshake failed due to an unexpected packet format.", "tls: oversized record received with length 21536",
    "ERR_SSL_WRONG_VERSION_NUMBER",
  ]

  static let all: [(String, String)] =
    version.map { ($0, "tls-version") } + name.map { ($0, "cert-name") } + expired.map { ($0, "cert-expired") }
    + chain.map { ($0, "cert-untrusted") } + revocation + client.map { ($0, "client-cert") }
    + clearText.map { ($0, "no-tls-on-990") }
    + [
      ("unsuitable certificate purpose", "cert-usage"),
      ("The certificate is not valid for the requested usage.", "cert-usage"),
      ("Extended key usage does not permit use for TLS server authentication", "cert-usage"),
      ("error:0A00018F:SSL routines::ee key too small", "cert-weak"), ("ca md too weak", "cert-weak"),
      ("certificate uses insecure algorithm", "cert-weak"),
      ("curl: (90) SSL: public key does not match pinned", "cert-pin"),
    ]

  /// The class is told, and no other class of fault beside it.
  @Test(arguments: all) func eachIsOfItsClass(_ message: String, _ id: String) {
    let search = SymptomSearch(message)
    #expect(search.fitting.map(\.id) == [id], "\(message)")
    if id != "no-tls-on-990" { #expect(search.possible.isEmpty, "\(message)") }
  }

  /// A reply 534 to AUTH is hidden behind these words.
  @Test func aRefusedAUTHMayStandBehindAWrongVersion() {
    let search = SymptomSearch("error:0A00010B:SSL routines::wrong version number")
    #expect(search.fitting.first?.cause.contains("refused AUTH") == true)
    #expect(Set(search.possible.map(\.id)).isSuperset(of: ["534-local-policy", "auth-blocked"]))
  }

  /// What TLS 1.3 does to IIS's data connections stands in no source.
  @Test func noCauseIsTLS13() {
    for symptom in Symptom.all where !["tls-version", "tls-1-3"].contains(symptom.id) {
      #expect(!symptom.cause.contains("TLS 1.3"), "\(symptom.id)")
    }
    let search = SymptomSearch("data connections hang with TLSv1.3")
    #expect(search.fitting.isEmpty && search.possible.first?.remedy.contains("TLS 1.2") == true)
  }

  @Test func wordsOfEveryFailureProveNothing() {
    for message in [
      "The remote certificate is invalid according to the validation procedure.", "curl: (60) something",
      "Authentication failed, see inner exception.",
      "The request was aborted: Could not create SSL/TLS secure channel.",
      "curl: (35) something", "javax.net.ssl.SSLException: Received fatal alert: unexpected_message",
      "A fatal alert was received from the remote endpoint. The TLS protocol defined fatal alert code is 46.",
    ] {
      #expect(SymptomSearch(message).fitting.isEmpty && SymptomSearch(message).possible.count > 1, "\(message)")
    }
  }
}
