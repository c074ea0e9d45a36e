public import Inet

/// What a site's external address setting comes to.
public enum ExternalAddress: Hashable, Sendable {
  /// Nothing is set: PASV replies name the address that the client dialled the server on.
  case unset
  /// An IPv4 address.
  case address(IPv4Address)
  /// A text that is no IPv4 address that could be announced, and why.
  case invalid(String, Fault)

  /// Why a text is no address to announce.
  public enum Fault: Hashable, Sendable {
    /// It is `0.0.0.0`.
    case unspecified
    /// It begins or ends with a blank.
    case blanks
    /// It has quotation marks in it.
    case quotationMarks
    /// It has a prefix length.
    case prefixLength
    /// It is an IPv6 address, and a PASV reply has room for four numbers.
    case ipv6
    /// It has letters in it, as host names have.
    case hostName
    /// It is anything else but four decimal numbers from 0 to 255.
    case notFourNumbers
  }
}

extension ExternalAddress {
  /// What a setting's text comes to.
  init(_ text: String) {
    if text.isEmpty {
      self = .unset
    } else if let address = IPv4Address(text) {
      self = address.rawValue == 0 ? .invalid(text, .unspecified) : .address(address)
    } else {
      self = .invalid(text, Self.fault(of: text))
    }
  }

  private static func fault(of text: String) -> Fault {
    if text.first?.isWhitespace == true || text.last?.isWhitespace == true { return .blanks }
    if text.contains("\"") || text.contains("'") { return .quotationMarks }
    if text.contains("/") { return .prefixLength }
    if IPv6Address(text) != nil { return .ipv6 }
    return text.contains(where: \.isLetter) ? .hostName : .notFourNumbers
  }

  /// The setting's text, of which an IPv4 address allows only one; empty for none.
  public var text: String {
    switch self {
    case .unset: ""
    case .address(let address): address.description
    case .invalid(let text, _): text
    }
  }

  /// Whether this is the address that is set, be it one that clients could connect to or not.
  public func isWritten(as address: IPv4Address) -> Bool {
    switch self {
    case .address(let own): own == address
    case .invalid(_, .unspecified): address.rawValue == 0
    case .unset, .invalid: false
    }
  }
}

extension FTPSite {
  /// The external address, if one is set that PASV replies could name.
  public var announcedAddress: IPv4Address? {
    if case .address(let address) = externalAddress.value { address } else { nil }
  }

  /// The external address, if it is one that clients on the Internet could connect to.
  public var announcedPublicAddress: IPv4Address? {
    announcedAddress.flatMap { $0.scope == .publicUse ? $0 : nil }
  }

  /// Whether PASV can happen at all: RFC 2428 leaves EPSV, which names no address, for IPv6.
  public var answersIPv4: Bool {
    bindings.contains { binding in
      if case .v6 = binding.endpoint?.address { false } else { true }
    }
  }

  /// Whether one of its bindings is for an IPv6 address.
  public var hasIPv6Binding: Bool {
    bindings.contains { binding in
      if case .v6 = binding.endpoint?.address { true } else { false }
    }
  }
}
