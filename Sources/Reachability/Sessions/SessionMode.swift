public import Text

/// How a session is protected, and which side makes its data connections.
public struct SessionMode: Hashable, Sendable {
  /// How TLS begins.
  public enum Security: String, CaseIterable, Hashable, Sendable {
    /// Not at all.
    case plain
    /// With AUTH TLS (RFC 4217).
    case explicit
    /// With the connection itself; IIS does that on port 990 only.
    case implicit
  }

  /// Which side makes data connections.
  public enum DataMode: String, CaseIterable, Hashable, Sendable {
    /// The client, after PASV or EPSV.
    case passive
    /// The server, after PORT or EPRT.
    case active
  }

  /// How TLS begins.
  public let security: Security
  /// Which side makes data connections.
  public let dataMode: DataMode

  /// A mode.
  public init(_ security: Security, _ dataMode: DataMode) {
    self.security = security
    self.dataMode = dataMode
  }

  /// The modes that a matrix has columns for, in their order.
  public static let columns = [
    SessionMode(.explicit, .passive), SessionMode(.explicit, .active), SessionMode(.implicit, .passive),
    SessionMode(.implicit, .active),
  ]

  /// All modes, those without TLS last.
  public static let all = columns + [SessionMode(.plain, .passive), SessionMode(.plain, .active)]
}

extension SessionMode: CustomStringConvertible {
  /// The word on the command line: `explicit-passive`.
  public var description: String { "\(security.rawValue)-\(dataMode.rawValue)" }

  /// The mode of a word such as `explicit-passive`.
  public init?(_ text: String) {
    guard let mode = Self.all.first(where: { $0.description == text.lowercased() }) else { return nil }
    self = mode
  }

  /// The mode in a heading: `explicit TLS, passive mode`.
  public var phrase: Message {
    switch security {
    case .plain: "no TLS, \(dataMode.phrase)"
    case .explicit: "explicit TLS, \(dataMode.phrase)"
    case .implicit: "implicit TLS, \(dataMode.phrase)"
    }
  }
}

extension SessionMode.DataMode {
  /// The mode in a sentence: `passive mode`.
  var phrase: Message { self == .passive ? "passive mode" : "active mode" }
}
