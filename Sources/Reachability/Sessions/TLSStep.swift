internal import IISConfiguration
internal import Inet
internal import NetworkModel
internal import Text

extension SiteConnections {
  /// What TLS comes to, for the control connection, and what both sides agree on for data connections.
  func tlsStep(_ client: FTPClient, _ mode: SessionMode, _ listener: ListenerPath) -> StepOutcome {
    var checks: [SessionCheck] = []
    switch mode.security {
    case .plain: checks.append(plainCheck)
    case .explicit, .implicit:
      checks.append(Self.support(mode.security == .explicit ? client.explicitTLS : client.implicitTLS, mode.security))
      let command = mode.security == .explicit ? [commandCheck("AUTH", symptom: .authRefused)] : []
      // Of a site that is meant to do without TLS it matters first that it has no certificate.
      checks += site.usesTLS ? command + [certificateCheck(listener)] : [certificateCheck(listener)] + command
      if site.clientCertificatePolicy.value == .require {
        checks.append(
          SessionCheck(
            .unknown, "the site demands a certificate of the client",
            at: world.server.place(site.clientCertificatePolicy.range)))
      }
      if mode.security == .explicit { checks.append(protectionCheck(client)) }
    }
    return StepOutcome(.tls, checks)
  }

  private var plainCheck: SessionCheck {
    let policy = site.controlChannelPolicy
    let place = world.server.place(policy.range ?? site.sslRange ?? site.settingsRange)
    guard policy.isReadable else { return SessionCheck(.unknown, "controlChannelPolicy cannot be read", at: place) }
    return switch policy.value {
    case .allow: SessionCheck(.passes, "the site takes control connections without TLS", at: place)
    case .require, .requireForCredentialsOnly:
      SessionCheck(.blocked, "the site refuses to log on without TLS", at: place, symptom: .tlsRequired)
    }
  }

  private static func support(_ support: FTPClient.Support, _ security: SessionMode.Security) -> SessionCheck {
    let isExplicit = security == .explicit
    return switch support {
    case .yes:
      SessionCheck(.passes, isExplicit ? "the client has explicit TLS" : "the client has implicit TLS")
    case .newerVersions:
      SessionCheck(
        .passes,
        isExplicit
          ? "newer versions of the client have explicit TLS" : "newer versions of the client have implicit TLS")
    case .no, .unknown:
      SessionCheck(
        .unknown,
        isExplicit
          ? "whether the client has explicit TLS is not documented"
          : "whether the client has implicit TLS is not documented")
    }
  }

  /// Whether the site refuses a command.
  func commandCheck(_ command: String, symptom: Symptom.ID? = nil) -> SessionCheck {
    commands.denies(command)
      ? SessionCheck(
        .blocked, "command filtering denies \(code: command)", at: world.server.place(commands.place(of: command)),
        symptom: symptom, rule: .requiredCommandDenied)
      : SessionCheck(.passes, "\(code: command) is allowed")
  }

  /// Which certificate clients see: TLS begins before a client names a host, so that of the binding without one.
  private func certificateCheck(_ listener: ListenerPath) -> SessionCheck {
    let symptom: Symptom.ID = listener.endpoint.isImplicitPort ? .noTLSOnImplicitPort : .tlsNotAllowed
    switch world.certificates.owner(for: site, at: listener.endpoint) {
    case .itself: return certificateCheck(of: site)
    case .peer(let peer): return certificateCheck(of: peer)
    case .peerOnAnyAddress:
      return SessionCheck(
        .unknown,
        "that the certificate of the binding without a host name on every address serves for this one is not documented",
        at: world.server.place(listener.binding.information.range), rule: .hostNameHidesCertificate)
    case .server(let isSites):
      return SessionCheck(
        .unknown,
        isSites
          ? "no binding without a host name shows a certificate, and that the server's in siteDefaults serves is not documented"
          : "siteDefaults names another certificate than the site, and which clients then see is not documented",
        at: world.server.place(isSites ? listener.binding.information.range : site.certificateHashOfDefaults.range),
        rule: .hostNameHidesCertificate)
    case .nobody where !listener.endpoint.host.isEmpty && site.usesTLS:
      return SessionCheck(
        .blocked, "the binding has a host name, and no binding without one beside it shows a certificate",
        at: world.server.place(listener.binding.information.range), symptom: symptom, rule: .hostNameHidesCertificate)
    case .nobody:
      return SessionCheck(
        .blocked, "the site has no certificate", at: world.server.place(missingCertificatePlace), symptom: symptom,
        rule: .certificateMissing)
    }
  }

