public import Inet

/// What a site's external address setting comes to.
public enum ExternalAddress: Hashable, Sendable {
  /// Nothing is set: PASV replies name the address that the client dialled the server on.
  case unset
  /// An IPv4 address.
  case address(IPv4Address)
  /// A text that is no IPv4 address that could be announced.
  case invalid
}

extension ExternalAddress {
  /// What a setting's text comes to.
  init(_ text: String) {
    if text.isEmpty {
      self = .unset
    } else if let address = IPv4Address(text), address.rawValue != 0 {
      self = .address(address)
    } else {
      self = .invalid
    }
  }
}

extension FTPSite {
  /// Whether PASV can happen at all: RFC 2428 leaves EPSV, which names no address, for IPv6.
  public var answersIPv4: Bool {
    bindings.contains { binding in
      if case .v6 = binding.endpoint?.address { false } else { true }
    }
  }
}
