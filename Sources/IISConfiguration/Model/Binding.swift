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
    guard isFTP || Self.isWeb(protocolName), let information = element.attribute(.bindingInformation) else {
      endpoint = nil
      return
    }
    endpoint =
      information.withWritten { BindingEndpoint(usual: $0) } ?? (try? BindingEndpoint(information.value))
  }

  private static func isWeb(_ protocolName: String) -> Bool { ["http", "https"].contains(protocolName.lowercased()) }

  /// Why the text of such a binding names no end point, if it does not.
  public var endpointFault: BindingEndpoint.Fault? {
    guard endpoint == nil, isFTP || Self.isWeb(protocolName.value) else { return nil }
    do throws(BindingEndpoint.Fault) {
      _ = try BindingEndpoint(element.text(.bindingInformation))
      return nil
    } catch {
      return error
    }
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

/// What is wrong with a protocol that was most likely meant for FTP.
public enum FTPProtocolFault: Hashable, Sendable {
  /// IIS calls FTPS `ftp` too.
  case ftps
  /// A protocol of SSH.
  case sftp
  /// `ftp`, but with blanks or other signs in or around it; what IIS makes of that is not documented.
  case strayCharacters
}

extension Binding {
  /// What is wrong with the protocol, if it was most likely meant for FTP and is not `ftp`.
  public var ftpProtocolFault: FTPProtocolFault? {
    guard !isFTP else { return nil }
    let name = protocolName.value
    switch name.unicodeScalars.filter({ $0.properties.isAlphabetic }).map({ $0.properties.lowercaseMapping }).joined() {
    case "ftps", "ftpes": return .ftps
    case "sftp": return .sftp
    case "ftp": return .strayCharacters
    default: return nil
    }
  }
}
