/// How far an IPv4 address reaches, as far as FTP clients and routers care (IANA special-purpose registry).
///
/// The documentation networks (RFC 5737) count as public: no client treats them specially.
public enum AddressScope: String, Hashable, Sendable {
  /// `0.0.0.0/8`, "this network" (RFC 1122).
  case unspecified
  /// `127.0.0.0/8` (RFC 1122).
  case loopback
  /// `169.254.0.0/16` (RFC 3927).
  case linkLocal
  /// `10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16` (RFC 1918).
  case privateUse
  /// `100.64.0.0/10`, carrier-grade NAT (RFC 6598).
  case carrierGradeNAT
  /// `224.0.0.0/4` (RFC 5771).
  case multicast
  /// `255.255.255.255` (RFC 919).
  case broadcast
  /// `240.0.0.0/4` (RFC 1112).
  case reserved
  /// Everything else.
  case publicUse
}

extension IPv4Address {
  /// How far this address reaches.
  public var scope: AddressScope {
    let (a, b, _, _) = octets
    switch (a, b) {
    case (0, _): return .unspecified
    case (127, _): return .loopback
    case (169, 254): return .linkLocal
    case (10, _), (172, 16...31), (192, 168): return .privateUse
    case (100, 64...127): return .carrierGradeNAT
    case (224...239, _): return .multicast
    case (240...255, _): return rawValue == .max ? .broadcast : .reserved
    default: return .publicUse
    }
  }
}
