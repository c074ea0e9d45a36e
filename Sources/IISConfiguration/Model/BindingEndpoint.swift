public import Inet

/// The parts of an `ip:port:host` binding information.
public struct BindingEndpoint: Hashable, Sendable {
  /// The address; `*`, nothing, `0.0.0.0` and `[::]` are any.
  public let address: LocalAddress
  /// The port, 1–65535.
  public let port: Port
  /// The host name; empty for any.
  public let host: String

  /// Why a text names no end point.
  public enum Fault: Error, Hashable {
    /// There is no text.
    case empty
    /// There are fewer than two colons.
    case tooFewColons
    /// Nothing stands where the port should be.
    case noPort
    /// This stands where the port should be.
    case noNumber(String)
    /// This number is not between 1 and 65535.
    case portOutOfRange(String)
    /// The host name has blanks in it.
    case blanksInHost
    /// The address is IPv6 without brackets.
    case bareIPv6
    /// This stands where `*`, an IPv4 address or an `[IPv6]` address should be.
    case noAddress(String)
  }

  /// Splits at the last two colons, as IIS does, so that an IPv6 address in brackets may hold more.
  public init(_ text: String) throws(Fault) {
    guard !text.isEmpty else { throw .empty }
    let bytes = text.utf8
    guard let hostColon = bytes.lastIndex(of: UInt8(ascii: ":")),
      let portColon = bytes[..<hostColon].lastIndex(of: UInt8(ascii: ":"))
    else { throw .tooFewColons }
    port = try Self.port(text[bytes.index(after: portColon)..<hostColon])
    let host = text[bytes.index(after: hostColon)...]
    guard !host.contains(where: \.isWhitespace) else { throw .blanksInHost }
    self.host = String(host)
    address = try Self.address(text[..<portColon])
  }

  /// Reads `*:21:` and `192.0.2.1:21:`, as nearly all are written, from the very bytes of the file; nothing for others.
  init?(usual written: Span<UInt8>) {
    let isAny = written.count > 1 && written[0] == UInt8(ascii: "*") && written[1] == UInt8(ascii: ":")
    var (bits, port, number) = (UInt32(0), UInt32(0), UInt32(0))
    var (digits, dots, colons) = (0, 0, 0)
    for index in (isAny ? 1 : 0)..<written.count {
      let byte = written[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        // Not every reader takes a number that begins with 0 for the same.
        guard digits == 0 || number > 0, number < 6554 else { return nil }
        number = number * 10 + UInt32(byte - UInt8(ascii: "0"))
        digits += 1
        continue
      case UInt8(ascii: ".") where colons == 0 && dots < 3: dots += 1
      case UInt8(ascii: ":") where colons < 2 && (dots == 3 || isAny): colons += 1
      default: return nil
      }
      if colons == 2 { port = number } else { bits = bits << 8 | number }
      guard digits > 0 || isAny && colons == 1, number <= (colons == 2 ? 65535 : 255) else { return nil }
      (number, digits) = (0, 0)
    }
    guard colons == 2, digits == 0, port > 0 else { return nil }
    address = bits == 0 ? .any : .v4(IPv4Address(rawValue: bits))
    self.port = Port(port)
    host = ""
  }

  private static func port(_ text: Substring) throws(Fault) -> Port {
    if let port = Port(decimalPort: text), port > 0 { return port }
    guard !text.isEmpty else { throw .noPort }
    let isNumber = text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    throw isNumber ? .portOutOfRange(String(text)) : .noNumber(String(text))
  }

  private static func address(_ text: Substring) throws(Fault) -> LocalAddress {
    if text.isEmpty || text == "*" { return .any }
    if let address = IPv4Address(text) { return address.rawValue == 0 ? .any : .v4(address) }
    guard text.first == "[", text.last == "]", text.count > 2,
      let address = IPv6Address(text.dropFirst().dropLast())
    else { throw IPv6Address(text) == nil ? .noAddress(String(text)) : .bareIPv6 }
    return address.isUnspecified ? .any : .v6(address)
  }

  /// Whether the port makes the channel implicit FTPS once there is a certificate.
  ///
  /// IIS is implicit on 990 and explicit on every other port (IIS configuration reference, `ftpServer/security/ssl`).
  public var isImplicitPort: Bool { port == 990 }
}
