extension Symptom {
  /// What clients, Schannel and IIS's log say of certificates, one symptom for each thing that is wrong with one.
  static let ofCertificates: [Symptom] = [
    Symptom(
      "cert-expired", .client,
      anyOf([
        alert([45]), "certificate[ _]?(?:has[ _])?expired", "expired[ _]certificate",
        "certificate[ _](?:is[ _])?not[ _]yet[ _]valid",
        "CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID", "received certificate has expired",
        "(?:SEC|CERT)_E_(?:CERT_)?EXPIRED",
        "not within its validity period", "NotTimeValid", "has expired or is not yet valid",
        "CertificateExpiredException", "CertificateNotYetValidException", "validity check failed",
        "chain uses (?:an )?expired certificate", "chain uses (?:a )?not yet valid certificate", "Certificate expired",
        "証明書は失効しています", "まだ有効ではありません",
      ]), possibly: unspecific, windowsErrors: [0x8009_0328, 0x800B_0101, 0x800B_0102],
      seen: "the certificate has expired, or is not valid yet",
      cause:
        "the server shows a certificate outside its dates, or a clock is wrong; after a renewal serverCertHash still "
        + "names the old one, because a renewed certificate has another hash",
      remedy:
        "set serverCertHash to the renewed certificate's thumbprint, for each site and in siteDefaults; IIS's web "
        + "bindings and FTP have settings of their own", .high,
      source: "RFC 5280 section 4.1.2.5; IIS configuration reference, ssl; FileZilla, locales/ja_JP.po"),
    Symptom(
      "cert-name", .client,
      anyOf([
        #"certificate (?:subject|name|common name|owner).*(?:does not match|doesn.t match|mismatch)"#,
        "SSL: no alternative certificate subject name", "-?12276", "RemoteCertificateNameMismatch",
        "common name doesn.t match", "owner does not match", "host ?name mismatch", "IP address mismatch",
        "ERR_TLS_CERT_ALTNAME_INVALID", "does not match certificate.s altnames",
        "is not in the cert.s (?:altnames|list)",
        "certificate is not valid for ['\"]", "certificate is valid for .{1,300}, not ", "doesn.t contain any IP SANs",
        "not valid for any names", "relies on legacy Common Name", "No subject alternative (?:names?|DNS name)",
        "No name matching .{1,300} found", "name in the certificate does not match", "not match the expected",
        "target principal name is incorrect", "(?:SEC|CERT)_E_(?:WRONG_PRINCIPAL|CN_NO_MATCH)",
        "CN name does not match",
        "Hostname does not match certificate", "certificate host ?name (?:does not|doesn.t) match", "ホスト名が証明書と一致しません",
        "doesn.t match (?:the )?(?:requested )?host",
        "certificate verify failed: (?:Hostname|IP address)",
      ]), possibly: unspecific, windowsErrors: [0x8009_0322, 0x800B_010F],
      seen: "the certificate's name does not match",
      cause: "the name that the client dials is not in the certificate; an address is hardly ever",
      remedy: "let clients dial a name of the certificate, or get one for the name that they dial", .medium,
      source: "RFC 9525; icetee/remote-ftp issue 423; patrickjuchli/basic-ftp issues 158 and 166"),
    Symptom(
      "cert-untrusted", .client,
      anyOf([
        alert([48]), "unknown[ _]?ca\\b", "self.signed certificate", "SELF_SIGNED_CERT",
        "unable to get (?:local )?issuer", "UNABLE_TO_GET_ISSUER_CERT", "unable to verify the first certificate",
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "signed by unknown authority", "PKIX path building failed",
        "unable to find valid certification path", "issuer is unknown", "Certificate verification: Not trusted",
        "issued by an authority that is not trusted", "(?:SEC|CERT)_E_UNTRUSTED_?ROOT", "CERT_E_CHAINING",
        "not trusted by the trust provider", "could not be built to a trusted root", "UntrustedRoot", "PartialChain",
      ]), possibly: unspecific,
      windowsErrors: [0x8009_0325, 0x8009_6004, 0x800B_0109, 0x800B_010A, 0x800B_0111, 0x800B_0112],
      curlErrors: [77, 83],
      seen: "the certificate is not trusted",
      cause:
        "it is self-signed, or an intermediate certificate is missing, or the client's list of authorities is; in the "
        + "server's log it may be the client that says so",
      remedy:
        "use a certificate with its full chain (the intermediate in the server's store of intermediate authorities), or "
        + "let the client trust it", .medium, source: "RFC 5280 section 6; mscdex/node-ftp issue 109"),
    Symptom(
      "cert-revoked", .client,
      anyOf([
        alert([44]), "certificate[ _]?(?:has been[ _]|was[ _]|is[ _])?(?:explicitly[ _])?revoked",
        "chain revoked", "CRYPT_E_REVOKED", "CERT_E_REVOKED", "CertificateRevokedException", "CERT_REVOKED",
        "X509ChainStatus\\W+Revoked",
      ]), possibly: unspecific, windowsErrors: [0x8009_2010, 0x800B_010C], seen: "the certificate is revoked",
      cause: "its authority has revoked the certificate", remedy: "get a new one, and set serverCertHash to it", .high,
      source: "RFC 5280 section 5"),
    Symptom(
      "cert-revocation-unknown", .client,
      anyOf([
        "unable to check revocation", "revocation (?:server|process|status)", "REVOCATION_(?:OFFLINE|FAILURE)",
        "NO_REVOCATION_CHECK", "RevocationStatusUnknown", "OfflineRevocation", "unable to get certificate CRL",
        "UNABLE_TO_GET_CRL", "CRL (?:has expired|is not yet valid)", "undetermined_revocation",
        "status verification FAILED",
      ]), possibly: unspecific, windowsErrors: [0x8009_2012, 0x8009_2013, 0x800B_010E], curlErrors: [82, 91],
      seen: "nobody can tell whether the certificate is revoked",
      cause:
        "the one who checks does not reach the authority's list of revoked certificates (CRL, OCSP), or has an old one; "
        + "on the server it is the client's certificate that is checked",
      remedy: "open the way to the addresses in the certificate (certutil -url), or look at validationFlags for client "
        + "certificates", .high, source: "RFC 5280 section 6.3; IIS configuration reference, sslClientCertificates"),
    Symptom(
      "cert-usage", .client,
      anyOf([
        alert([43]), "unsu(?:pported|itable)[ _]?certificate(?:[ _]purpose)?", "INVALID_PURPOSE",
        "not valid for the requested usage", "CERT_E_WRONG_USAGE", "CERT_E_PURPOSE", "NotValidForUsage",
        "Extended key usage does not permit", "incompatible key usage", "purpose other than the ones specified",
      ]), windowsErrors: [0x8009_0349, 0x800B_0106, 0x800B_0110], seen: "the certificate is for another use",
      cause:
        "its enhanced key usage does not name server authentication (1.3.6.1.5.5.7.3.1), or the client's not client "
        + "authentication",
      remedy: "get a certificate for that use", .high, source: "RFC 5280 section 4.2.1.12"),
    Symptom(
      "cert-weak", .client,
      anyOf([
        "(?:ee|ca|certificate) key too (?:small|weak)", "key[ _]too[ _]small", "md[ _]too[ _]weak",
        "insecure algorithm",
        "algorithm constraints", "HasWeakSignature", "signature algorithm too weak",
      ]), seen: "the certificate or its key is too weak",
      cause: "the client takes no key so short, or no signature with such a hash",
      remedy: "get a certificate with RSA of 2048 bits or more and SHA-256", .high,
      source: "OpenSSL, SSL_CTX_set_security_level"),
    Symptom(
      "client-cert", .client,
      anyOf([
        alert([42, 116]), "bad[ _]?certificate\\b", "certificate[ _]?required",
        "did[ _]not[ _]return[ _]a[ _]certificate", "client didn.t provide a certificate",
        "No client certificate", "requires (?:a )?client certificate", "problem with the local client certificate",
        "SEC_[EI]_INCOMPLETE_CREDENTIALS",
      ]), replies: [530, 534], substatuses: [47, 48, 49], windowsErrors: [0x8009_0320, 0x8009_030D, 0x8009_030E],
      curlErrors: [58, 98],
      seen: "a certificate of the client is missing, or not accepted",
      cause:
        "clientCertificatePolicy asks for a client certificate, or the one that the client sent is not accepted; in a "
        + "server's log it may be the server's own private key that cannot be used",
      remedy: "give the client a certificate, or set clientCertificatePolicy to CertIgnore", .medium,
      source: "RFC 8446 section 6.2; IIS configuration reference, sslClientCertificates"),
    Symptom(
      "cert-pin", .client, curlErrors: [90], seen: "the key is not the one that the client has pinned",
      cause: "the certificate was renewed with another key, or something on the way shows its own",
      remedy: "compare the thumbprint with the server's, then pin the new key", .high,
      source: "curl, libcurl error codes"),
  ]

  /// What programs say of any certificate that they do not accept.
  private static let unspecific = anyOf([
    alert([46]), "Authentication failed, see inner exception", "Could not create SSL/TLS secure channel",
    "remote certificate (?:is|was) (?:invalid|rejected)",
    #"certificate verify failed\s*$|certificate verify failed(?! ?:)"#,
    "RemoteCertificateChainErrors", #"curl: \((?:51|60)\)"#, "certificate[ _]?unknown", "CERT_UNKNOWN",
    "Could not verify TLS certificate", "Peer certificate rejected", "Error in the certificate",
    "error occurred while processing the certificate", #"証明書の検証エラー"#,
  ])
}
