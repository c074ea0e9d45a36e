internal import IISConfiguration
internal import Inet
internal import Text

extension SiteConnections {
  /// What TLS comes to, for the control connection, and what both sides agree on for data connections.
  func tlsStep(_ client: FTPClient, _ mode: SessionMode, _ listener: ListenerPath) -> StepOutcome {
    var checks: [SessionCheck] = []
    switch mode.security {
    case .plain: checks.append(plainCheck)
    case .explicit, .implicit:
      checks.append(Self.support(mode.security == .explicit ? client.explicitTLS : client.implicitTLS, mode.security))
      if mode.security == .explicit { checks.append(commandCheck("AUTH", symptom: "auth-blocked")) }
      checks.append(certificateCheck(listener))
      if site.clientCertificatePolicy.value == .require {
        checks.append(
          SessionCheck(
            .unknown, "the site demands a certificate of the client",
            at: world.place(site.clientCertificatePolicy.range)))
      }
      if mode.security == .explicit { checks.append(protectionCheck(client)) }
    }
    return StepOutcome(.tls, checks)
  }

  private var plainCheck: SessionCheck {
    let policy = site.controlChannelPolicy
    let place = world.place(policy.range ?? site.sslRange ?? site.settingsRange)
    guard policy.isReadable else { return SessionCheck(.unknown, "controlChannelPolicy cannot be read", at: place) }
    return switch policy.value {
    case .allow: SessionCheck(.passes, "the site takes control connections without TLS", at: place)
    case .require, .requireForCredentialsOnly:
      SessionCheck(.blocked, "the site refuses to log on without TLS", at: place, symptom: "534-policy")
    }
  }

  private static func support(_ support: FTPClient.Support, _ security: SessionMode.Security) -> SessionCheck {
    switch support {
    case .yes: SessionCheck(.passes, "the client has \(security.rawValue) TLS")
    case .newerVersions: SessionCheck(.passes, "newer versions of the client have \(security.rawValue) TLS")
    case .no, .unknown: SessionCheck(.unknown, "whether the client has \(security.rawValue) TLS is not documented")
    }
  }

  /// Whether the site refuses a command.
  func commandCheck(_ command: String, symptom: String? = nil) -> SessionCheck {
    commands.denies(command)
      ? SessionCheck(
        .blocked, "command filtering denies \(command)", at: world.place(commands.place(of: command)),
        symptom: symptom)
      : SessionCheck(.passes, "\(command) is allowed")
  }

  /// Which certificate clients see: TLS begins before a client names a host, so that of the binding without one.
  private func certificateCheck(_ listener: ListenerPath) -> SessionCheck {
    let symptom = listener.endpoint.isImplicitPort ? "gnutls-15" : "534-local-policy"
    if !listener.endpoint.host.isEmpty {
      let place = world.place(listener.binding.information.range)
      guard let peer = world.certificatePeers.peer(of: site, at: listener.endpoint) else {
        return SessionCheck(
          .blocked, "the binding has a host name, and no binding without one beside it shows a certificate", at: place,
          symptom: symptom)
      }
      return Self.certificateCheck(peer, world, symptom)
    }
    return Self.certificateCheck(site, world, symptom)
  }

  private static func certificateCheck(_ site: FTPSite, _ world: Simulation, _ symptom: String) -> SessionCheck {
    let place = world.place(site.certificateHash.range ?? site.sslRange ?? site.settingsRange)
    guard site.hasCertificate else {
      return SessionCheck(.blocked, "the site has no certificate", at: place, symptom: symptom)
    }
    guard site.certificateHash.isReadable else {
      return SessionCheck(.unknown, "the certificate's hash cannot be read", at: place)
    }
    let hash = site.certificateHash.value.utf8
    guard hash.count == 40, hash.allSatisfy(isHexadecimalDigit) else {
      return SessionCheck(
        .blocked, "the certificate's hash is not 40 hexadecimal digits", at: place, symptom: "cert-missing")
    }
    return SessionCheck(.passes, "the site names a certificate", at: place)
  }

  /// Whether the commands get through that encrypt data connections; in implicit mode there is no need of them ([MS-FTPS]).
  private func protectionCheck(_ client: FTPClient) -> SessionCheck {
    let denied = commands.denied(of: ["PBSZ", "PROT"])
    guard let first = denied.first else { return SessionCheck(.passes, "PBSZ and PROT are allowed") }
    let place = world.place(commands.place(of: first))
    let reason = "command filtering denies \(denied.inWords)"
    guard site.dataChannelPolicy.value == .allow || site.dataChannelPolicy.value == .deny else {
      return SessionCheck(
        .blocked, "\(reason), and the site requires TLS on data connections", at: place, symptom: "534-policy")
    }
    return SessionCheck(.unknown, "\(reason), and what the client does then is not documented", at: place)
  }
}
