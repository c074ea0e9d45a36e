internal import Inet
internal import Text

extension BindingEndpoint {
  /// The same for two bindings that IIS cannot have both.
  public var fingerprint: UInt64 {
    let port = CaselessName(host).fingerprint.mixed(with: UInt64(port))
    return switch address {
    case .any: port
    case .v4(let address): port.mixed(with: UInt64(address.rawValue))
    case .v6(let address): port.mixed(with: address.high).mixed(with: address.low)
    }
  }
}
