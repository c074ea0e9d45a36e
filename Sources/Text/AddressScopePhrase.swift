public import Inet

extension AddressScope {
  /// What a message calls an address of this scope, with its article.
  public var phrase: Message {
    switch self {
    case .unspecified: "an unspecified address"
    case .loopback: "a loopback address"
    case .linkLocal: "a link-local address"
    case .privateUse: "a private address (RFC 1918)"
    case .carrierGradeNAT: "a carrier-grade NAT address (100.64.0.0/10)"
    case .multicast: "a multicast address"
    case .broadcast: "the broadcast address"
    case .reserved: "a reserved address"
    case .publicUse: "a public address"
    }
  }
}