  /// Where to point for a certificate that is not there: to what lets the site do without, where something does.
  private var missingCertificatePlace: ByteRange {
    let policies: [(isReadable: Bool, isOptional: Bool, range: ByteRange?)] = [
      (
        site.controlChannelPolicy.isReadable, site.controlChannelPolicy.value == .allow, site.controlChannelPolicy.range
      ),
      (site.dataChannelPolicy.isReadable, site.dataChannelPolicy.value != .require, site.dataChannelPolicy.range),
    ]
    if let unreadable = policies.first(where: { !$0.isReadable }), let range = unreadable.range { return range }
    if policies.allSatisfy(\.isOptional), let range = policies[0].range { return range }
    return site.sslRange ?? site.settingsRange
  }

  private func certificateCheck(of owner: FTPSite) -> SessionCheck {
    let place = world.server.place(owner.certificateHash.range ?? owner.sslRange ?? owner.settingsRange)
    guard owner.certificateHash.isReadable else {
      return SessionCheck(.unknown, "the certificate's hash cannot be read", at: place)
    }
    guard case .thumbprint = owner.certificateHash.value else {
      return SessionCheck(
        .blocked, "the certificate's hash is not 40 hexadecimal digits", at: place, symptom: .certificateNotFound,
        rule: .certificateHashInvalid)
    }
    switch world.server.certificateFaults(of: owner).first {
    case nil: return SessionCheck(.passes, "the site names a certificate", at: place)
    case .notInStore:
      return SessionCheck(
        .blocked, "the store \(quoted: owner.certificateStore.value) has no certificate with this hash", at: place,
        symptom: .certificateNotFound, rule: .certificateNotInStore)
    case .withoutPrivateKey:
      return SessionCheck(
        .blocked, "the certificate has no private key in the store", at: place, symptom: .certificateNotFound,
        rule: .certificateWithoutPrivateKey)
    case .expired(let end):
      return SessionCheck(
        .unknown,
        "the certificate expired on \(code: end.description), and whether the client takes it hangs on what it checks",
        at: place,
        rule: .certificateExpired)
    case .notYetValid(let start):
      return SessionCheck(
        .unknown,
        "the certificate is not valid before \(code: start.description), and whether the client takes it hangs on what it checks",
        at: place, rule: .certificateExpired)
    case .notForServers:
      return SessionCheck(
        .unknown, "the certificate is not for servers, and whether the client takes it hangs on what it checks",
        at: place,
        rule: .certificateNotForServers)
    }
  }

  /// Whether the commands get through that encrypt data connections; in implicit mode there is no need of them ([MS-FTPS]).
  private func protectionCheck(_ client: FTPClient) -> SessionCheck {
    let denied = commands.denied(of: ["PBSZ", "PROT"])
    guard let first = denied.first else { return SessionCheck(.passes, "PBSZ and PROT are allowed") }
    let place = world.server.place(commands.place(of: first))
    let reason: Message = "command filtering denies \(list: denied.asCommands)"
    guard site.dataChannelPolicy.value == .allow || site.dataChannelPolicy.value == .deny else {
      return SessionCheck(
        .blocked, "\(reason), and the site requires TLS on data connections", at: place, symptom: .tlsRequired,
        rule: .requiredCommandDenied)
    }
    return SessionCheck(
      .unknown, "\(reason), and what the client does then is not documented", at: place,
      rule: .requiredCommandDenied)
  }
}
