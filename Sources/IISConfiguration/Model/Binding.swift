public import Inet

/// One `<binding>` of a site, whatever its protocol.
public struct Binding: Sendable {
  private let element: Element
  /// Whether this is an FTP binding.
  public let isFTP: Bool
  /// Where an `ftp`, `http` or `https` binding listens; nothing if the text does not say.
  public let endpoint: BindingEndpoint?

  init(_ element: Element) {
    self.element = element
    let protocolName = element.text(.protocol)
    isFTP = protocolName == "ftp" || protocolName.lowercased() == "ftp"
    let hasEndpoint = isFTP || ["http", "https"].contains(protocolName.lowercased())
    endpoint = hasEndpoint ? BindingEndpoint(element.text(.bindingInformation)) : nil
  }

  /// `ftp` for FTP and FTPS; `http`, `https`, `net.tcp` and others beside it; at the start tag if it is not there.
  public var protocolName: Located<String> { element.located(.protocol) ?? Located("", at: range) }

  /// The text of `bindingInformation`; at the start tag if it is not there.
  public var information: Located<String> { element.located(.bindingInformation) ?? Located("", at: range) }

  /// The start tag.
  public var range: ByteRange { element.place }

  /// `sslFlags`, if the attribute is there.
  public var sslFlags: Located<String>? { element.located(.sslFlags) }

  /// What `sslFlags` comes to; 0 where it is not there, nothing where it is no number.
  public var sslFlagBits: Int64? {
    guard let sslFlags else { return 0 }
    return ValueType.uint.number(sslFlags.value)
  }

  /// The port that the binding listens on, also for the `808:*` of `net.tcp`.
  public var port: Port? {
    if let endpoint { return endpoint.port }
    guard protocolName.value == "net.tcp" else { return nil }
    return Port(decimalPort: information.value.prefix { $0 != ":" })
  }
}

/// The parts of an `ip:port:host` binding information.
public struct BindingEndpoint: Hashable, Sendable {
  /// The address; `*`, nothing, `0.0.0.0` and `[::]` are any.
  public let address: LocalAddress
  /// The port, 1–65535.
  public let port: Port
  /// The host name; empty for any.
  public let host: String

  /// Splits at the last two colons, as IIS does, so that an IPv6 address in brackets may hold more.
  ///
  /// Nothing comes of a port outside 1–65535, of an address that is not `*`, empty, IPv4 or `[IPv6]`, and of a host name
  /// with blanks.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard let hostColon = bytes.lastIndex(of: UInt8(ascii: ":")),
      let portColon = bytes[..<hostColon].lastIndex(of: UInt8(ascii: ":"))
    else { return nil }
    guard let port = Port(decimalPort: text[bytes.index(after: portColon)..<hostColon]), port > 0,
      let address = Self.address(text[..<portColon])
    else { return nil }
    let host = text[bytes.index(after: hostColon)...]
    guard !host.contains(where: \.isWhitespace) else { return nil }
    self.address = address
    self.port = port
    self.host = String(host)
  }

  private static func address(_ text: Substring) -> LocalAddress? {
    if text.isEmpty || text == "*" { return .any }
    if let address = IPv4Address(text) { return address.rawValue == 0 ? .any : .v4(address) }
    guard text.first == "[", text.last == "]", text.count > 2,
      let address = IPv6Address(text.dropFirst().dropLast())
    else { return nil }
    return address.isUnspecified ? .any : .v6(address)
  }

  /// Whether the port makes the channel implicit FTPS once there is a certificate.
  ///
  /// IIS is implicit on 990 and explicit on every other port (IIS configuration reference, `ftpServer/security/ssl`).
  public var isImplicitPort: Bool { port == 990 }
}

extension Binding {
  /// Whether the protocol is a name that IIS does not know for what it calls `ftp`.
  public var hasUnknownFTPProtocol: Bool {
    !isFTP && ["ftps", "ftpes", "sftp"].contains(protocolName.value.lowercased())
  }
}
