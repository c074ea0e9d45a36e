internal import IISConfiguration
internal import Inet
internal import Linter
internal import Text

extension Rule {
  static let passiveRangeTooSmall = Rule(
    id: "passive-range-too-small", topic: .passivePorts, severity: .warning, settings: [fewPorts, tooFewPorts],
    fixValue: .passiveRange,
    summary: "The passive port range has fewer ports than clients will need at the same time.",
    rationale: """
      Each listing and each transfer in passive mode holds a port of the range on the server's address, and clients \
      such as FileZilla and WinSCP open several at once. When all are taken, further transfers fail with 425. It is a \
      warning under 10 ports; a note under 50, or where the sites on one address allow more connections \
      (`maxConnections`) than the range has ports. Microsoft documents no minimum.

      Widen the range, open it in every firewall, and restart `ftpsvc`.

      Sources: \(passivePortsSource); [Using a single port for IIS \
      FTP in passive mode](https://techcommunity.microsoft.com/t5/iis-support-blog/ba-p/308509), which discourages it.
      """,
    examples: [
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"1025\" highDataChannelPort=\"▸1026◂\" />"),
      .rejects(.server, "<firewallSupport lowDataChannelPort=\"50000\" highDataChannelPort=\"▸50009◂\" />", .note),
      .rejects(
        .file,
        """
        <configuration><system.applicationHost><sites>
          <site name="A" id="1">
            <bindings><binding protocol="ftp" bindingInformation="10.0.0.4:21:" /></bindings>
            <ftpServer><connections maxConnections="80" /></ftpServer>
          </site>
          <site name="B" id="2">
            <bindings><binding protocol="ftp" bindingInformation="*:2121:" /></bindings>
            <ftpServer><connections maxConnections="30" /></ftpServer>
          </site>
        </sites></system.applicationHost>
        <system.ftpServer>
          <firewallSupport lowDataChannelPort="50000" highDataChannelPort="▸50099◂" />
        </system.ftpServer></configuration>
        """, .note, caption: "both sites answer on 10.0.0.4"),
      .accepts(.server, "<firewallSupport lowDataChannelPort=\"50000\" highDataChannelPort=\"50100\" />"),
      .accepts(
        .file,
        """
        <configuration><system.applicationHost><sites>
          <site name="A" id="1">
            <bindings><binding protocol="ftp" bindingInformation="10.0.0.4:21:" /></bindings>
            <ftpServer><connections maxConnections="80" /></ftpServer>
          </site>
          <site name="B" id="2">
            <bindings><binding protocol="ftp" bindingInformation="10.0.0.5:21:" /></bindings>
            <ftpServer><connections maxConnections="30" /></ftpServer>
          </site>
        </sites></system.applicationHost>
        <system.ftpServer>
          <firewallSupport lowDataChannelPort="50000" highDataChannelPort="50099" />
        </system.ftpServer></configuration>
        """, caption: "each address has the whole range"),
      .accepts(
        .file,
        """
        <configuration><system.applicationHost><sites>
          <site name="A" id="1">
            <bindings>
              <binding protocol="ftp" bindingInformation="*:21:" />
              <binding protocol="ftp" bindingInformation="10.0.0.4:990:" />
            </bindings>
            <ftpServer><connections maxConnections="80" /></ftpServer>
          </site>
        </sites></system.applicationHost>
        <system.ftpServer>
          <firewallSupport lowDataChannelPort="50000" highDataChannelPort="50099" />
        </system.ftpServer></configuration>
        """, caption: "the site's limit counts once, however many bindings it has"),
    ],
    check: .server { configuration, context in
      guard case .range(let range) = configuration.server.passivePorts else { return }
      let place = configuration.server.highDataChannelPort.range
      let help: Message = "widen the range, open it in every firewall, and restart ftpsvc"
      let tooFew = context.value(of: tooFewPorts)
      if range.count < max(context.value(of: fewPorts), tooFew) {
        context.report(
          "the passive port range has only \(count: range.count, "port", "ports")", at: place,
          severity: range.count < tooFew ? .warning : .note,
          notes: ["every listing and transfer holds one; when all are taken, the next fails with 425"], help: help,
          fix: context.wantedPassiveRange)
        return
      }
      let demand = largestDemand(of: configuration.startingSites)
      guard range.count < demand else { return }
      context.report(
        "the passive port range has \(count: range.count, "port", "ports"), and the sites on one address allow \(demand) connections",
        at: place,
        severity: .note, notes: ["when all ports are taken, the next listing or transfer fails with 425"], help: help,
        fix: context.wantedPassiveRange)
    })
}

/// The largest sum of finite connection limits over the sites that answer on one address.
private func largestDemand(of sites: [FTPSite]) -> Int64 {
  var demands: [LocalAddress: Int64] = [:]
  for site in sites {
    guard case .limit(let limit) = site.maxConnections.value, limit > 0 else { continue }
    let addresses = Set(site.bindings.compactMap(\.endpoint?.address))
    // A site that answers on every address is counted there, and on none a second time.
    for address in addresses.contains(.any) ? [.any] : addresses { demands[address, default: 0] += limit }
  }
  let everywhere = demands.removeValue(forKey: .any) ?? 0
  return everywhere + (demands.values.max() ?? 0)
}

private let fewPorts = RuleSetting(
  "ports", of: "passive-range-too-small", "fewer ports than this are a note", standard: 50, in: 1...64_511)
private let tooFewPorts = RuleSetting(
  "warning-ports", of: "passive-range-too-small", "fewer ports than this are a warning", standard: 10, in: 1...64_511)
