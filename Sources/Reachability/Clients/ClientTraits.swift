/// What a client does beside choosing modes and addresses; unknown where it was neither read nor measured.
///
/// Sources, beside those in each client's row: WinSCP, source/core/SessionData.cpp, source/core/FtpFileSystem.cpp,
/// source/filezilla/TransferSocket.cpp; FileZilla, src/engine/ftp/transfersocket.cpp; .NET, FtpControlStream.cs
/// (`net_ftp_active_address_different`); Apache Commons Net, FTPClient.java (`verifyRemote`); Cyberduck,
/// default.properties (`ftp.datachannel.verify`); FluentFTP, FtpConfig.cs; gvfs, daemon/gvfsbackendftp.c; measured:
/// all of lftp, libcurl, tnftp, GNU Wget, PHP, Perl, Python ftplib, NcFTP, Erlang, tcllib.
public struct ClientTraits: Hashable, Sendable {
  /// What a client takes for the server when one makes a data connection to it.
  public enum ActivePeer: String, CaseIterable, Hashable, Sendable {
    /// Only the address of the control connection: data that a NAT gateway sends from another one is refused.
    case sameAddressOnly
    /// Whoever connects.
    case anyAddress
    /// Not known.
    case unknown
  }

  /// Whether a client names the host that it wants (RFC 7151), which finds a site with a host name in its binding.
  public enum HostCommand: String, CaseIterable, Hashable, Sendable {
    /// If FEAT lists HOST, as IIS's does.
    case whenOffered
    /// If a setting says so.
    case onRequest
    /// Never: only `host|user` as the user's name finds such a site.
    case never
    /// Not known.
    case unknown
  }

  /// How TLS begins where a URL says `ftps://`.
  public enum SecureURL: String, CaseIterable, Hashable, Sendable {
    /// With the connection, on port 990 unless the URL has another.
    case implicit
    /// With AUTH TLS, on port 21 unless the URL has another.
    case explicit
    /// The client takes no such URL.
    case none
    /// Not known.
    case unknown
  }

  /// When a client begins TLS on a data connection.
  public enum DataHandshake: String, CaseIterable, Hashable, Sendable {
    /// After the command for the transfer, as servers expect it.
    case afterCommand
    /// Before the command: a server that answers the handshake only after the command waits for ever, as does the client.
    case beforeCommand
  }

  /// Whose active data connections it takes.
  public let activePeer: ActivePeer
  /// Whether it sends HOST.
  public let hostCommand: HostCommand
  /// What `ftps://` means to it.
  public let secureURL: SecureURL
  /// When it begins TLS on a data connection.
  public let dataHandshake: DataHandshake

  init(
    activePeer: ActivePeer = .unknown, host hostCommand: HostCommand = .unknown, url secureURL: SecureURL = .unknown,
    dataHandshake: DataHandshake = .afterCommand
  ) {
    self.activePeer = activePeer
    self.hostCommand = hostCommand
    self.secureURL = secureURL
    self.dataHandshake = dataHandshake
  }
}
