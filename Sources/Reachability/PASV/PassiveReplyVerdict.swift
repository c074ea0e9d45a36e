public import IISConfiguration
public import Inet

/// What a configuration says to a reply to PASV or EPSV.
public struct PassiveReplyVerdict: Sendable {
  /// What an FTP site has to do with the address in the reply.
  public struct SiteMatch: Sendable {
    /// The site's name.
    public let name: String
    /// Whether FTP starts by itself on the site.
    public let starts: Bool
    /// What relates the two.
    public let relation: Relation
  }

  /// What relates a site and the address in a reply.
  public enum Relation: Hashable, Sendable {
    /// It is the site's external address, set at this level.
    case isExternalAddress(Setting<ExternalAddress>.Origin)
    /// The site has no external address, and so names the address on which a client reached it; this can be it.
    case canBeOwnAddress
    /// The site has no external address, and is bound to others than this one.
    case isBoundElsewhere
    /// The site has this one set instead.
    case hasOther(String)
  }

  /// Whether a port is one that the service picks for data connections.
  public enum PortMatch: Hashable, Sendable {
    /// It is, of this range.
    case inside(PortRange)
    /// It is outside this range.
    case outside(PortRange)
    /// No range is set; whether the port is one that Windows picks by default.
    case noRange(isDynamic: Bool)
    /// What is set is no range.
    case invalidRange
  }

  /// The FTP sites in the file's order; none for an answer to EPSV, which has no address.
  public let sites: [SiteMatch]
  /// Whether the port is one that the service picks.
  public let port: PortMatch

  /// Holds a reply against a configuration.
  public init(_ reply: PassiveReply, _ configuration: Configuration) {
    sites = configuration.ftpSites.compactMap { site in
      reply.address.map { address in
        SiteMatch(
          name: site.name, starts: site.startsAutomatically.value, relation: Self.relation(of: address, to: site))
      }
    }
    port =
      switch configuration.server.passivePorts {
      case .range(let range): range.contains(reply.port) ? .inside(range) : .outside(range)
      case .unset: .noRange(isDynamic: PortRange.windowsDynamic.contains(reply.port))
      case .invalid: .invalidRange
      }
  }

  private static func relation(of address: IPv4Address, to site: FTPSite) -> Relation {
    let setting = site.externalAddress
    if setting.value == .unset {
      let addresses = site.bindings.compactMap { $0.endpoint?.address }
      return addresses.contains { $0.covers(.v4(address)) } ? .canBeOwnAddress : .isBoundElsewhere
    }
    return setting.value.isWritten(as: address)
      ? .isExternalAddress(setting.origin) : .hasOther(setting.value.text)
  }
}

extension PassiveReplyVerdict {
  /// Where the address in the reply comes from.
  public enum Origin: Hashable, Sendable {
    /// It is an external address.
    case externalAddress
    /// It is none, but a site without one can name it.
    case ownAddress
    /// No site of the file would name it.
    case elsewhere
  }

  /// Where the address in the reply comes from; sites that do not start are asked last.
  public var origin: Origin {
    let starting = sites.filter(\.starts)
    for case .isExternalAddress in starting.map(\.relation) { return .externalAddress }
    if starting.contains(where: { $0.relation == .canBeOwnAddress }) { return .ownAddress }
    for case .isExternalAddress in sites.map(\.relation) { return .externalAddress }
    let noneStarts = starting.isEmpty && sites.contains { $0.relation == .canBeOwnAddress }
    return noneStarts ? .ownAddress : .elsewhere
  }
}
