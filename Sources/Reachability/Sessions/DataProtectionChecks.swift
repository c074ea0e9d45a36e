internal import IISConfiguration
internal import Text

extension SiteConnections {
  /// Whether the site takes data connections that are protected as the client's are, and when both begin with TLS.
  func protectionChecks(_ client: FTPClient, _ mode: SessionMode) -> [SessionCheck] {
    [policyCheck(client, mode)] + [handshakeCheck(client, mode)].compactMap(\.self)
  }

  /// Whether the site takes data connections that are protected as the client's are: with PROT P where it can.
  private func policyCheck(_ client: FTPClient, _ mode: SessionMode) -> SessionCheck {
    let policy = site.dataChannelPolicy
    let place = world.server.place(policy.range ?? site.sslRange ?? site.settingsRange)
    guard policy.isReadable else { return SessionCheck(.unknown, "dataChannelPolicy cannot be read", at: place) }
    let isProtected = Self.isProtected(client, mode)
    if mode.security == .implicit, isProtected == false, policy.value != .require {
      return SessionCheck(
        .unknown,
        "the client sends no PROT after implicit TLS, and whether IIS then takes clear text is not documented",
        at: place)
    }
    switch (policy.value, isProtected) {
    case (.allow, _): return SessionCheck(.passes, "the site takes data connections with and without TLS", at: place)
    case (.require, true):
      return SessionCheck(.passes, "data connections are encrypted, as the site requires", at: place)
    case (.deny, false):
      return SessionCheck(.passes, "data connections are clear text, as the site requires", at: place)
    case (.require, false):
      return SessionCheck(
        .blocked, "the site requires TLS on data connections, and the client's are clear text", at: place,
        symptom: .tlsRequired)
    case (.deny, true):
      return SessionCheck(
        .blocked, "the site refuses TLS on data connections, and the client's are encrypted", at: place,
        symptom: .protectionRefused)
    case (_, nil):
      return SessionCheck(.unknown, "whether the client encrypts data connections is not documented", at: place)
    }
  }

  /// A client that begins TLS before it sends its command works with pyftpdlib and hangs with ProFTPD and vsftpd; which
  /// of them IIS is like, is in no source.
  private func handshakeCheck(_ client: FTPClient, _ mode: SessionMode) -> SessionCheck? {
    guard client.traits.dataHandshake == .beforeCommand, Self.isProtected(client, mode) == true else { return nil }
    return SessionCheck(
      .unknown,
      "the client begins TLS on a data connection before it sends its command, and whether IIS answers then is not documented"
    )
  }

  private static func isProtected(_ client: FTPClient, _ mode: SessionMode) -> Bool? {
    switch mode.security {
    case .plain: return false
    // Both sides take PROT P for granted ([MS-FTPS]); a client may leave its side out.
    case .implicit: return client.dataProtection != .onlyAfterAUTH
    case .explicit: break
    }
    switch client.dataProtection {
    case .automatic, .onlyAfterAUTH, .onRequest: return true
    case .none: return false
    case .unknown: return nil
    }
  }
}
