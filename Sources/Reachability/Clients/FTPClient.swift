public import Inet

/// What is known of an FTP client: its data mode, and what it does with the address in a reply to PASV.
public struct FTPClient: Hashable, Sendable {
  /// Which side makes data connections by default.
  public enum DataMode: String, CaseIterable, Hashable, Sendable {
    /// The client.
    case passive
    /// The server, unless the client is told otherwise.
    case active
    /// The server; the client has no other mode.
    case activeOnly
    /// Not documented.
    case unknown
  }

  /// A command that asks the server to listen for a data connection.
  public enum PassiveCommand: String, CaseIterable, Hashable, Sendable {
    /// Answered with an address and a port (RFC 959).
    case pasv
    /// Answered with a port (RFC 2428).
    case epsv
  }

  /// Whether a client has a feature.
  public enum Support: Hashable, Sendable {
    /// It has; the port that it then dials, where that is known.
    case yes(port: Port? = nil)
    /// Newer versions have.
    case newerVersions
    /// It has not.
    case no
    /// Not documented.
    case unknown
  }

  /// Whether data connections are encrypted without being asked for it (`PROT P`).
  public enum DataProtection: Hashable, Sendable {
    /// They are.
    case automatic
    /// They are if TLS began with AUTH TLS; after implicit TLS they are clear text, as the client sends no PROT.
    case onlyAfterAUTH
    /// Only after this call or setting.
    case onRequest(String)
    /// The client has no TLS.
    case none
    /// Not documented.
    case unknown
  }

  /// After what a client changes from passive to active mode by itself.
  public struct ActiveFallback: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// The causes with these bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// The server refuses PASV, or the reply makes no sense.
    public static let refusedCommand = Self(rawValue: 1 << 0)
    /// The data connection fails, to an address that the client had put in place of the server's.
    public static let failedRepair = Self(rawValue: 1 << 1)
    /// The data connection fails.
    public static let failedConnection = Self(rawValue: 1 << 2)
  }

  /// Where the knowledge comes from.
  public enum Evidence: String, CaseIterable, Hashable, Sendable {
    /// Measured with the program.
    case lab
    /// Read in its source code.
    case code
    /// Read in its documentation.
    case doc
    /// Measured, and read in its source code.
    case labAndCode
    /// No source was found.
    case notFound
  }

  /// A stable name, in lower case.
  public let id: String
  /// The full name.
  public let name: String
  /// A name for lists.
  public let shortName: String
  /// The version that the knowledge is of.
  public let version: String
  /// Which side makes data connections by default.
  public let dataMode: DataMode
  /// The commands for passive mode over IPv4, in the order in which they are tried; nothing where not documented.
  public let passiveCommands: [PassiveCommand]?
  /// What it does with the address in the reply; more than one where that hangs on the version of a library.
  public let policies: [AddressPolicy]
  /// Which addresses it takes for private.
  public let privateAddresses: PrivateAddresses
  /// The settings that bear on all this.
  public let settings: String
  /// Whether it can speak implicit TLS.
  public let implicitTLS: Support
  /// Whether it can speak explicit TLS.
  public let explicitTLS: Support
  /// Whether it encrypts data connections by itself.
  public let dataProtection: DataProtection
  /// After what it changes to active mode by itself; nothing where not documented.
  public let activeFallback: ActiveFallback?
  /// Whether, and how, it lets the server make data connections.
  public let activeMode: ActiveMode
  /// What else it does.
  public let traits: ClientTraits
  /// Where the knowledge comes from.
  public let evidence: Evidence
  /// The source, for people to read.
  public let source: String

  init(
    _ id: String, _ name: String, short shortName: String, version: String, dataMode: DataMode,
    commands: [PassiveCommand]?, policies: [AddressPolicy], private privateAddresses: PrivateAddresses = .none,
    settings: String, implicit: Support, explicit: Support, protection: DataProtection,
    fallback: ActiveFallback?, active activeMode: ActiveMode = .unknown, traits: ClientTraits = ClientTraits(),
    evidence: Evidence, source: String
  ) {
    self.id = id
    self.name = name
    self.shortName = shortName
    self.version = version
    self.dataMode = dataMode
    passiveCommands = commands
    self.policies = policies
    self.privateAddresses = privateAddresses
    self.settings = settings
    implicitTLS = implicit
    explicitTLS = explicit
    dataProtection = protection
    activeFallback = fallback
    self.activeMode = activeMode
    self.traits = traits
    self.evidence = evidence
    self.source = source
  }
}

extension FTPClient {
  /// All clients that something was looked up for.
  public static let all = programs + libraries + pythonLibraries + services

  /// Whether EPSV is tried before PASV.
  public var triesEPSVFirst: Bool { passiveCommands?.first == .epsv }

  /// Whether it may speak TLS, implicit or explicit; also where that is not documented.
  public var mayUseTLS: Bool { implicitTLS != .no || explicitTLS != .no }

  /// Whether nothing is documented of what it does with the address.
  public var hasUnknownPolicy: Bool { policies.contains(.unknown) }
}
