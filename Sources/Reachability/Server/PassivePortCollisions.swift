public import IISConfiguration
public import Inet

/// A binding of an FTP site that starts, on a port of the passive range: a data connection that IIS gives this port
/// fails, all others work.
public struct PassivePortCollision: Sendable {
  /// The site.
  public let site: FTPSite
  /// Its binding.
  public let binding: Binding
  /// Its port.
  public let port: Port

  /// Whether data connections to a listener are concerned; nothing where that hangs on the address by which clients come.
  public func concerns(_ address: LocalAddress) -> Bool? {
    switch (binding.endpoint?.address, address) {
    case (.any, _), (nil, _): true
    case (let own?, let other) where own == other: true
    case (_, .any): nil
    default: false
    }
  }
}

extension Configuration {
  /// The control ports that lie in the passive range, in the file's order.
  public var passivePortCollisions: [PassivePortCollision] {
    guard case .range(let range) = server.passivePorts else { return [] }
    return startingSites.flatMap { site in
      site.bindings.compactMap { binding in
        guard let port = binding.endpoint?.port, range.contains(port) else { return nil }
        return PassivePortCollision(site: site, binding: binding, port: port)
      }
    }
  }
}
