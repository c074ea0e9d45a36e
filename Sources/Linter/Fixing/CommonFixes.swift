public import IISConfiguration
public import Inet
internal import Reachability
public import Text

extension RuleContext {
  /// The only public address that the user gives, if he gives one.
  private var onlyPublicAddress: IPv4Address? {
    deployment.publicAddresses.count == 1 ? deployment.publicAddresses.first : nil
  }

  /// A fix that sets a site's external address to the only public address that the user gives, where it is set now.
  public func publicExternalAddress(of site: FTPSite) -> Fix? {
    guard let address = onlyPublicAddress, deployment.externalAddress == .public else { return nil }
    return setting(
      "ftpServer/firewallSupport", [SettingChange.Value("externalIp4Address", address.description)],
      at: site.level(of: site.externalAddress), "set externalIp4Address to \(address)", .unsafe)?.askedFor
  }

  /// A fix that sets the passive ports to the range that the user gives.
  public var wantedPassiveRange: Fix? {
    deployment.wantedPassiveRange.flatMap { passivePorts($0, "set the passive ports to \($0)")?.askedFor }
  }

  /// A fix that sets the passive ports to a range.
  public func passivePorts(_ range: PortRange, _ title: Message) -> Fix? {
    setting(
      "system.ftpServer/firewallSupport",
      [
        SettingChange.Value("lowDataChannelPort", String(range.first)),
        SettingChange.Value("highDataChannelPort", String(range.last)),
      ], at: .server, title, .unsafe)
  }

  /// A fix that requires TLS of a channel; nothing where it would hold for a site without a certificate, of which it would
  /// lock everybody out.
  public func requiringTLS<Policy>(_ policy: Setting<Policy>, named name: String, of site: FTPSite) -> Fix? {
    let level = site.level(of: policy)
    guard site.hasCertificate, level != .siteDefaults || server.configuration.ftpSites.allSatisfy(\.hasCertificate)
    else { return nil }
    return setting(
      "ftpServer/security/ssl", [SettingChange.Value(name, "SslRequire")], at: level,
      "set \(code: name) to SslRequire", .unsafe)
  }
}

extension Fix {
  fileprivate var askedFor: Fix {
    var fix = self
    fix.isAskedFor = true
    return fix
  }
}
