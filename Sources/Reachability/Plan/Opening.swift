public import Inet
public import NetworkModel

/// One thing that firewalls must let through, in no vendor's words.
public struct Opening: Hashable, Sendable {
  /// What travels through.
  public enum Purpose: Hashable, Sendable {
    /// Control connections that begin in clear text and switch to TLS with AUTH TLS (RFC 4217).
    case explicitControl
    /// Control connections that are TLS from their first byte; IIS does that on port 990 only.
    case implicitControl
    /// Data connections that clients make after PASV or EPSV.
    case passiveData
    /// Data connections that the server makes after PORT or EPRT, from the port below this control port
    /// (RFC 959 section 3.2).
    case activeData(controlPort: Port)
    /// Probes of a load balancer at a port where no FTP site listens.
    case healthProbe
  }

  /// Which side begins the connection.
  public let direction: FlowDirection
  /// The server's own ports, whichever side begins; always TCP.
  public let localPorts: PortRange
  /// The server's address.
  public let localAddress: LocalAddress
  /// Who may be on the other side.
  public let remote: RemoteSide
  /// What travels through.
  public let purpose: Purpose
  /// The settings that it comes from, each as a phrase; may hold names from the file.
  public let origins: [String]
}

extension Opening: Comparable {
  /// Inbound first, then by address, then by port; nothing else tells openings of a plan apart.
  public static func < (left: Self, right: Self) -> Bool {
    if left.direction != right.direction { return left.direction < right.direction }
    if left.localAddress != right.localAddress { return left.localAddress < right.localAddress }
    return left.localPorts < right.localPorts
  }
}

extension Opening: CustomStringConvertible {
  /// The opening in a message: `TCP 50000-50100 in at 10.0.0.4`.
  public var description: String {
    let side = direction == .inbound ? "in" : "out"
    let from = remote.isAnyone ? "" : " \(direction == .inbound ? "from" : "to") \(remote)"
    return "TCP \(localPorts) \(side)" + (localAddress == .any ? "" : " at \(localAddress)") + from
  }
}

extension Opening {
  /// A name for a firewall rule, made of key, direction, ports and address alone: `ftpsgate-1.in-tcp-50000-50100`.
  ///
  /// Letters, digits, dots and hyphens, at most 88 characters, the last a letter or a digit.
  public func name(_ key: PlanKey) -> String {
    let side = direction == .inbound ? "in" : "out"
    return "\(key.namePrefix)\(side)-tcp-\(localPorts)" + (localAddress.nameSuffix.map { "-" + $0 } ?? "")
  }

  /// The connections that it lets through, to those of the server's addresses that it is for; to any where nobody knows these.
  func flow(at serverAddresses: [LocalAddress] = []) -> Flow {
    let own = IPAddressSet((localAddress == .any ? serverAddresses : [localAddress]).compactMap(\.address))
    return Flow(
      direction, remoteAddresses: remote.addresses, remotePorts: direction == .inbound ? .client : .any,
      localAddresses: own.isEmpty ? .any : own, localPorts: PortSet(localPorts))
  }

  /// The opening with those on the other side only who can reach its address.
  var fromReachingClients: Opening {
    Opening(
      direction: direction, localPorts: localPorts, localAddress: localAddress, remote: remote.reaching(localAddress),
      purpose: purpose, origins: origins)
  }

  /// Why the opening is there, in a few words.
  public var reason: String {
    switch purpose {
    case .explicitControl: "FTP control channel, explicit TLS"
    case .implicitControl: "FTP control channel, implicit TLS"
    case .passiveData: "FTP passive data channel"
    case .healthProbe: "probes of the load balancer before FTP"
    case .activeData(let port): "FTP active data channel of control port \(port)"
    }
  }
}

extension LocalAddress {
  /// The address in letters, digits, dots and hyphens, ending with a letter or a digit; nothing for any address.
  public var nameSuffix: String? {
    switch self {
    case .any: nil
    case .v4(let address): address.description
    case .v6(let address): address.groups.map { String($0, radix: 16) }.joined(separator: "-")
    }
  }
}
