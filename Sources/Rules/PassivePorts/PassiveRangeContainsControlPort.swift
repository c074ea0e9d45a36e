internal import IISConfiguration
internal import Inet
internal import Linter
internal import Reachability
internal import Text

extension Rule {
  static let passiveRangeContainsControlPort = Rule(
    id: "passive-range-contains-control-port", topic: .passivePorts, severity: .error,
    fixValue: .passiveRange,
    summary: "The passive port range contains a port on which a site listens.",
    rationale: """
      A port that a site listens on cannot serve data connections on the same address: transfers to which IIS gives \
      that port fail, the others work, so the fault comes and goes. For a port of an HTTP, HTTPS or net.tcp binding \
      it is a warning.

      Move the range, or the binding.

      Source: \(passivePortsSource).
      """,
    examples: [
      .rejects(
        .file,
        """
        <configuration><system.applicationHost><sites>
          <site name="FTP" id="1">
            <bindings><binding protocol="ftp" bindingInformation="▸*:2121:◂" /></bindings>
          </site>
        </sites></system.applicationHost>
        <system.ftpServer>
          <firewallSupport lowDataChannelPort="2000" highDataChannelPort="3000" />
        </system.ftpServer></configuration>
        """),
      .rejects(
        .file,
        """
        <configuration><system.applicationHost><sites>
          <site name="FTP" id="1">
            <bindings>
              <binding protocol="ftp" bindingInformation="*:21:" />
              <binding protocol="http" bindingInformation="▸*:8080:localhost◂" />
              <binding protocol="net.tcp" bindingInformation="▸8081:*◂" />
            </bindings>
          </site>
        </sites></system.applicationHost>
        <system.ftpServer>
          <firewallSupport lowDataChannelPort="8000" highDataChannelPort="9000" />
        </system.ftpServer></configuration>
        """, .warning),
      .accepts(
        .file,
        """
        <configuration><system.applicationHost><sites>
          <site name="FTP" id="1">
            <bindings>
              <binding protocol="ftp" bindingInformation="*:21:" />
              <binding protocol="http" bindingInformation="*:80:" />
              <binding protocol="net.pipe" bindingInformation="*" />
            </bindings>
          </site>
        </sites></system.applicationHost>
        <system.ftpServer>
          <firewallSupport lowDataChannelPort="50000" highDataChannelPort="50100" />
        </system.ftpServer></configuration>
        """),
      .accepts(
        .file,
        """
        <configuration><system.applicationHost><sites>
          <site name="FTP" id="1"><bindings><binding protocol="ftp" bindingInformation="*:21:" /></bindings></site>
          <site name="Off" id="2" serverAutoStart="false">
            <bindings><binding protocol="http" bindingInformation="*:8080:" /></bindings>
          </site>
        </sites></system.applicationHost>
        <system.ftpServer>
          <firewallSupport lowDataChannelPort="8000" highDataChannelPort="9000" />
        </system.ftpServer></configuration>
        """, caption: "a web site that does not start holds no port"),
    ],
    check: .server { configuration, context in
      guard case .range(let range) = configuration.server.passivePorts else { return }
      let place = configuration.server.lowDataChannelPort.range
      for collision in configuration.passivePortCollisions {
        note(
          collision.binding, of: collision.site.site, in: range, place, .error,
          configuration.sessions(concernedBy: collision), &context)
      }
      for site in configuration.ftpSites where !site.startsAutomatically.value {
        for binding in site.bindings { note(binding, of: site.site, in: range, place, .note, nil, &context) }
      }
      for site in configuration.sites where site.bindings.contains(where: { !$0.isFTP }) && site.startsHTTP {
        for binding in site.bindings where !binding.isFTP && isWeb(binding) {
          note(binding, of: site, in: range, place, .warning, nil, &context)
        }
      }
    })
}

private func isWeb(_ binding: Binding) -> Bool {
  ["http", "https", "net.tcp"].contains(binding.protocolName.value.lowercased())
}

private func note(
  _ binding: Binding, of site: Site, in range: PortRange, _ place: ByteRange?, _ severity: Severity,
  _ stops: StoppedSessions?,
  _ context: inout RuleContext
) {
  guard let port = binding.port, range.contains(port) else { return }
  context.report(
    "port \(port) lies in the passive port range \(range)", at: binding.information.range, severity: severity,
    sites: [site.name.value], related: place.map { [($0, "the range begins here" as Message)] } ?? [],
    notes: ["a data connection that IIS gives this port to fails; all others work"],
    help: "move the passive port range and restart ftpsvc, or move the binding",
    fix: context.wantedPassiveRange, stops: stops)
}

extension Configuration {
  /// The passive sessions that may be given the port.
  fileprivate func sessions(concernedBy collision: PassivePortCollision) -> StoppedSessions {
    let concerned = ftpSites.flatMap { site in
      site.bindings.filter { $0.endpoint.map { collision.concerns($0.address) == true } ?? false }.map { (site, $0) }
    }
    return StoppedSessions(
      at: .dataConnection, sites: Set(concerned.map(\.0.site.index)), bindings: Set(concerned.map(\.1.range)),
      dataMode: .passive, clients: .withoutFallbackAfterFailure)
  }
}
